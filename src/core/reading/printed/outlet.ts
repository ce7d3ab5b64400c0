import type { Outlet } from '../../story/story.ts'
import { isKnownOutlet, type KnownOutlets } from '../outlets.ts'

// `(LR: 3 CP: 5)`: short names of scales in capitals, each with a figure.
const RATING = /\s?[([]((?:[A-Z]{1,4}\s?:\s?-?\d{1,3}(?:\.\d{1,2})?(?:\s?\/\s?\d{1,3})?[\s,;|·]{0,3}){1,6})[)\]]/y

/** How long the rating is that stands at `at`, with the space before it; 0 when there is none. */
export function ratingAt(text: string, at: number): number {
  const sign = text.charAt(at)
  if (sign !== '(' && sign !== '[' && sign !== ' ') return 0
  RATING.lastIndex = at
  return RATING.exec(text)?.[0].length ?? 0
}

/** `BBC News (LR: 3 CP: 5)`, `The Times of Israel (a)`, `bbc.com` or an address: one printed outlet, its rating apart. */
export function outletOf(printed: string): Outlet {
  const text = printed.trim()
  const open = text.search(/\s?[([][A-Z]{1,4}\s?:/)
  const length = open === -1 ? 0 : ratingAt(text, open)
  if (length === 0) return addressed(text)
  const rating = text
    .slice(open, open + length)
    .trim()
    .slice(1, -1)
    .trim()
  const rest = `${text.slice(0, open)} ${text.slice(open + length).trim()}`.trim()
  return { ...addressed(rest), rating }
}

/** Behind a name, with or without parentheses: `AP https://…`, `AP (https://…)`. */
const ADDRESS = /\s[([<]?(https?:\/\/[^\s<>]{1,2000}?)[)\]>]?$/i

/** A name as Markdown links it, also without its address. */
const LINK = /^\[([^[\]]{1,200})\](?:\((https?:\/\/[^\s()]{1,2000})\))?$/i

function addressed(name: string): Outlet {
  const link = LINK.exec(name)
  if (link !== null && !/^\d+$/.test(link[1] ?? '')) {
    const url = link[2]
    return { name: (link[1] ?? '').trim(), ...(url !== undefined && URL.canParse(url) ? { url } : {}) }
  }
  const behind = name.length > 2100 ? null : ADDRESS.exec(name)
  if (behind !== null && URL.canParse(behind[1] ?? '')) {
    return { name: name.slice(0, behind.index).replace(/[\s,:—–-]+$/, ''), url: behind[1] }
  }
  if (!/^https?:\/\/\S+$/i.test(name) || !URL.canParse(name)) return { name }
  return { name: new URL(name).hostname.replace(/^www\./, '') || name, url: name }
}

const DOMAIN = /^(?!\d{1,3}\.|[a-su-wyz]\.[a-z]+$)(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,4}[a-z]{2,12}$/i
// Known names that are common words as well: by themselves they may be one.
const WORDLIKE: ReadonlySet<string> = new Set([
  'x',
  'fair',
  'reason',
  'slate',
  'time',
  'vice',
  'wired',
  'spiked',
  'salon',
])

export function isDomain(name: string): boolean {
  // `3 p.m.Reuters.com`: the letter belongs to the text.
  if (!DOMAIN.test(name) || /^\p{Ll}\.\p{Lu}/u.test(name)) return false
  return /\.[a-z]+$/.test(name) || name === name.toUpperCase()
}

/** Whether this is an outlet for certain: known, rated, lettered or a domain. */
export function isCertainOutlet({ name, url, rating }: Outlet, known: KnownOutlets): boolean {
  if (name === '') return false
  if (url !== undefined || isDomain(name)) return true
  const bare = name.replace(/ \([a-z]\)$/, '')
  if (rating !== undefined || bare !== name) return looksLikeName(bare) || isKnownOutlet(bare, known)
  if (!/^[\p{Lu}\p{Lo}\p{N}]/u.test(name) && !/[\p{Lu}]/u.test(name)) return isKnownOutlet(name, known)
  if (WORDLIKE.has(name.toLowerCase())) return false
  return isKnownOutlet(name, known) || isKnownOutlet(`The ${name}`, known) || isKnownOutlet(withoutThe(name), known)
}

function withoutThe(name: string): string {
  return name.replace(/^The /, '')
}

const SMALL = /^(?:a|al|an|and|at|da|das|de|del|der|des|di|die|do|du|el|en|for|in|la|le|les|of|on|the|to|van|von|y|&)$/

/** Words that stand inside names and lists of names. */
export function isSmallWord(word: string): boolean {
  return SMALL.test(word)
}

const STOP_INSIDE =
  /[:;"“”⁰¹²³⁴-⁹]|\.(?:[\d\s,]|\[\^?\d{1,3}\])*$|\d\.(?=\s|\p{L})|\p{L}{4,}\.\s|\p{L}{2,}\.\p{L}|[!?…](?=[\s\d]|$)|[。！？।॥؟۔]/u

/** Whether every word begins as a name's does; a piece of a sentence does not. */
export function looksLikeName(text: string): boolean {
  const words = text.split(/\s+/)
  if (!/\p{L}/u.test(text) || text.length > 60 || words.length > 7 || !/^[\p{Lu}\p{Lo}\p{N}]/u.test(text)) return false
  return !STOP_INSIDE.test(text) && words.every(word => isSmallWord(word) || /^[\p{Lu}\p{Lo}\p{N}(&]/u.test(word))
}
