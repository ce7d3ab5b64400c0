import { placeJson } from './channel-json.ts'
import { memberJson, roleJson, userJson } from './guild-json.ts'
import { type Json, number, objects, text } from './json.ts'
import { type Account, homeOf, type Place, type Role } from './place.ts'
import { permissionsIn, type State } from './state.ts'

export type Value =
  | { readonly kind: 'value'; readonly option: Json; readonly resolved: Json }
  | { readonly kind: 'refused'; readonly error: string }

/** What a client sends for an option, and why it does not. */
export function readValue(state: State, option: Json, raw: string, place: Place): Value {
  const name = text(option.name)
  const value = (sent: unknown, resolved: Json = {}): Value => ({
    kind: 'value',
    option: { name, type: option.type, value: sent },
    resolved,
  })
  const refused = (error: string): Value => ({ kind: 'refused', error: `${name}: ${error}` })
  const choices = objects(option.choices)
  if (choices.length > 0) {
    const chosen = choices.find(choice => choice.name === raw || String(choice.value) === raw)
    return chosen ? value(chosen.value) : refused('Select one of the choices.')
  }
  switch (option.type) {
    case 3:
      return readString(option, raw, value, refused)
    case 4:
    case 10:
      return readNumber(option, raw, value, refused)
    case 5:
      return /^(?:true|false)$/i.test(raw) ? value(raw.toLowerCase() === 'true') : refused('Enter true or false.')
    default: {
      const found = resolve(state, SELECTED[number(option.type)] ?? [], raw, place)
      return found ? value(found.id, found.resolved) : refused(`Nothing here is called ${raw}.`)
    }
  }
}

type Say = (sent: unknown) => Value
type Refuse = (error: string) => Value

function readString(option: Json, raw: string, value: Say, refused: Refuse): Value {
  const least = number(option.min_length)
  const most = number(option.max_length) || 6000
  if (raw.length < least) return refused(`Must be ${least} or more in length.`)
  if (raw.length > most) return refused(`Must be ${most} or fewer in length.`)
  return raw === '' ? refused('This option is required. Specify a value.') : value(raw)
}

function readNumber(option: Json, raw: string, value: Say, refused: Refuse): Value {
  const entered = Number(raw)
  if (raw === '' || Number.isNaN(entered)) return refused('Enter a valid number.')
  if (option.type === 4 && !Number.isInteger(entered)) return refused('Enter a valid integer.')
  const { min_value: min, max_value: max } = option
  if (typeof min === 'number' && entered < min) return refused(`Must be at least ${min}.`)
  if (typeof max === 'number' && entered > max) return refused(`Must be at most ${max}.`)
  return value(entered)
}

export type Kind = 'user' | 'role' | 'channel'

/** What can be picked for each type of option: user, channel, role, mentionable. */
const SELECTED: Readonly<Record<number, readonly Kind[]>> = {
  6: ['user'],
  7: ['channel'],
  8: ['role'],
  9: ['user', 'role'],
}
/** And for each type of select. */
export const SELECT_KINDS: Readonly<Record<number, readonly Kind[]>> = {
  5: ['user'],
  6: ['role'],
  7: ['user', 'role'],
  8: ['channel'],
}

/** A person, role or channel by name, mention or id, with what an interaction tells of it. */
export function resolve(
  state: State,
  kinds: readonly Kind[],
  raw: string,
  place: Place,
): { id: string; resolved: Json } | undefined {
  const wanted = raw.replace(/^<?[@#][!&]?|>$/g, '')
  const fits = (one: { readonly id: string; readonly name: string }) => one.id === wanted || one.name === wanted
  const inGuild = homeOf(place).kind === 'room'
  for (const kind of kinds) {
    const found = find(kind)
    if (found) return found
  }
  return undefined

  function find(kind: Kind): { id: string; resolved: Json } | undefined {
    switch (kind) {
      case 'user': {
        const account = [...state.people, state.bot].find(fits)
        return account && { id: account.id, resolved: person(account) }
      }
      case 'role': {
        const role = inGuild ? state.roles.find(fits) : undefined
        return role && { id: role.id, resolved: { roles: { [role.id]: roleOf(role) } } }
      }
      case 'channel': {
        const channel = [...state.places.values()].find(one => one.kind !== 'direct' && fits(one))
        return channel && { id: channel.id, resolved: { channels: { [channel.id]: channelOf(channel) } } }
      }
    }
  }

  function person(account: Account): Json {
    const { user: _, ...member } = memberJson(state, account)
    const permissions = permissionsIn(state, account, place).toString()
    return {
      users: { [account.id]: userJson(account) },
      ...(inGuild && { members: { [account.id]: { ...member, permissions } } }),
    }
  }

  function roleOf(role: Role): Json {
    return roleJson(state, role)
  }

  /** With the permissions of the app there, so that a form can be checked without a fetch. */
  function channelOf(channel: Place): Json {
    const { id, name, type, parent_id, thread_metadata, guild_id, topic, position, nsfw, flags } = placeJson(
      state,
      channel,
    )
    const known = { id, name, type, parent_id, thread_metadata, guild_id, topic, position, nsfw, flags }
    const permissions = permissionsIn(state, state.people[0] ?? state.owner, channel).toString()
    const shown = Object.entries({
      ...known,
      permissions,
      app_permissions: permissionsIn(state, state.bot, channel).toString(),
    })
    return Object.fromEntries(shown.filter(([, value]) => value !== undefined))
  }
}
