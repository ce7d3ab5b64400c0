import { askSuggestions } from './act.ts'
import { type Interactive, isExternal, labelOf } from './block-element.ts'
import { choicesOf, fieldOf, type Memory, optionFor, roomFor } from './desk.ts'
import type { Place } from './interaction.ts'
import { type Json, jsonOf, listOf, textOf } from './json.ts'
import type { Platform } from './platform.ts'
import type { Room, User } from './population.ts'
import { userNamed } from './workspace.ts'

const time = /^([01]\d|2[0-3]):[0-5]\d$/
const date = /^\d{4}-\d\d-\d\d$/

/**
 * What the client makes of what a person typed or picked, under the name that Slack gives it: `{selected_time: '08:30'}`. Asks
 * the bot for what is not offered yet. Throws for what no client lets a person do.
 */
export async function entered(
  platform: Platform,
  memory: Memory,
  user: User,
  place: Place,
  one: Interactive,
  value: string | readonly string[],
): Promise<Json> {
  const wanted = (typeof value === 'string' ? [value] : value).filter(text => text !== '')
  const field = fieldOf(one.type) ?? 'selected_option'
  const found: unknown[] = []
  for (const text of wanted) found.push(await read(platform, memory, user, place, one, text))
  const [first = null] = found
  return { [field]: field.startsWith('selected_') && field.endsWith('s') ? found : first }
}

async function read(
  platform: Platform,
  memory: Memory,
  user: User,
  place: Place,
  one: Interactive,
  text: string,
): Promise<unknown> {
  switch (fieldOf(one.type) ?? 'selected_option') {
    case 'selected_option':
    case 'selected_options':
      return picked(platform, memory, user, place, one, text)
    case 'selected_user':
    case 'selected_users':
      return userNamed(platform.workspace, text)?.id ?? text
    case 'selected_channel':
    case 'selected_channels':
      return conversation(platform, user, text, room => room.kind === 'public')
    case 'selected_conversation':
    case 'selected_conversations':
      return conversation(platform, user, text, room => isOffered(room, jsonOf(one.element.filter)))
    case 'selected_date_time':
      return Number(text)
    case 'selected_time':
      return like(time, text, 'HH:MM')
    case 'selected_date':
      return like(date, text, 'YYYY-MM-DD')
    default:
      return text
  }
}

async function picked(
  platform: Platform,
  memory: Memory,
  user: User,
  place: Place,
  one: Interactive,
  text: string,
): Promise<Json> {
  const offered = choicesOf(memory, user, place, one)
  const isThere = offered.some(option => labelOf(option) === text || textOf(option.value) === text)
  if (!isExternal(one) || isThere) return optionFor(offered, text)
  await askSuggestions(platform, memory, user, place, one, text)
  return optionFor(choicesOf(memory, user, place, one), text)
}

function conversation(platform: Platform, user: User, wanted: string, offers: (room: Room) => boolean): string {
  const room = roomFor(platform, user, wanted)
  if (offers(room)) return room.id
  throw new Error(`"${wanted}" is not offered there`)
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object */
function isOffered(room: Room, filter: Json): boolean {
  const { include } = filter
  if (room.kind === 'im' && filter.exclude_bot_users === true) return false
  return include === undefined || listOf(include).includes(room.kind)
}

function like(pattern: RegExp, text: string, shape: string): string {
  if (pattern.test(text)) return text
  throw new Error(`A picker takes ${shape}, not "${text}"`)
}
