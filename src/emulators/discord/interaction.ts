import { randomBytes } from 'node:crypto'
import type { Suggestion } from '../emulator.ts'
import { placeJson } from './channel-json.ts'
import type { Gateway } from './gateway.ts'
import { actingMemberJson, userJson } from './guild-json.ts'
import { isJson, type Json, objects, text } from './json.ts'
import { FLAG, INTERACTION } from './limits.ts'
import { messageJson } from './message-json.ts'
import type { Account, Place } from './place.ts'
import { type Message, permissionsIn, type State } from './state.ts'

/** 2 command, 3 component, 4 autocompletion, 5 modal. */
export type InteractionType = 2 | 3 | 4 | 5

/** Something that a person did, which the bot has to answer. */
export interface Interaction {
  readonly id: string
  readonly token: string
  readonly type: InteractionType
  readonly person: Account
  readonly place: Place
  readonly at: number
  /** The message whose component was used, also through a modal. */
  readonly source?: Message
  /** What messages that answer it say of it. */
  readonly metadata: Json
  /** The older form of the same, which names the command; for commands alone. */
  readonly used?: Json
  /** The callback's type; absent until acknowledged. */
  answered?: number
  expired: boolean
  /** `@original`. */
  original?: Message
  choices: readonly Suggestion[]
  /** Settles the person's waiting. */
  readonly heard: () => void
}

/** What a person does. */
export interface Act {
  readonly type: InteractionType
  readonly person: Account
  readonly place: Place
  readonly data: Json
  readonly source?: Message
  /** For a modal: the metadata of the interaction that opened it. */
  readonly openedBy?: Json
}

export interface Verdict {
  readonly interaction: Interaction
  readonly acknowledged: boolean
  readonly afterMs: number
}

/** The interactions of the last 15 minutes. */
export interface Interactions {
  /** Sends an act to the bot; resolves when it is acknowledged or the patience is over. */
  readonly deliver: (act: Act) => Promise<Verdict>
  readonly find: (id: string) => Interaction | undefined
  readonly byToken: (token: string) => Interaction | undefined
  readonly close: () => void
}

interface Options {
  readonly state: State
  readonly gateway: Gateway
  readonly patienceMs: number
  readonly duplicates: () => boolean
}

export function openInteractions({ state, gateway, patienceMs, duplicates }: Options): Interactions {
  const known = new Map<string, Interaction>()
  const tokens = new Map<string, Interaction>()
  const waiting = new Set<() => void>()

  function deliver(act: Act): Promise<Verdict> {
    return new Promise(resolve => {
      const start = performance.now()
      const id = state.id()
      const settle = (acknowledged: boolean) => {
        clearTimeout(timer)
        waiting.delete(giveUp)
        resolve({ interaction, acknowledged, afterMs: performance.now() - start })
      }
      const giveUp = () => {
        interaction.expired = interaction.answered === undefined
        settle(!interaction.expired)
      }
      const timer = setTimeout(giveUp, patienceMs)
      waiting.add(giveUp)
      const interaction: Interaction = {
        id,
        // Discord's tokens hold the interaction's id too; nothing may rely on it.
        token: randomBytes(48).toString('base64url'),
        type: act.type,
        person: act.person,
        place: act.place,
        at: state.now(),
        ...(act.source && { source: act.source }),
        metadata: metadataOf(state, act, id),
        ...(act.type === 2 && { used: usedOf(act, id) }),
        expired: false,
        choices: [],
        heard: () => settle(true),
      }
      forgetOld()
      known.set(id, interaction)
      tokens.set(interaction.token, interaction)
      const event = interactionJson(state, interaction, act.data)
      const times = duplicates() ? 2 : 1
      for (let sent = 0; sent < times; sent += 1) gateway.dispatch('INTERACTION_CREATE', () => event)
    })
  }

  function forgetOld(): void {
    for (const [id, old] of known) {
      if (state.now() - old.at <= 2 * INTERACTION.tokenMs) return
      known.delete(id)
      tokens.delete(old.token)
    }
  }

  return {
    deliver,
    find: id => known.get(id),
    byToken: token => tokens.get(token),
    close() {
      for (const giveUp of waiting) giveUp()
    },
  }
}

/** `{0: guild}` for an app that is installed in a server, `{0: "0"}` in its direct messages. */
function owners(state: State, place: Place): Json {
  return { '0': place.kind === 'direct' ? '0' : state.guild }
}

function metadataOf(state: State, act: Act, id: string): Json {
  const base = {
    id,
    type: act.type,
    user: userJson(act.person),
    authorizing_integration_owners: owners(state, act.place),
  }
  if (act.type === 3 && act.source) return { ...base, interacted_message_id: act.source.id }
  return act.openedBy ? { ...base, triggering_interaction_metadata: act.openedBy } : base
}

/** https://discord.com/developers/docs/interactions/receiving-and-responding#message-interaction-object */
function usedOf({ type, person, data }: Act, id: string): Json {
  return { id, type, name: commandWords(data).join(' '), user: userJson(person) }
}

/** The command's name with those of its subcommands. */
function commandWords(data: Json): readonly string[] {
  const nested = objects(data.options).find(option => option.type === 1 || option.type === 2)
  return [text(data.name), ...(nested ? commandWords(nested) : [])]
}

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object */
function interactionJson(state: State, interaction: Interaction, data: Json): Json {
  const { person, place, source } = interaction
  const inGuild = place.kind !== 'direct'
  const message = source && { ...messageJson(state, source), flags: source.flags & ~FLAG.loading }
  return {
    id: interaction.id,
    application_id: state.bot.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    ...(inGuild && {
      guild_id: state.guild,
      guild: { id: state.guild, locale: 'en-US', features: ['COMMUNITY', 'NEWS'] },
      guild_locale: 'en-US',
    }),
    channel_id: place.id,
    channel: channelWithPermissions(state, person, place),
    ...(inGuild ? { member: actingMemberJson(state, person, place) } : { user: userJson(person) }),
    app_permissions: permissionsIn(state, state.bot, place).toString(),
    locale: person.locale,
    entitlements: [],
    authorizing_integration_owners: owners(state, place),
    context: inGuild ? 0 : 1,
    attachment_size_limit: 10_485_760,
    ...(isJson(message) && { message }),
  }
}

function channelWithPermissions(state: State, person: Account, place: Place): Json {
  return { ...placeJson(state, place), permissions: permissionsIn(state, person, place).toString() }
}
