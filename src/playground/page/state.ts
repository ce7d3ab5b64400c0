import type { Human, Known, Place, Platform, Push, Shown } from './protocol.ts'

export const PLATFORMS = ['slack', 'discord'] as const satisfies readonly Platform[]
export const TITLES: Readonly<Record<Platform, string>> = { slack: 'Slack', discord: 'Discord' }

/** What the page knows. Pushes change it; who looks and what is open is the page's own. */
export interface State {
  places: Readonly<Record<Platform, readonly Place[]>>
  people: readonly Human[]
  commands: readonly Known[]
  names: Readonly<Record<Platform, Readonly<Record<string, string>>>>
  /** By platform, place and id. */
  readonly messages: Map<string, Shown>
  /** By platform and person. */
  readonly forms: Map<string, unknown>
  readonly connected: Record<Platform, boolean>
  person: string
  readonly place: Record<Platform, string>
  /** The root of the open thread. */
  readonly thread: Record<Platform, string | undefined>
  /** The column that is seen where there is room for one. */
  front: Platform
  /** Whether the panels are seen. */
  backstage: boolean
  /** Whether everything that there is has been told since the last `world`. */
  whole: boolean
}

export function newState(): State {
  return {
    places: { slack: [], discord: [] },
    people: [],
    commands: [],
    names: { slack: {}, discord: {} },
    messages: new Map(),
    forms: new Map(),
    connected: { slack: false, discord: false },
    person: 'ben',
    place: { slack: 'news', discord: 'news' },
    thread: { slack: undefined, discord: undefined },
    front: 'slack',
    backstage: false,
    whole: false,
  }
}

/** Takes note of what the server told. */
export function note(state: State, push: Push): void {
  switch (push.kind) {
    case 'world':
      state.places = push.places
      state.people = push.people
      state.commands = push.commands
      state.names = push.names
      state.messages.clear()
      state.forms.clear()
      state.whole = false
      return
    case 'shown':
      state.messages.set(keyOf(push.message), push.message)
      return
    case 'gone':
      state.messages.delete(keyOf(push))
      return
    case 'form':
      if (push.form === undefined) state.forms.delete(`${push.platform} ${push.person}`)
      else state.forms.set(`${push.platform} ${push.person}`, push.form)
      return
    case 'connected':
      state.connected[push.platform] = push.connected
      return
    case 'stories':
      // Told last of all.
      state.whole = true
      return
    case 'call':
    case 'obstacle':
    case 'clock':
      return
  }
}

function keyOf({ platform, place, id }: Pick<Shown, 'platform' | 'place' | 'id'>): string {
  return `${platform} ${place} ${id}`
}

/** What this person can see in a channel and in its threads, in order. */
export function visible(state: State, platform: Platform, place: string): readonly Shown[] {
  return [...state.messages.values()]
    .filter(message => message.platform === platform && message.place === place && mayRead(message, state.person))
    .sort(byAge)
}

export function mayRead({ onlyFor, direct }: Shown, person: string): boolean {
  return (onlyFor === undefined || onlyFor === person) && (direct === undefined || direct === person)
}

/** Ids of both platforms are times with the same number of digits. */
function byAge(one: Shown, other: Shown): number {
  return one.id.length - other.id.length || (one.id < other.id ? -1 : 1)
}
