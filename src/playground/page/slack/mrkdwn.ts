import { type Child, element } from '../element.ts'
import { keepCounting } from '../tick.ts'
import { showDate } from './date.ts'
import { drawLink, drawMention } from './link.ts'
import type { Part } from './part.ts'

type Draw = (found: RegExpExecArray, part: Part) => Child

/** In the order in which they are looked for; the first one that begins earliest is taken. */
const RULES: readonly (readonly [RegExp, Draw])[] = [
  [/```\n?([\s\S]+?)\n?```/u, ([, code = '']) => element('pre', { class: 's-pre' }, decoded(code))],
  [/`([^`\n]+)`/u, ([, code = '']) => element('code', { class: 's-code' }, decoded(code))],
  [/<([^<>\n]+)>/u, ([, inner = ''], part) => drawSpecial(inner, part)],
  [pair('*'), ([, inner = ''], part) => element('strong', {}, ...drawSpans(inner, part))],
  [pair('_'), ([, inner = ''], part) => element('em', {}, ...drawSpans(inner, part))],
  [pair('~'), ([, inner = ''], part) => element('s', {}, ...drawSpans(inner, part))],
]

/** Slack's markup as a reader has it. https://docs.slack.dev/messaging/formatting-message-text */
export function drawMrkdwn(text: string, part: Part): readonly Child[] {
  const runs = text.split(/(?<=\n)(?=(?:&gt;|>))|(?<=(?:^|\n)(?:&gt;|>)[^\n]*\n)(?!(?:&gt;|>))/u)
  return runs.flatMap((run): readonly Child[] => {
    if (!/^(?:&gt;|>)/u.test(run)) return drawSpans(run, part)
    const said = run.replace(/^(?:&gt;|>) ?/gmu, '').replace(/\n$/u, '')
    return [element('blockquote', { class: 's-quote' }, ...drawSpans(said, part))]
  })
}

function drawSpans(text: string, part: Part): readonly Child[] {
  const hits = RULES.flatMap(([pattern, draw]) => {
    const found = pattern.exec(text)
    return found ? [{ found, draw }] : []
  })
  const first = hits.reduce<(typeof hits)[number] | undefined>(
    (best, hit) => (best === undefined || hit.found.index < best.found.index ? hit : best),
    undefined,
  )
  if (!first) return lines(decoded(text))
  const { found, draw } = first
  const rest = text.slice(found.index + found[0].length)
  return [...lines(decoded(text.slice(0, found.index))), draw(found, part), ...drawSpans(rest, part)]
}

/** Emphasis opens after a space or a mark, and closes before one. */
function pair(sign: string): RegExp {
  const own = `\\${sign}`.replace('\\_', '_').replace('\\~', '~')
  return new RegExp(`(?<![\\p{L}\\p{N}${own}])${own}(?=[^\\s${own}])([^\\n]*?[^\\s])${own}(?![\\p{L}\\p{N}])`, 'u')
}

function drawSpecial(inner: string, { context }: Part): Child {
  const [target = '', ...rest] = inner.split('|')
  const label = rest.length > 0 ? decoded(rest.join('|')) : undefined
  const id = target.slice(1)
  if (target.startsWith('@')) return drawMention(`@${context.nameOf(id) ?? label ?? id}`)
  if (target.startsWith('#')) return drawMention(`#${context.nameOf(id) ?? label ?? id}`)
  if (target.startsWith('!date^')) return drawDate(target, label ?? '', context.now)
  if (target.startsWith('!')) return drawMention(label ?? `@${id.replace(/^subteam\^/u, '')}`)
  return drawLink(decoded(target), label ?? decoded(target).replace(/^mailto:/u, ''))
}

function drawDate(target: string, fallback: string, now: number): Child {
  const [, seconds = '', format = '', url] = target.split('^')
  const show = (at: number) => (/^\d+$/u.test(seconds) ? showDate(format, Number(seconds), at) : undefined) ?? fallback
  if (url !== undefined) return drawLink(url, show(now))
  const iso = /^\d{1,11}$/u.test(seconds) ? new Date(Number(seconds) * 1000).toISOString() : undefined
  const time = element(
    'time',
    { datetime: iso, title: iso === undefined ? undefined : new Date(iso).toLocaleString('en-US') },
    show(now),
  )
  return keepCounting(time, show)
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** Line breaks as elements. */
export function lines(text: string): readonly Child[] {
  return text.split('\n').flatMap((line, at) => (at === 0 ? [line] : [element('br'), line]))
}
