import { canShow } from './timestamp.ts'
import { webAddress } from './value.ts'

/** What stands in a line. */
export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: Wrapping; readonly spans: readonly Span[] }
  | { readonly kind: 'code'; readonly text: string }
  /** `url` is an address of the web. */
  | { readonly kind: 'link'; readonly url: string; readonly spans: readonly Span[] }
  | { readonly kind: 'mention'; readonly of: 'user' | 'role' | 'channel'; readonly id: string }
  /** `@everyone`, `@here`, `/command`: shown as they are. */
  | { readonly kind: 'pill'; readonly text: string }
  /** Seconds since 1970, and a style of Discord's. */
  | { readonly kind: 'time'; readonly seconds: number; readonly style: string }

type Wrapping = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'
type Hit = { readonly length: number; readonly span: Span }
type Rule = (rest: string, linked: boolean) => Hit | undefined

// The patterns are those of Discord's own client, a descendant of simple-markdown.
const EMPHASIS = [
  { kind: 'bold', pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, favour: 0.1 },
  { kind: 'underline', pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, favour: 0 },
  {
    kind: 'italic',
    pattern: /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/,
    favour: 0.2,
  },
  { kind: 'italic', pattern: /^_((?:__|\\[\s\S]|[^\\_])+?)_\b/, favour: 0.2 },
  { kind: 'italic', pattern: /^_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/, favour: 0.2 },
] as const
const MASKED =
  /^\[((?:\[[^\]]*\]|[^[\]\\]|\\[\s\S]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"]([\s\S]*?)['"])?\s*\)/

const rules: readonly Rule[] = [
  shown(/^\\([^0-9A-Za-z\s])/, found => said(found[1])),
  shown(/^(`+)([\s\S]*?[^`])\1(?!`)/, found => ({
    kind: 'code',
    text: (found[2] ?? '').replace(/^ (?=`)|(?<=`) $/g, ''),
  })),
  emphasis,
  wrapped(/^~~([\s\S]+?)~~(?!_)/, 'strike'),
  wrapped(/^\|\|([\s\S]+?)\|\|/, 'spoiler'),
  masked,
  bareLink(/^<(https?:\/\/[^\s>]+)>/),
  bareLink(/^(https?:\/\/[^\s<]+[^<.,:;"'\]\s])/),
  shown(/^<@!?(\d+)>/, found => ({ kind: 'mention', of: 'user', id: found[1] ?? '' })),
  shown(/^<@&(\d+)>/, found => ({ kind: 'mention', of: 'role', id: found[1] ?? '' })),
  shown(/^<#(\d+)>/, found => ({ kind: 'mention', of: 'channel', id: found[1] ?? '' })),
  shown(/^@(?:everyone|here)/, found => ({ kind: 'pill', text: found[0] })),
  shown(/^<\/([^:<>\n]{1,110}):\d+>/, found => ({ kind: 'pill', text: `/${found[1]}` })),
  // A picture of a custom emoji would come from Discord's own servers.
  shown(/^<a?:(\w{2,32}):\d+>/, found => said(`:${found[1]}:`)),
  shown(/^<t:(-?\d{1,17})(?::([tTdDfFsSR]))?>/, found => {
    const seconds = Number(found[1])
    return canShow(seconds) ? { kind: 'time', seconds, style: found[2] ?? 'f' } : undefined
  }),
]

/** Reads text without looking at line beginnings. `linked`: inside a link's label, where no other link can be. */
export function readSpans(source: string, linked = false): readonly Span[] {
  const spans: Span[] = []
  let plain = ''
  const flush = () => {
    if (plain !== '') spans.push({ kind: 'text', text: plain })
    plain = ''
  }
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at)
    const ordinary = /^[\s\w]/.test(rest) && !/^(?:http|_)/.test(rest)
    const hit = ordinary ? undefined : firstHit(rest, linked)
    if (hit?.span.kind === 'text') plain += hit.span.text
    else if (hit) {
      flush()
      spans.push(hit.span)
    } else plain += source[at]
    at += hit?.length ?? 1
  }
  flush()
  return spans
}

/** What can be read in spans, markup removed; mentions and times only by what they are. */
export function textOf(spans: readonly Span[]): string {
  return spans.map(textOfSpan).join('')
}

function textOfSpan(span: Span): string {
  switch (span.kind) {
    case 'text':
    case 'code':
    case 'pill':
      return span.text
    case 'mention':
      return span.of === 'channel' ? '#channel' : `@${span.of}`
    case 'time':
      return new Date(span.seconds * 1000).toISOString()
    case 'link':
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
    case 'spoiler':
      return textOf(span.spans)
  }
}

function firstHit(rest: string, linked: boolean): Hit | undefined {
  for (const rule of rules) {
    const hit = rule(rest, linked)
    if (hit) return hit
  }
  return undefined
}

function said(text: string | undefined): Span {
  return { kind: 'text', text: text ?? '' }
}

function shown(pattern: RegExp, show: (found: RegExpExecArray) => Span | undefined): Rule {
  return rest => {
    const found = pattern.exec(rest)
    const span = found ? show(found) : undefined
    return found && span ? { length: found[0].length, span } : undefined
  }
}

function wrapped(pattern: RegExp, kind: Wrapping): Rule {
  return (rest, linked) => {
    const found = pattern.exec(rest)
    return found ? { length: found[0].length, span: { kind, spans: readSpans(found[1] ?? '', linked) } } : undefined
  }
}

/** Where several kinds begin alike, the longest wins. */
function emphasis(rest: string, linked: boolean): Hit | undefined {
  const hits = EMPHASIS.flatMap(({ kind, pattern, favour }) => {
    const found = pattern.exec(rest)
    return found ? [{ kind, found, quality: found[0].length + favour }] : []
  })
  const best = hits.toSorted((a, b) => b.quality - a.quality)[0]
  if (!best) return undefined
  return { length: best.found[0].length, span: { kind: best.kind, spans: readSpans(best.found[1] ?? '', linked) } }
}

function masked(rest: string, linked: boolean): Hit | undefined {
  const found = linked ? null : MASKED.exec(rest)
  const url = webAddress((found?.[2] ?? '').replace(/\\([^0-9A-Za-z\s])/g, '$1'))
  // A label that holds an address is shown with its brackets, as is a link to anything but the web.
  if (!found || url === undefined || /https?:\/\//i.test(found[1] ?? '')) return undefined
  const spans = readSpans(found[1] ?? '', true)
  return textOf(spans).trim() === '' ? undefined : { length: found[0].length, span: { kind: 'link', url, spans } }
}

function bareLink(pattern: RegExp): Rule {
  return (rest, linked) => {
    const found = linked ? null : pattern.exec(rest)
    if (!found) return undefined
    const url = withoutLooseBracket(found[1] ?? '')
    const length = found[0].length - ((found[1] ?? '').length - url.length)
    const leads = webAddress(url) !== undefined
    return { length, span: leads ? { kind: 'link', url, spans: [said(url)] } : said(url) }
  }
}

/** `(see https://example.org)`: the bracket is not part of the address. */
function withoutLooseBracket(url: string): string {
  const loose = url.endsWith(')') && url.split(')').length > url.split('(').length
  return loose ? withoutLooseBracket(url.slice(0, -1)) : url
}
