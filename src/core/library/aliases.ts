import { z } from 'zod'
import { slugOf, type TopicNames } from '../story/topics.ts'
import { fold, joinInitials, keyOf } from './fold.ts'
import { runs, unitsOf } from './words.ts'

/** The topics that the library knows by name, and the other names that they go by, in any script. */
export interface Aliases extends TopicNames {
  /** All this as plain data, from which `aliasesFrom` makes the same in another thread. */
  readonly book: AliasBook
  /** The topic that the whole text names: its slug, its title or an alias, whatever the case, accents or spacing. */
  resolve(text: string): string | undefined
  /** Where the units of a text (`unitsOf`) name topics, the longest names first and none inside another. */
  spans(units: readonly string[]): readonly Span[]
  /** The title of a topic; made from the slug when the topic is not known. */
  title(slug: string): string
  /** The slugs of all topics with names. */
  topics(): readonly string[]
  /** The names of a topic as printed, the title first; made from the slug when the topic is not known. */
  namesOf(slug: string): readonly string[]
}

export interface Span {
  /** The first unit. */
  readonly from: number
  /** The unit after the last. */
  readonly to: number
  readonly topic: string
}

const TOPIC = z.strictObject({
  title: z.string().trim().min(1),
  aliases: z.array(z.union([z.string(), z.number().transform(String)])).default([]),
})
const FILE = z.record(z.string(), z.unknown())
const SLUG = /^[\p{Ll}\p{Lo}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*$/u

/**
 * Aliases from the parsed content of config/topics.yaml: `{"north-korea": {title: "North Korea", aliases: ["DPRK"]}}`.
 * What is wrong is told in `problems`, each with the topic and what to do; the other topics can be used.
 */
export function readAliases(parsed: unknown): { readonly aliases: Aliases; readonly problems: readonly string[] } {
  const file = FILE.safeParse(parsed ?? {})
  if (!file.success) {
    return {
      aliases: noAliases(),
      problems: [
        'The topics file is not a list of topics. Write one as `north-korea: {title: North Korea, aliases: [DPRK]}`.',
      ],
    }
  }
  const book = emptyBook()
  const problems: string[] = []
  const read = Object.entries(file.data).map(([slug, topic]) => ({ slug, topic: TOPIC.safeParse(topic) }))
  const usable = read.flatMap(({ slug, topic }) => {
    const wrong = topic.success ? slugProblem(slug) : shapeProblem(slug, topic.error)
    if (wrong !== undefined) problems.push(wrong)
    return wrong === undefined && topic.success ? [{ slug, ...topic.data }] : []
  })
  for (const { slug, title } of usable) {
    book.titles.set(slug, title)
    book.names.set(slug, [title])
  }
  // Slugs and titles go before all aliases, so that no alias takes another topic's own name.
  for (const { slug, title } of usable) problems.push(...enter(book, slug, [slug.replaceAll('-', ' '), title]))
  for (const { slug, aliases } of usable) problems.push(...enter(book, slug, aliases))
  return { aliases: aliasesFrom(book), problems }
}

/** For a library without a topics file: every topic goes by its slug alone. */
export function noAliases(): Aliases {
  return aliasesFrom(emptyBook())
}

function slugProblem(slug: string): string | undefined {
  if (SLUG.test(slug) && slugOf(slug) === slug) return undefined
  const better = slugOf(slug)
  const advice =
    better === '' ? 'Use lower-case words joined by hyphens, such as `north-korea`.' : `Write \`${better}\`.`
  return `Topic "${slug}": a topic is named by at most 60 lower-case letters and digits, with words joined by hyphens. ${advice}`
}

function shapeProblem(slug: string, error: z.ZodError): string {
  const where = error.issues[0]?.path.join('.') ?? ''
  const what = where.startsWith('title')
    ? 'it needs a title. Add a line such as `title: North Korea`.'
    : where.startsWith('aliases')
      ? 'its aliases are not a list of names. Write them as `aliases: [DPRK, Pyongyang]`, with quotes around a name that is `yes`, `no` or `null`.'
      : 'it may hold only `title` and `aliases`. Remove the rest, or indent it under the topic it belongs to.'
  return `Topic "${slug}": ${what}`
}

/** A step in a name: what it names if it ends here, and the units that may follow. */
interface Step {
  topic?: string
  /** `US` and `WHO` are names only in capitals where a text is read; as typed by people they may be small. */
  capitals: boolean
  /** Made with the first unit that follows: most names end here. */
  next?: Map<string, Step>
}

/** Not to be changed. */
export interface AliasBook {
  readonly titles: Map<string, string>
  /** By name without spaces, so that `northkorea` is found. */
  readonly whole: Map<string, string>
  readonly first: Step
  readonly names: Map<string, string[]>
}

function emptyBook(): AliasBook {
  return { titles: new Map(), whole: new Map(), first: { capitals: false }, names: new Map() }
}

const INITIALISM = /^[A-Z]{2,5}$/

function enter(book: AliasBook, slug: string, names: readonly string[]): readonly string[] {
  return names.flatMap(name => {
    const key = wholeKey(name)
    if (key === '') return [`Topic "${slug}": the alias "${name}" has no letters. Remove it.`]
    const owner = book.whole.get(key)
    if (owner !== undefined && owner !== slug) {
      return [`Topic "${slug}": "${name}" already names the topic "${owner}". Remove it from one of the two.`]
    }
    book.whole.set(key, slug)
    if (owner === undefined) book.names.get(slug)?.push(name)
    let step = book.first
    for (const unit of runs(name).flatMap(unitsOf)) step = follow(step, unit)
    // A name that is also written small somewhere in the list (`us`) is no initialism.
    step.capitals = INITIALISM.test(joinInitials(name)) && (step.topic === undefined || step.capitals)
    step.topic = slug
    return []
  })
}

function follow(step: Step, unit: string): Step {
  step.next ??= new Map()
  const known = step.next.get(unit)
  if (known !== undefined) return known
  const next: Step = { capitals: false }
  step.next.set(unit, next)
  return next
}

function wholeKey(text: string): string {
  return keyOf(text).replaceAll(' ', '')
}

export function aliasesFrom(book: AliasBook): Aliases {
  const resolve = (text: string) => book.whole.get(wholeKey(text)) ?? otherForm(book.first, text)
  return {
    book,
    resolve,
    canonical: slug => (book.titles.has(slug) ? slug : (resolve(slug) ?? slug)),
    spans: units => spansIn(book.first, units, () => true),
    mentions: text => mentionsIn(book.first, text),
    title: slug => book.titles.get(slug) ?? titleOf(slug),
    topics: () => [...book.titles.keys()],
    namesOf: slug => book.names.get(slug) ?? [titleOf(slug)],
  }
}

/** Another form of a name: a plural, a case (`Северной Корее`), an article. */
function otherForm(first: Step, text: string): string | undefined {
  const units = runs(text).flatMap(unitsOf)
  const span = longest(first, units, 0, () => true)
  return span?.to === units.length ? span.topic : undefined
}

function mentionsIn(first: Step, text: string): readonly string[] {
  const units = runs(text).flatMap(run => {
    // Once for the run: a page without spaces is a single one with thousands of units.
    const printed = fold(run.text)
    return unitsOf(run).map(unit => ({ unit, printed }))
  })
  const inCapitals = (at: number) => INITIALISM.test(units[at]?.printed.replace(/'s?$/, '') ?? '')
  const spans = spansIn(
    first,
    units.map(each => each.unit),
    inCapitals,
  )
  return spans.map(span => span.topic)
}

function spansIn(first: Step, units: readonly string[], inCapitals: (at: number) => boolean): readonly Span[] {
  const spans: Span[] = []
  for (let from = 0; from < units.length; from++) {
    const span = longest(first, units, from, inCapitals)
    if (span === undefined) continue
    spans.push(span)
    from = span.to - 1
  }
  return spans
}

function longest(
  first: Step,
  units: readonly string[],
  from: number,
  inCapitals: (at: number) => boolean,
): Span | undefined {
  let found: Span | undefined
  let step: Step | undefined = first
  for (let at = from; at < units.length && step !== undefined; at++) {
    step = step.next?.get(units[at] ?? '')
    if (step?.topic !== undefined && (!step.capitals || inCapitals(from)))
      found = { from, to: at + 1, topic: step.topic }
  }
  return found
}

/** `military-drills` reads as `Military drills`. */
function titleOf(slug: string): string {
  const words = slug.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
