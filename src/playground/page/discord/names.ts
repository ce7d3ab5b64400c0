import type { DrawContext } from '../context.ts'
import { type Json, json, objects, text } from '../json.ts'
import type { Shown } from '../protocol.ts'
import { typeOf } from './value.ts'

type Kind = 'user' | 'role' | 'channel'

/** How a text is read: when, and by whom names are known. */
export type Reading = Pick<DrawContext, 'now' | 'nameOf'>

/** Whom the client has met, for selects of people and channels: a payload of the API does not list them. */
const met: Readonly<Record<Kind, Set<string>>> = { user: new Set(), role: new Set(), channel: new Set() }

/** Takes note of the people whom a message names. */
export function meet({ payload }: Shown): void {
  const people = [payload.author, json(payload.interaction_metadata).user, ...objects(payload.mentions)]
  for (const name of people.map(person => nameOf(json(person)))) if (name !== '') met.user.add(name)
}

/** Takes note of the people and channels of the server, so that selects offer all of them. */
export function meetServer(people: readonly string[], channels: readonly string[]): void {
  for (const name of people) met.user.add(name)
  for (const name of channels) met.channel.add(name)
}

/** What a mention shows, with its sign. */
export function mentioned(kind: Kind, id: string, reading: Reading): string {
  const name = reading.nameOf(id)
  return kind === 'channel' ? `#${name ?? 'unknown'}` : `@${name ?? `unknown-${kind}`}`
}

/** A person's name as Discord shows it. */
export function nameOf(person: Json): string {
  return text(person.global_name) || text(person.username)
}

/** What a select of people, roles or channels offers. */
export function offered(select: Json): readonly string[] {
  const names = kindsOf(select).flatMap(kind => [...met[kind]])
  return [...new Set(names)].toSorted((one, other) => one.localeCompare(other))
}

/** https://discord.com/developers/docs/components/reference#component-object-component-types */
function kindsOf(select: Json): readonly Kind[] {
  switch (typeOf(select)) {
    case 5:
      return ['user']
    case 6:
      return ['role']
    case 7:
      return ['user', 'role']
    case 8:
      return ['channel']
    default:
      return []
  }
}
