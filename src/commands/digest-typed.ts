import { isWord } from '../core/schedule/parse-days.ts'
import type { PlanRead } from '../core/schedule/parse-plan.ts'
import { parsePlan } from '../core/schedule/parse-plan.ts'
import { clockTime, typedDays } from '../core/schedule/plan.ts'
import { typedText } from '../core/schedule/typed-text.ts'
import { findZone } from '../core/schedule/zone-find.ts'
import { say } from '../core/words/words.ts'
import type { Filled, Read, Reader, Wanted } from './digest-asked.ts'
import { EXAMPLE_PLAN } from './digest-asked.ts'
import { doubtOf, isCalledZone } from './digest-either.ts'
import { namesTopic, takeTopics } from './digest-named.ts'
import type { Unnamed } from './digest-unnamed.ts'
import { stands, topicsBehind, topicsInPlace } from './digest-unnamed.ts'
import type { WishWords } from './digest-wish.ts'
import { readWishWords } from './digest-wish.ts'

const LAYOUT = /(?:^|\s)(?:layout\s*[:=\s]\s*)?(full|compact)(?:\s+layout)?(?=\s|,|$)/iu
const STRANGE_LAYOUT = /(?:^|\s)layout\s*[:=\s]\s*([^\s,]+)(?=\s|,|$)/iu
const COUNT = '(\\d{1,6}|one|two|three|four|five|six|seven|eight|nine|ten)'
const MOST = '(?:at most|up to|only|just|no more than|max(?:imum)?\\.?(?: of)?|top|limit(?: to)?)'
const STORIES = new RegExp(
  `(?:^|\\s)(?:(?:${MOST}\\s+)?(?:the\\s+)?${COUNT}\\s*(?:top\\s+)?(?:stor(?:y|ies|ys)|news|articles?|items?)|stor(?:y|ies|ys)\\s*[:=\\s]\\s*${COUNT}|` +
    // Without the word: what follows must not be a day or hour.
    `(?:max(?:imum)?\\.?|top|limit)\\s*[:=\\s]\\s*${COUNT})(?:\\s+(?:a|per|each)\\s+(?:day|time|digest))?(?=\\s|,|$)`,
  'iu',
)
const OLDEST = new RegExp(
  '(?:^|\\s)(?:(?:oldest\\s*[:=\\s]\\s*|(?:not|no)\\s+older\\s+than\\s+|newer\\s+than\\s+)' +
    `${COUNT}\\s*(d|days?|h|hours?|w|weeks?)?(?:\\s+old)?|` +
    // With a unit only: `half past eight` is a time.
    `(?:(?:of|from|in)\\s+)?(?:the\\s+)?(?:last|past)\\s+${COUNT}\\s*(d|days?|h|hours?|w|weeks?))(?=\\s|,|$)`,
  'iu',
)
const COUNTS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const MOST_TYPED = 600

/** What was typed for a digest: `daily 08:30 Europe/Berlin topics ukraine, gaza full 5 stories`, in any order. */
export function readTyped(typed: string, reader: Reader): Read {
  const text = typedText(typed, MOST_TYPED)
  const { words, rest, doubt } = parted(text, reader)
  const { wish, problems } = readWishWords(words, reader.topics)
  const read = parsePlan(rest, reader)
  const isOpen = words.topics === undefined
  const behind = read.kind === 'plan' && isOpen ? topicsBehind(read.place ?? '', text, reader) : undefined
  if (behind !== undefined && stands(behind.name, text)) return withTopics(text, behind, reader)
  const either = problems.length === 0 ? eitherOf(text, { words, rest, doubt }, reader) : undefined
  if (either !== undefined) return either
  if (read.kind === 'plan' && problems.length === 0) return { kind: 'wanted', plan: read.plan, wish }
  // Where all that was said is a topic it was taken for a day.
  const alone = findZone(rest, reader.now).kind === 'zone' ? '' : rest.trim()
  const place = read.kind === 'wrong' ? (read.place ?? alone) : ''
  const unnamed = isOpen && read.kind === 'wrong' ? topicsInPlace(place, text, reader) : undefined
  if (unnamed !== undefined && stands(unnamed.name, text)) return withTopics(text, unnamed, reader)
  const example = read.kind === 'plan' ? read : parsePlan(read.example, reader)
  const nearest: Wanted = { plan: example.kind === 'plan' ? example.plan : EXAMPLE_PLAN, wish }
  return {
    kind: 'wrong',
    problem: [...(read.kind === 'wrong' ? [read.problem] : []), ...problems].join(' '),
    nearest,
    filled: { ...filledWith(nearest), ...said(words), ...placeIn(read) },
  }
}

