import type { Shown } from '../protocol.ts'
import { type Json, json, number, objects, text } from './json.ts'

type Kind = 'user' | 'role' | 'channel'

/** What mentions show: a payload holds ids, and the client knows whom it has met. */
const known: Readonly<Record<Kind, Map<string, string>>> = { user: new Map(), role: new Map(), channel: new Map() }

/** Takes note of everyone and everything that a message names. */
export function meet({ payload }: Shown): void {
  const people = [payload.author, json(payload.interaction_metadata).user, ...objects(payload.mentions)]
  for (const person of people.map(json)) note('user', text(person.id), nameOf(person))
  const thread = json(payload.thread)
  note('channel', text(thread.id), text(thread.name))
}

/** Takes note of a channel, so that mentions and selects know it. */
export function meetPlace(id: string, name: string): void {
  note('channel', id, name)
}

/** The name in a mention, without its sign. */
export function mentioned(kind: Kind, id: string): string {
  return known[kind].get(id) ?? (kind === 'channel' ? 'unknown' : `unknown-${kind}`)
}

/** Everyone of a kind whom the client has met, as a select offers them. */
export function namesOf(kinds: readonly Kind[]): readonly string[] {
  return [...new Set(kinds.flatMap(kind => [...known[kind].values()]))].toSorted((a, b) => a.localeCompare(b))
}

/** A person's name as Discord shows it. */
export function nameOf(person: Json): string {
  return text(person.global_name) || text(person.username)
}

/** What a select of people, roles or channels offers. https://discord.com/developers/docs/components/reference#component-object-component-types */
export function kindsOf(select: Json): readonly Kind[] {
  switch (number(select.type)) {
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

function note(kind: Kind, id: string, name: string): void {
  if (id !== '' && name !== '') known[kind].set(id, name)
}
