import { app, secret, team } from './identity.ts'
import type { Json } from './json.ts'
import { objectsOf } from './json.ts'
import { limits } from './limits.ts'
import { storedBlocks, withDefaults } from './message-payload.ts'

/** A form or a Home tab in front of one person. */
export interface View {
  readonly id: string
  readonly user: string
  /** As Slack returns it. */
  readonly payload: Json
}

/** The stack of forms and the Home tab of each person. */
export interface Views {
  /** The form on top. */
  readonly top: (user: string) => View | undefined
  readonly home: (user: string) => View | undefined
  readonly byId: (id: string) => View | undefined
  readonly byExternalId: (id: string) => View | undefined
  readonly open: (user: string, view: Json) => View
  /** Undefined when three forms are open already. */
  readonly push: (user: string, view: Json) => View | undefined
  readonly update: (view: View, next: Json) => View
  readonly publish: (user: string, view: Json) => View
  /** Closes the top form, or all of them. */
  readonly shut: (user: string, all: boolean) => void
}

/** `told` hears of every form that opens, changes or closes. */
export function openViews(told: () => void = () => undefined): Views {
  const stacks = new Map<string, readonly View[]>()
  const homes = new Map<string, View>()
  const stackOf = (user: string): readonly View[] => stacks.get(user) ?? []
  const every = (): readonly View[] => [...[...stacks.values()].flat(), ...homes.values()]
  return {
    top: user => stackOf(user).at(-1),
    home: user => homes.get(user),
    byId: id => every().find(view => view.id === id),
    byExternalId: id => every().find(view => view.payload.external_id === id),
    open(user, view) {
      const opened = make(user, view, secret(9))
      stacks.set(user, [opened])
      told()
      return opened
    },
    push(user, view) {
      const stack = stackOf(user)
      if (stack.length >= limits.view.stack) return undefined
      const opened = make(user, view, secret(9), stack)
      stacks.set(user, [...stack, opened])
      told()
      return opened
    },
    update(view, next) {
      const swap = (one: View): View => (one.id === view.id ? updated : one)
      const { root_view_id, previous_view_id } = view.payload
      const fresh = make(view.user, next, view.id.slice(1))
      const updated = { ...fresh, payload: { ...fresh.payload, root_view_id, previous_view_id } }
      stacks.set(view.user, stackOf(view.user).map(swap))
      if (homes.get(view.user)?.id === view.id) homes.set(view.user, updated)
      told()
      return updated
    },
    publish(user, view) {
      const home = make(user, view, homes.get(user)?.id.slice(1) ?? secret(9))
      homes.set(user, home)
      return home
    },
    shut(user, all) {
      stacks.set(user, all ? [] : stackOf(user).slice(0, -1))
      told()
    },
  }
}

function make(user: string, view: Json, id: string, below: readonly View[] = []): View {
  const payload = {
    id: `V${id}`,
    team_id: team.id,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    title: null,
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    ...withDefaults(view),
    blocks: storedBlocks(objectsOf(view.blocks)),
    state: { values: {} },
    hash: `${Math.trunc(performance.now())}.${secret(8).toLowerCase()}`,
    previous_view_id: below.at(-1)?.id ?? null,
    root_view_id: below[0]?.id ?? `V${id}`,
    app_id: app.id,
    app_installed_team_id: team.id,
    bot_id: app.bot,
  }
  return { id: `V${id}`, user, payload }
}