/** What could be a topic as well as the zone, and is neither for sure: it is asked, because nobody would see that the other was meant. */
function eitherOf(text: string, { words, rest, doubt }: Parted, reader: Reader): Read | undefined {
  const read = parsePlan(rest, { ...reader, zone: reader.zone ?? 'UTC' })
  if (read.kind === 'wrong') return undefined
  const hasZone = parsePlan(rest, { ...reader, zone: undefined }).kind === 'plan'
  const alone = words.topics === undefined && read.place !== undefined && !isCalledZone(text, read.place)
  const name = alone ? read.place : hasZone ? undefined : doubt
  if (name === undefined || (alone && !namesTopic(name, reader.topics))) return undefined
  const others = words.topics?.filter(topic => topic !== name)
  const { wish } = readWishWords({ ...words, topics: others }, reader.topics)
  const slug = reader.topics.named(name) ?? ''
  const asked = doubtOf(
    name,
    { plan: read.plan, wish },
    reader,
    alone ? `topics ${slug.replaceAll('-', ' ')}` : undefined,
  )
  return asked === undefined ? undefined : { kind: 'wrong', ...asked, filled: filledWith(asked.nearest) }
}

/** Read again with the word that was left out; nothing is guessed, so it is only offered. */
function withTopics(text: string, { name, doubt }: Unnamed, reader: Reader): Read {
  const at = text.toLowerCase().lastIndexOf(name.toLowerCase())
  const before = text.slice(0, at).replace(/(?:[,;&]|\b(?:and|or|for|with|of))\s*$/iu, '')
  const after = text.slice(at + name.length).replace(/^\s*(?:[,;&]|(?:and|or)\b)/iu, '')
  const read = readTyped(`${before} ${after} topics ${name}`, reader)
  const word = say('digest-wrong.topic-word', { typed: name, count: reader.topics.named(name) === undefined ? 2 : 1 })
  const wrong: Read & { kind: 'wrong' } =
    read.kind === 'wanted'
      ? { kind: 'wrong', problem: word, nearest: { plan: read.plan, wish: read.wish }, filled: filledWith(read) }
      : { ...read, problem: `${word} ${read.problem}` }
  const asked = doubt === undefined ? undefined : doubtOf(doubt, wrong.nearest, reader)
  if (asked === undefined) return wrong
  const { timezone, topics } = filledWith(asked.nearest)
  return {
    ...wrong,
    ...asked,
    problem: `${wrong.problem} ${asked.problem}`,
    filled: { ...wrong.filled, timezone, topics },
  }
}

/** What was typed without a plan: `topics gaza full`, `gaza full`; `rest` is what was not understood. */
export function readAtOnce(typed: string, reader: Reader): Parted {
  const { words, rest: left } = parted(typedText(typed, MOST_TYPED), reader)
  const rest = left.split(' ').filter(isWord).join(' ')
  const others = parted(`topics ${rest}`, reader)
  const isTopics =
    words.topics === undefined && (others.words.topics ?? []).some(name => reader.topics.named(name) !== undefined)
  return isTopics ? { words: { ...words, topics: others.words.topics }, rest: others.rest.trim() } : { words, rest }
}

/** A form filled in with it. */
export function filledWith({ plan, wish }: Wanted): Filled {
  return {
    day: typedDays(plan.days).replace(/^weekly /u, ''),
    time: clockTime(plan),
    timezone: plan.zone,
    topics: wish.topics.join(', '),
    layout: wish.layout,
    stories: String(wish.stories),
    oldest: String(wish.oldestDays),
  }
}

/** A zone is not guessed: in the form stands what was typed for it. */
function placeIn(read: PlanRead): Partial<Filled> {
  return read.kind === 'wrong' && read.place !== undefined ? { timezone: read.place } : {}
}

/** As it was typed, right or wrong, so that it can be mended. */
function said({ topics, layout, stories, oldest }: WishWords): Partial<Filled> {
  return {
    ...(topics === undefined ? {} : { topics: topics.join(', ') }),
    ...(layout === '' ? {} : { layout }),
    ...(stories === '' ? {} : { stories }),
    ...(oldest === '' ? {} : { oldest }),
  }
}

export interface Parted {
  readonly words: WishWords
  /** What is left: days, time and zone. */
  readonly rest: string
  /** Of the topics the one that may be the zone. */
  readonly doubt?: string | undefined
}

function parted(text: string, reader: Reader): Parted {
  const named = takeTopics(text, reader.topics)
  const known = take(named.rest, LAYOUT)
  const layout = known.said === '' ? take(named.rest, STRANGE_LAYOUT) : known
  const stories = take(layout.rest, STORIES)
  const oldest = take(stories.rest, OLDEST)
  return {
    words: {
      topics: named.topics,
      layout: layout.said.toLowerCase(),
      stories: inDigits(stories.said),
      oldest: inDays(inDigits(oldest.said), oldest.unit),
    },
    rest: oldest.rest,
    doubt: named.doubt,
  }
}

interface Taken {
  readonly said: string
  readonly unit: string
  readonly rest: string
}

function take(text: string, what: RegExp): Taken {
  const found = what.exec(text)
  if (found === null) return { said: '', unit: '', rest: text }
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
  const [said = '', unit = ''] = found.slice(1).filter(part => part !== undefined)
  return { said, unit, rest }
}

function inDigits(count: string): string {
  const at = COUNTS.indexOf(count.toLowerCase())
  return at === -1 ? count : String(at + 1)
}

/** Hours that begin a day count as one. */
function inDays(count: string, unit: string): string {
  if (/^w/iu.test(unit)) return String(Number(count) * 7)
  return /^h/iu.test(unit) ? String(Math.ceil(Number(count) / 24)) : count
}
