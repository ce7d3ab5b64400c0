import {
  type Interactive,
  initialOptions,
  interactives,
  isExternal,
  labelOf,
  optionsOf,
  placeholderOf,
} from './block-element.ts'
import type { Place } from './interaction.ts'
import { type Json, objectsOf, textOf } from './json.ts'
import type { Platform } from './platform.ts'
import type { Room, User } from './population.ts'
import { messageAt } from './workspace.ts'

/** What a person's client remembers: what was chosen but not sent, and what was suggested. */
export interface Memory {
  /** `block_id → action_id → value`, by person and place. */
  readonly chosen: Map<string, Readonly<Record<string, Json>>>
  /** Options, by person, place and action. */
  readonly suggested: Map<string, readonly Json[]>
}

export function newMemory(): Memory {
  return { chosen: new Map(), suggested: new Map() }
}

/** The channel by name or id as this person knows it; a direct message is their own. Throws with the names that there are. */
export function roomFor(platform: Platform, user: User, wanted: string): Room {
  const rooms = platform.workspace.rooms().filter(room => room.person === undefined || room.person === user.id)
  const found = rooms.find(room => room.id === wanted || room.name === wanted)
  if (!found) throw new Error(`There is no channel "${wanted}". There are: ${rooms.map(room => room.name).join(', ')}`)
  return found
}

/** A message that this person can see, or a form or Home tab in front of them. Throws when there is none. */
export function placeFor(platform: Platform, user: User, room: Room, id: string): Place {
  const view = id.startsWith('V') ? platform.views.byId(id) : undefined
  if (view?.user === user.id) return { kind: 'view', view }
  const message = messageAt(platform.workspace, room.id, id)
  if (!message || (message.onlyFor !== undefined && message.onlyFor !== user.id)) {
    throw new Error(`${user.name} sees no message "${id}" in ${room.name}`)
  }
  return { kind: 'message', message, room }
}

export function placeId(place: Place): string {
  return place.kind === 'view' ? place.view.id : place.message.ts
}

export function blocksOf(place: Place): readonly Json[] {
  return place.kind === 'view' ? objectsOf(place.view.payload.blocks) : place.message.blocks
}

/** The element with this label, placeholder, action or block id. Throws with what there is. */
export function elementFor(candidates: readonly Interactive[], wanted: string): Interactive {
  const found = candidates.find(one => namesOf(one).includes(wanted))
  if (found) return found
  const names = candidates.map(one => namesOf(one).find(name => name !== '') ?? one.type)
  throw new Error(`There is no "${wanted}" here. There are: ${names.join(', ') || 'none'}`)
}

function namesOf(one: Interactive): readonly string[] {
  return [labelOf(one.element), one.actionId, placeholderOf(one.element), one.blockId]
}

/** The option with this label or value. Throws with the labels that there are. */
export function optionFor(options: readonly Json[], wanted: string): Json {
  const found = options.find(option => labelOf(option) === wanted || textOf(option.value) === wanted)
  if (found) return found
  throw new Error(`There is no option "${wanted}". There are: ${options.map(labelOf).join(', ') || 'none'}`)
}

/** What can be chosen in a select now: its own options; of an external one what it started with and what was last suggested. */
export function choicesOf(memory: Memory, user: User, place: Place, one: Interactive): readonly Json[] {
  if (!isExternal(one)) return optionsOf(one.element)
  return [...initialOptions(one.element), ...(memory.suggested.get(suggestionKey(user, place, one)) ?? [])]
}

export function suggestionKey(user: User, place: Place, one: Interactive): string {
  return `${user.id} ${placeId(place)} ${one.blockId} ${one.actionId}`
}

/** Everything chosen in a place so far, over the values that it started with. */
export function valuesOf(memory: Memory, user: User, place: Place): Readonly<Record<string, Json>> {
  const start: Record<string, Json> = {}
  for (const one of interactives(blocksOf(place))) {
    const value = initialValue(one.element)
    if (value) start[one.blockId] = { ...start[one.blockId], [one.actionId]: value }
  }
  const chosen = memory.chosen.get(`${user.id} ${placeId(place)}`) ?? {}
  for (const [blockId, values] of Object.entries(chosen)) start[blockId] = { ...start[blockId], ...values }
  return start
}

export function remember(memory: Memory, user: User, place: Place, one: Interactive, value: Json): void {
  const key = `${user.id} ${placeId(place)}`
  const before = memory.chosen.get(key) ?? {}
  memory.chosen.set(key, { ...before, [one.blockId]: { ...before[one.blockId], [one.actionId]: value } })
}

/** The part of a form's state that each type of element holds; undefined for those without a value. */
const valueField: Readonly<Record<string, readonly [field: string, initial: string]>> = {
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  checkboxes: ['selected_options', 'initial_options'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  users_select: ['selected_user', 'initial_user'],
  channels_select: ['selected_channel', 'initial_channel'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  multi_users_select: ['selected_users', 'initial_users'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
}

/** The name under which a type of element keeps its value. */
export function fieldOf(type: string): string | undefined {
  return valueField[type]?.[0]
}

function initialValue(element: Json): Json | undefined {
  const names = valueField[textOf(element.type)]
  if (!names) return undefined
  const [field, initial] = names
  const nothing = field.startsWith('selected_') && field.endsWith('s') ? [] : null
  return { type: element.type, [field]: element[initial] ?? nothing }
}
