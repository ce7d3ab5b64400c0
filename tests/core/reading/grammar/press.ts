import type { Dialect } from './dialect.ts'
import { OBSCURE, type PlainStory } from './plain-story.ts'

/** One printed line and what stands on it. */
export interface PrintedLine {
  readonly text: string
  readonly kind:
    | 'blank'
    | 'furniture'
    | 'date'
    | 'title'
    | 'head'
    | 'fact'
    | 'sources'
    | 'label'
    | 'side'
    | 'forecast'
    // What a wrapped line runs on in.
    | 'rest'
    | 'stray'
  /** Which story of the text it belongs to, from 0; -1 for a stray. */
  readonly story: number
}

type Kind = PrintedLine['kind']
type Lines = readonly [string, ...string[]]
type Block = readonly [Kind, ...Lines]
type Outlet = PlainStory['narratives'][number]['providers'][number]

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** The lines of one or more stories in a dialect, and the stories as they have to be read. */
export function press(
  given: readonly PlainStory[],
  dialect: Dialect,
): { lines: readonly PrintedLine[]; stories: readonly PlainStory[] } {
  const stories = given.map(story => spoken(story, dialect))
  const lines = stories.flatMap((story, index) => [
    ...(index === 0 ? [] : [{ text: '', kind: 'blank' as const, story: index }]),
    ...storyLines(story, dialect, index),
  ])
  const top = [
    ...dialect.furniture.top.map(text => ({ text, kind: 'furniture' as const, story: 0 })),
    ...(dialect.day === undefined ? [] : [{ text: dialect.day.printed, kind: 'date' as const, story: 0 }]),
  ]
  const end = dialect.furniture.end.map(text => ({ text, kind: 'furniture' as const, story: stories.length - 1 }))
  return { lines: [...top, ...lines, ...end].map(line => ({ ...line, text: typeset(line.text, dialect) })), stories }
}

export function textOf(lines: readonly PrintedLine[], { lineEnd }: Dialect): string {
  return lines.map(({ text }) => text + lineEnd).join('')
}

/** A story as this dialect tells it: its day, and capitals where a paragraph of labels needs them above it. */
function spoken(story: PlainStory, { labels, day }: Dialect): PlainStory {
  const capitals = labels === 'one paragraph'
  return {
    ...story,
    title: capitals ? story.title.toUpperCase() : story.title,
    ...(day === undefined ? {} : { date: day.date }),
    narratives: story.narratives.map(side => ({ ...side, label: capitals ? side.label.toUpperCase() : side.label })),
  }
}

function storyLines(story: PlainStory, dialect: Dialect, index: number): PrintedLine[] {
  const { heads, bullet, furniture } = dialect
  const lines: PrintedLine[] = []
  const add = (kind: Kind, ...texts: string[]): void => {
    for (const text of texts) lines.push({ text, kind, story: index })
  }
  const addWrapped = (kind: Kind, first: string, ...rest: string[]): void => {
    add(kind, first)
    add('rest', ...rest)
  }
  const gap = (): void => {
    if (dialect.spaced) add('blank', '')
  }
  add('title', story.title)
  add('furniture', ...(dialect.repeatsTitle ? [story.title] : []), ...furniture.title)
  gap()
  if (heads !== undefined && story.facts.length > 0) add('head', heads[0])
  for (const [at, fact] of story.facts.entries()) {
    gap()
    addWrapped('fact', ...wrapped(bulletAt(bullet, at) + cited(fact.text, fact.cites, story, dialect), dialect))
    // What the site puts in stands behind one of the facts.
    if (at === 0) add('furniture', ...furniture.between)
  }
  gap()
  if (story.sources.length > 0 && isListed(dialect)) add('sources', sourceList(story, dialect))
  gap()
  if (heads !== undefined) add('head', heads[1])
  for (const [kind, ...texts] of sideBlocks(story, dialect)) {
    gap()
    if (kind === 'label') add(kind, ...texts)
    else addWrapped(kind, ...texts)
  }
  if (dialect.forecast === 'head' || dialect.forecast === 'empty head') {
    gap()
    add('head', 'Metaculus Prediction')
    if (story.forecast !== undefined && dialect.forecast === 'head') add('forecast', story.forecast.text.text)
  }
  if (dialect.citations === 'footnotes' && story.sources.length > 0) {
    gap()
    add('sources', ...story.sources.map(({ n, outlet, rating }) => `[^${n}]: ${rated({ name: outlet, rating })}`))
  }
  return lines
}

