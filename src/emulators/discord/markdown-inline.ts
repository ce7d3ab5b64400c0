import { canShow, showTimestamp } from './timestamp.ts'

export interface Link {
  readonly label: string
  readonly url: string
}

export interface Mention {
  readonly kind: 'user' | 'role' | 'everyone' | 'here'
  /** Empty for everyone and here. */
  readonly id: string
}

/** What a reader has before them: plain text, and what lies behind it. */
export interface Reading {
  readonly text: string
  readonly links: readonly Link[]
  readonly mentions: readonly Mention[]
}

export interface Names {
  /** What a mention shows; undefined for an unknown one. */
  readonly nameOf: (kind: 'user' | 'role' | 'channel', id: string) => string | undefined
  /** Milliseconds since 1970, for relative timestamps. */
  readonly now: number
}

type Rule = (
  rest: string,
  names: Names,
  linked: boolean,
) => { readonly length: number; readonly reading: Reading } | undefined

// The patterns are those of Discord's own client, a descendant of simple-markdown.
const EMPHASIS = [
  { pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, favour: 0.1 },
  { pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, favour: 0 },
  { pattern: /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/, favour: 0.2 },
  { pattern: /^_((?:__|\\[\s\S]|[^\\_])+?)_\b/, favour: 0.2 },
  { pattern: /^_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/, favour: 0.2 },
]
const MASKED =
  /^\[((?:\[[^\]]*\]|[^[\]\\]|\\[\s\S]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"]([\s\S]*?)['"])?\s*\)/

const rules: readonly Rule[] = [
  shown(/^\\([^0-9A-Za-z\s])/, found => found[1]),
  shown(/^(`+)([\s\S]*?[^`])\1(?!`)/, found => (found[2] ?? '').replace(/^ (?=`)|(?<=`) $/g, '')),
  emphasis,
  wrapped(/^~~([\s\S]+?)~~(?!_)/),
  wrapped(/^\|\|([\s\S]+?)\|\|/),
  masked,
  bareLink(/^<(https?:\/\/[^\s>]+)>/),
  bareLink(/^(https?:\/\/[^\s<]+[^<.,:;"'\]\s])/),
  mention(/^<@!?(\d+)>/, 'user'),
  mention(/^<@&(\d+)>/, 'role'),
  broadcast(/^@(everyone|here)/),
  channel,
  shown(/^<\/([^:<>\n]{1,110}):\d+>/, found => `/${found[1]}`),
  shown(/^<a?:(\w{2,32}):\d+>/, found => `:${found[1]}:`),
  timestamp,
]

/** Reads text without looking at line beginnings. `linked`: inside a link's label, where no other link can be. */
export function readInline(source: string, names: Names, linked = false): Reading {
  const parts: Reading[] = []
  let plain = ''
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at)
    const hit = /^[\s\w]/.test(rest) && !/^(?:http|_)/.test(rest) ? undefined : firstHit(rest, names, linked)
    if (!hit) {
      plain += source[at]
      at += 1
      continue
    }
    parts.push(said(plain), hit.reading)
    plain = ''
    at += hit.length
  }
  return join([...parts, said(plain)], '')
}

export function join(readings: readonly Reading[], between: string): Reading {
  return {
    text: readings.map(reading => reading.text).join(between),
    links: readings.flatMap(reading => reading.links),
    mentions: readings.flatMap(reading => reading.mentions),
  }
}

/** Text that is shown as it stands. */
export function said(text: string): Reading {
  return { text, links: [], mentions: [] }
}

function firstHit(rest: string, names: Names, linked: boolean) {
  for (const rule of rules) {
    const hit = rule(rest, names, linked)
    if (hit) return hit
  }
  return undefined
}

function shown(pattern: RegExp, show: (found: RegExpExecArray) => string | undefined): Rule {
  return rest => {
    const found = pattern.exec(rest)
    return found ? { length: found[0].length, reading: said(show(found) ?? '') } : undefined
  }
}

function wrapped(pattern: RegExp): Rule {
  return (rest, names, linked) => {
    const found = pattern.exec(rest)
    return found ? { length: found[0].length, reading: readInline(found[1] ?? '', names, linked) } : undefined
  }
}

/** Where several kinds begin alike, the longest wins. */
function emphasis(rest: string, names: Names, linked: boolean) {
  const hits = EMPHASIS.flatMap(({ pattern, favour }) => {
    const found = pattern.exec(rest)
    return found ? [{ found, quality: found[0].length + favour }] : []
  })
  const best = hits.toSorted((a, b) => b.quality - a.quality)[0]?.found
  return best ? { length: best[0].length, reading: readInline(best[1] ?? '', names, linked) } : undefined
}

function masked(rest: string, names: Names, linked: boolean) {
  const found = linked ? null : MASKED.exec(rest)
  const url = (found?.[2] ?? '').replace(/\\([^0-9A-Za-z\s])/g, '$1')
  // A label that holds an address is shown with its brackets, as is a link to anything but the web.
  if (!found || !/^https?:\/\/[^\s/]/i.test(url) || /https?:\/\//i.test(found[1] ?? '')) return undefined
  const label = readInline(found[1] ?? '', names, true)
  if (label.text.trim() === '') return undefined
  return { length: found[0].length, reading: { ...label, links: [{ label: label.text, url }] } }
}

function bareLink(pattern: RegExp): Rule {
  return (rest, _, linked) => {
    const found = linked ? null : pattern.exec(rest)
    if (!found) return undefined
    const url = withoutLooseBracket(found[1] ?? '')
    const length = found[0].length - ((found[1] ?? '').length - url.length)
    return { length, reading: { text: url, links: [{ label: url, url }], mentions: [] } }
  }
}

/** `(see https://example.org)`: the bracket is not part of the address. */
function withoutLooseBracket(url: string): string {
  const loose = url.endsWith(')') && url.split(')').length > url.split('(').length
  return loose ? withoutLooseBracket(url.slice(0, -1)) : url
}

function mention(pattern: RegExp, kind: 'user' | 'role'): Rule {
  return (rest, names) => {
    const found = pattern.exec(rest)
    if (!found) return undefined
    const id = found[1] ?? ''
    const text = `@${names.nameOf(kind, id) ?? `unknown-${kind}`}`
    return { length: found[0].length, reading: { text, links: [], mentions: [{ kind, id }] } }
  }
}

function broadcast(pattern: RegExp): Rule {
  return rest => {
    const found = pattern.exec(rest)
    if (!found) return undefined
    const kind = found[1] === 'here' ? 'here' : 'everyone'
    return { length: found[0].length, reading: { text: found[0], links: [], mentions: [{ kind, id: '' }] } }
  }
}

function channel(rest: string, names: Names) {
  const found = /^<#(\d+)>/.exec(rest)
  if (!found) return undefined
  return { length: found[0].length, reading: said(`#${names.nameOf('channel', found[1] ?? '') ?? 'unknown'}`) }
}

function timestamp(rest: string, names: Names) {
  const found = /^<t:(-?\d{1,17})(?::([tTdDfFsSR]))?>/.exec(rest)
  if (!found || !canShow(Number(found[1]))) return undefined
  return { length: found[0].length, reading: said(showTimestamp(Number(found[1]), found[2] ?? 'f', names.now)) }
}
