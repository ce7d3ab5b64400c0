import type { Outcome, Seat } from '../emulator.ts'
import { askSuggestions, outcomeOf, pressDetail, useElement } from './act.ts'
import { buttonsOf, selectsOf } from './block-element.ts'
import { blocksOf, elementFor, fieldOf, type Memory, placeFor, remember, roomFor } from './desk.ts'
import { entered } from './entry.ts'
import { submitForm } from './form.ts'
import { commandPayload } from './interaction.ts'
import { isJson, type Json } from './json.ts'
import { messagePayload } from './message-payload.ts'
import { escapeText } from './mrkdwn.ts'
import type { Platform } from './platform.ts'
import { type Room, robot, type User } from './population.ts'
import { respond } from './response-url.ts'
import type { Message } from './workspace.ts'

/** Nobody was asked: nothing was delivered to the bot. */
const quiet: Outcome = { acknowledged: false, afterMs: 0 }

/** A person at the composer of a channel or of a thread. Throws for a channel that does not exist. */
export function takeSeat(platform: Platform, memory: Memory, user: User, channel: string, thread?: string): Seat {
  const room = (): Room => roomFor(platform, user, channel)
  room()
  const saying = (text: string): Promise<Outcome> => say(platform, user, room(), thread, escapeText(text), 'message')
  return {
    type: text => (text.startsWith('/') ? command(platform, user, room(), thread, text) : saying(text)),
    say: saying,
    mention: text => say(platform, user, room(), thread, `<@${robot.id}> ${escapeText(text)}`.trim(), 'app_mention'),
    async press(message, button) {
      const place = placeFor(platform, user, room(), message)
      const one = elementFor(buttonsOf(blocksOf(place)), button)
      return useElement(platform, memory, user, place, one, pressDetail(one.element))
    },
    async choose(message, select, option) {
      const place = placeFor(platform, user, room(), message)
      const one = elementFor(selectsOf(blocksOf(place)), select)
      const detail = await entered(platform, memory, user, place, one, option)
      if (fieldOf(one.type) !== undefined) remember(memory, user, place, one, { type: one.type, ...detail })
      const placeholder = one.element.placeholder === undefined ? {} : { placeholder: one.element.placeholder }
      return useElement(platform, memory, user, place, one, { ...detail, ...placeholder })
    },
    submit: values => submitForm(platform, memory, user, values),
    async suggest(typed, message, select) {
      // Slack completes no commands; only external selects ask.
      if (message === undefined || select === undefined) return []
      const place = placeFor(platform, user, room(), message)
      return askSuggestions(platform, memory, user, place, elementFor(selectsOf(blocksOf(place)), select), typed)
    },
  }
}

async function command(
  platform: Platform,
  user: User,
  room: Room,
  thread: string | undefined,
  typed: string,
): Promise<Outcome> {
  const [, name = '', text = ''] = /^(\/\S*)\s*([\s\S]*)$/.exec(typed) ?? []
  const isInstalled = platform.tokens.revoked !== 'account_inactive'
  if (!isInstalled || !platform.commands.includes(name) || !platform.scopes.includes('commands')) {
    return { ...quiet, error: `${name} is not a valid command.` }
  }
  if (thread !== undefined) return { ...quiet, error: `${name} is not supported in threads. Sorry!` }
  const payload = commandPayload(platform, user, room, name, text.trim())
  const delivery = await platform.socketMode.deliver({ type: 'slash_commands', payload, acceptsResponse: true })
  const failed = (code: string): string => `${name} failed with the error "${code}"`
  const body = responseBody(delivery.response)
  const refused = body && respond({ kind: 'commands', user: user.id, room: room.id }, body, platform)
  if (!refused) return outcomeOf(delivery, failed)
  platform.noteRefused('slash_commands', body, refused.error)
  return { ...outcomeOf(delivery, failed), error: failed('invalid_command_response') }
}

/** What came with the acknowledgement of a command, when it says anything. */
function responseBody(response: unknown): Json | undefined {
  if (typeof response === 'string' && response !== '') return { text: response }
  return isJson(response) && Object.keys(response).length > 0 ? response : undefined
}

/** Posts as the person. The bot hears its name where it is a member, and everything in its direct messages. */
async function say(
  platform: Platform,
  user: User,
  room: Room,
  thread: string | undefined,
  text: string,
  kind: 'message' | 'app_mention',
): Promise<Outcome> {
  if (room.archived) return { ...quiet, error: `#${room.name} is archived.` }
  const { workspace } = platform
  const message: Message = {
    ts: workspace.nextTs(),
    room: room.id,
    user: user.id,
    bot: false,
    ...(thread === undefined ? {} : { threadTs: thread }),
    broadcast: false,
    text,
    blocks: [],
    names: false,
    mrkdwn: true,
    tombstone: false,
  }
  workspace.add(message)
  const heard = room.person !== undefined ? { type: 'message', channel_type: 'im' } : { type: 'app_mention' }
  const wanted = room.person !== undefined || kind === 'app_mention'
  if (!wanted) return quiet
  if (!room.member) return { ...quiet, error: `You mentioned @${robot.name}, but they’re not in this channel.` }
  const event = { ...messagePayload(workspace, message), channel: room.id, event_ts: message.ts, ...heard }
  const delivery = await platform.events.emit(event)
  return delivery ? outcomeOf(delivery, code => code) : quiet
}