/** The sides, and the forecast where it is told like one: kinds with their lines. */
function sideBlocks(story: PlainStory, dialect: Dialect): Block[] {
  const { bullet, labels } = dialect
  const colon = dialect.colons ? ':' : ''
  const sides = story.narratives.map(({ label, providers, paragraphs }) => ({
    kind: 'side' as const,
    label,
    providers,
    text: paragraphs.map(({ text }) => text).join(' '),
  }))
  const nerd =
    story.forecast === undefined || dialect.forecast !== 'narrative'
      ? []
      : [
          {
            kind: 'forecast' as const,
            label: labels === 'one paragraph' ? 'NERD NARRATIVE' : 'Nerd narrative',
            providers: story.forecast.providers,
            text: story.forecast.text.text,
          },
        ]
  const all = [...sides, ...nerd]
  switch (labels) {
    case 'provided':
      return all.map(({ kind, label, providers, text }, at) => [
        kind,
        ...wrapped(`${bulletAt(bullet, at)}${label}, as provided by ${listed(providers)}. ${text}`, dialect),
      ])
    case 'own line':
      return all.flatMap(({ kind, label, text }): Block[] => [
        ['label', label + colon],
        [kind, text],
      ])
    case 'provided below':
      return all.flatMap(({ kind, label, providers, text }): Block[] => [
        ['label', label, ...(providers.length === 0 ? [] : [`Provided by ${listed(providers)}`])],
        [kind, text],
      ])
    case 'colon':
      return all.map(({ kind, label, text }, at) => [
        kind,
        ...wrapped(`${bulletAt(bullet, at)}${label}: ${text}`, dialect),
      ])
    case 'one paragraph':
      return [['side', all.map(({ label, text }) => `${label}: ${text}`).join(' ')]]
  }
}

/** Whether the sources stand in a list between facts and sides. */
function isListed({ citations }: Dialect): boolean {
  const behind = citations === 'trailing' || citations === 'glued outlet' || citations === 'in parentheses'
  return !behind && citations !== 'footnotes'
}

function bulletAt(bullet: string, at: number): string {
  return bullet === '1. ' ? `${at + 1}. ` : bullet
}

function cited(text: string, cites: readonly number[], { sources }: PlainStory, { citations }: Dialect): string {
  if (cites.length === 0) return text
  const named = cites.map(n => sources.find(source => source.n === n)!)
  const outlets = listed(named.map(({ outlet, ...rating }) => ({ name: outlet, ...rating })))
  switch (unmistakable(citations, text, sources)) {
    case 'glued':
      return text + cites.join('')
    case 'comma':
      return text + cites.join(',')
    case 'raised':
      return text + cites.map(n => RAISED.charAt(n)).join('')
    case 'brackets':
      return `${text} ${cites.map(n => `[${n}]`).join('')}`
    case 'one bracket':
      return `${text} [${cites.join(', ')}]`
    case 'trailing':
      return `${text} ${outlets}`
    case 'glued outlet':
      // Glued to another sign than a full stop, or lower-case, a name is a misprint.
      return /[.”]$/u.test(text) && /^\p{Lu}/u.test(outlets) ? text + outlets : `${text} ${outlets}`
    case 'in parentheses':
      return `${text} (${outlets})`
    case 'footnotes':
      return text + cites.map(n => `[^${n}]`).join('')
    case 'none':
      return text
  }
}

/**
 * Behind a year only brackets leave no doubt. Behind an abbreviation's stop only parentheses do, and so for the one outlet of
 * a story that nobody has heard of.
 */
function unmistakable(style: Dialect['citations'], text: string, sources: PlainStory['sources']): Dialect['citations'] {
  if (/\d\.$/u.test(text) && (style === 'glued' || style === 'comma')) return 'brackets'
  const alone = sources.length === 1 && sources.every(({ outlet }) => OBSCURE.includes(outlet))
  const doubtful = alone || /\.\p{L}\.$/u.test(text)
  return doubtful && (style === 'trailing' || style === 'glued outlet') ? 'in parentheses' : style
}

function sourceList({ sources }: PlainStory, { citations }: Dialect): string {
  const bracketed = citations === 'brackets' || citations === 'one bracket'
  const names = sources.map(({ n, outlet, rating }) => (bracketed ? `[${n}] ` : n) + rated({ name: outlet, rating }))
  return `Sources: ${joined(names)}.`
}

function listed(outlets: readonly Outlet[]): string {
  return joined(outlets.map(rated))
}

function rated({ name, rating }: { readonly name: string; readonly rating?: string | undefined }): string {
  return rating === undefined ? name : `${name} (${rating})`
}

/** `X, Y and Z` */
function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** Breaks a long line once, where a sentence goes on in lower case. */
function wrapped(text: string, dialect: Dialect): Lines {
  const at = dialect.wrapped ? /(?<=[a-z,]) (?=[a-z]{2})/u.exec(text.slice(40)) : null
  return at === null ? [text] : [text.slice(0, 40 + at.index), text.slice(41 + at.index)]
}

function typeset(text: string, { spaces, hyphens }: Dialect): string {
  const soft = hyphens === 'soft' ? text.replace(/(?<=[a-z]{4})(?=[a-z]{4})/gu, '\u00ad') : text
  return spaces === 'no-break' ? soft.replace(/(?<=\S) (?=\S+ \S)/gu, '\u00a0') : soft
}
