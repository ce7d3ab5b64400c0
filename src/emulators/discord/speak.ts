import type { Draft } from './draft.ts'
import type { Gateway } from './gateway.ts'
import { INTENT } from './intents.ts'
import type { Json } from './json.ts'
import { pingsOf } from './mention.ts'
import { messageEvent } from './message-json.ts'
import type { Account, Place, Thread } from './place.ts'
import { changed, forget, keep, type Message, may, messagesIn, type State } from './state.ts'
import { tellOfThread } from './thread.ts'

/** What changes messages, and those who are told. */
export interface Stage {
  readonly state: State
  readonly gateway: Pick<Gateway, 'dispatch'>
  /**
   * Called once a request has passed the emulator's own checks, and before anything is changed: throws where Discord's
   * published schema refuses it nevertheless. Own checks come first because they speak with Discord's codes.
   */
  readonly approve: () => void
}

interface Circumstances {
  readonly id?: string
  readonly type?: number
  readonly reference?: Message
  readonly metadata?: Json
  readonly used?: Json
  readonly webhook?: boolean
  readonly onlyFor?: Account
  readonly nonce?: unknown
}

/** Puts a message into a channel and tells everybody of it. */
export function speak(stage: Stage, place: Place, author: Account, draft: Draft, how: Circumstances = {}): Message {
  stage.approve()
  const { state } = stage
  const replied = how.reference ? { replied: how.reference.author } : {}
  const message: Message = {
    id: how.id ?? state.id(),
    place,
    author,
    type: how.type ?? 0,
    at: state.now(),
    content: draft.content,
    embeds: draft.embeds,
    components: draft.components,
    attachments: draft.attachments,
    ...(draft.poll && { poll: draft.poll }),
    flags: draft.flags,
    pings: pingsOf(state, { texts: draft.texts, allowed: draft.allowed, author, place, ...replied }),
    webhook: how.webhook ?? false,
    ...(how.reference && { reference: how.reference }),
    ...(how.metadata && { metadata: how.metadata }),
    ...(how.used && { used: how.used }),
    ...(how.onlyFor && { onlyFor: how.onlyFor }),
  }
  if (place.kind === 'thread' && message.id !== place.id && !message.onlyFor) {
    place.sent += 1
    place.members.set(author.id, place.members.get(author.id) ?? state.now())
    reopen(stage, place)
  }
  keep(state, message)
  tellOf(stage, 'MESSAGE_CREATE', message, how.nonce)
  changed(state)
  return message
}

/** A message opens an archived thread again. */
function reopen(stage: Stage, thread: Thread): void {
  if (!thread.archived) return
  thread.archived = false
  thread.archivedAt = stage.state.now()
  tellOfThread(stage, 'THREAD_UPDATE', thread)
}

/** Makes of a message what the draft says. Whom it pinged before stays pinged: a notification cannot be taken back. */
export function rewrite(stage: Stage, message: Message, draft: Draft): void {
  stage.approve()
  const { state } = stage
  const said = { texts: draft.texts, allowed: draft.allowed, author: message.author, place: message.place }
  message.content = draft.content
  message.embeds = draft.embeds
  message.components = draft.components
  message.attachments = draft.attachments
  if (draft.poll) message.poll = draft.poll
  message.flags = draft.flags
  message.pings = [...new Set([...message.pings, ...pingsOf(state, said)])]
  message.editedAt = state.now()
  tellOf(stage, 'MESSAGE_UPDATE', message)
  changed(state)
}

export function erase({ state, gateway }: Pick<Stage, 'state' | 'gateway'>, message: Message): void {
  forget(state, message)
  const { place } = message
  const guild = place.kind === 'direct' ? {} : { guild_id: state.guild }
  if (!message.onlyFor) {
    const deleted = { id: message.id, channel_id: place.id, ...guild }
    gateway.dispatch('MESSAGE_DELETE', intents => (hears(state, place, intents) ? deleted : undefined))
  }
  changed(state)
}

export function findMessage(state: State, place: Place, id: string): Message | undefined {
  return messagesIn(state, place).find(message => message.id === id)
}

/** Whether the bot is told of messages there. */
export function hears(state: State, place: Place, intents: number): boolean {
  if (place.kind === 'direct') return (intents & INTENT.directMessages) !== 0
  return (intents & INTENT.guildMessages) !== 0 && state.installed && may(state, state.bot, place, 'VIEW_CHANNEL')
}

function tellOf(
  { state, gateway }: Pick<Stage, 'state' | 'gateway'>,
  event: string,
  message: Message,
  nonce?: unknown,
): void {
  if (message.onlyFor) return
  const whole: Json = { ...messageEvent(state, message), ...(nonce !== undefined && nonce !== null && { nonce }) }
  // https://discord.com/developers/docs/events/gateway#message-content-intent
  const open = message.place.kind === 'direct' || message.author === state.bot || message.pings.includes(state.bot.id)
  const { poll: _, ...rest } = whole
  const empty = { ...rest, content: '', embeds: [], attachments: [], components: [] }
  gateway.dispatch(event, intents => {
    if (!hears(state, message.place, intents)) return undefined
    return open || intents & INTENT.messageContent ? whole : empty
  })
}
