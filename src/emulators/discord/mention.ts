import { type Json, json, list, texts } from './json.ts'
import type { Mention, Names } from './markdown-inline.ts'
import { readMarkdown } from './markdown-reader.ts'
import type { Account, Place } from './place.ts'
import { accountOf, may, type State } from './state.ts'

export function namesOf(state: State): Names {
  return {
    now: state.now(),
    nameOf(kind, id) {
      switch (kind) {
        case 'user':
          return accountOf(state, id)?.name
        case 'role':
          return state.roles.find(role => role.id === id)?.name
        case 'channel': {
          const place = state.places.get(id)
          return place?.name
        }
      }
    },
  }
}

interface Said {
  readonly texts: readonly string[]
  /** The request's `allowed_mentions`; undefined allows all. */
  readonly allowed: unknown
  readonly author: Account
  readonly place: Place
  /** The author of the message that is replied to. */
  readonly replied?: Account
}

/**
 * Ids of whom a message pings, with `everyone` and `here` by name. A server may have given its bots MENTION_EVERYONE, so
 * its absence from the invite protects nobody here; only a channel that denies it does.
 */
export function pingsOf(state: State, said: Said): readonly string[] {
  const names = namesOf(state)
  const mentioned = said.texts.flatMap(source => readMarkdown(source, names).mentions)
  const allowed = said.allowed === undefined || said.allowed === null ? undefined : json(said.allowed)
  const broadcasts = said.author.bot ? !denied(state, said) : may(state, said.author, said.place, 'MENTION_EVERYONE')
  const pinged = mentioned.flatMap(mention => {
    if (!allows(allowed, mention) || !exists(state, mention)) return []
    if (mention.kind !== 'user' && !broadcasts) return []
    return [mention.kind === 'user' || mention.kind === 'role' ? mention.id : mention.kind]
  })
  const replied = said.replied && allowed?.replied_user !== false ? [said.replied.id] : []
  return [...new Set([...replied, ...pinged])].filter(id => id !== said.author.id)
}

function denied(state: State, said: Said): boolean {
  const place = said.place.kind === 'thread' ? said.place.parent : said.place
  if (place.kind === 'direct') return false
  return place.overwrites.some(rule => rule.id === state.bot.id && (rule.deny & (1n << 17n)) !== 0n)
}

function exists(state: State, mention: Mention): boolean {
  if (mention.kind === 'user') return accountOf(state, mention.id) !== undefined
  return mention.kind !== 'role' || state.roles.some(role => role.id === mention.id)
}

function allows(allowed: Json | undefined, mention: Mention): boolean {
  if (!allowed) return true
  const parse = list(allowed.parse)
  switch (mention.kind) {
    case 'user':
      return parse.includes('users') || texts(allowed.users).includes(mention.id)
    case 'role':
      return parse.includes('roles') || texts(allowed.roles).includes(mention.id)
    case 'everyone':
    case 'here':
      return parse.includes('everyone')
  }
}

/** Names of whom a message pinged: people, roles, `everyone`, `here`. */
export function pingedNames(state: State, pings: readonly string[]): readonly string[] {
  return pings.map(id => accountOf(state, id)?.name ?? state.roles.find(role => role.id === id)?.name ?? id)
}
