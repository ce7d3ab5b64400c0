import { keyOf } from '../core/library/fold.ts'
import { dayWord } from '../core/schedule/day-words.ts'
import type { PlanRead } from '../core/schedule/parse-plan.ts'
import { parsePlan } from '../core/schedule/parse-plan.ts'
import { clockTime, typedDays } from '../core/schedule/plan.ts'
import { zoneBook, zoneNamed } from '../core/schedule/zone-book.ts'
import type { Filled, Read, Reader, Wanted } from './digest-asked.ts'
import { EXAMPLE_PLAN } from './digest-asked.ts'
import type { TopicBook } from './digest-topic.ts'
import type { WishWords } from './digest-wish.ts'
import { readWishWords } from './digest-wish.ts'

const LAYOUT = /(?:^|\s)(?:layout\s+)?(full|compact)(?:\s+layout)?(?=\s|,|$)/iu
const STORIES =
  /(?:^|\s)(?:(?:at most|up to|max(?:imum)?)\s+)?(?:(\d{1,6})\s*stor(?:y|ies)|stor(?:y|ies)\s+(\d{1,6}))(?=\s|,|$)/iu
const OLDEST = /(?:^|\s)(?:oldest|(?:not|no)\s+older\s+than)\s+(\d{1,6})\s*(?:d|days?)?(?:\s+old)?(?=\s|,|$)/iu
const TOPICS = /(?:^|\s)(?:topics?|about)(?=\s|:|$):?/iu
const SEPARATOR = /^(?:[,;&+]|and|or)$/iu
const EVERYTHING = /^(?:all|any|everything)$/iu
const OPTION = /^(?:full|compact|layout|oldest|stor(?:y|ies)|at|in|noon|midday|midnight|every|each)$/iu
const LONGEST_NAME = 8
const MOST_TYPED = 600

/** What was typed for a digest: `daily 08:30 Europe/Berlin topics ukraine, gaza full 5 stories`, in any order. */
export function readTyped(typed: string, reader: Reader): Read {
  const { words, rest } = parted(typed, reader)
  const { wish, problems } = readWishWords(words, reader.topics)
  const read = parsePlan(rest, reader)
  if (read.kind === 'plan' && problems.length === 0) return { kind: 'wanted', plan: read.plan, wish }
  const example = read.kind === 'plan' ? read : parsePlan(read.example, reader)
  const nearest: Wanted = { plan: example.kind === 'plan' ? example.plan : EXAMPLE_PLAN, wish }
  return {
    kind: 'wrong',
    problem: [...(read.kind === 'wrong' ? [read.problem] : []), ...problems].join(' '),
    nearest,
    filled: { ...filledWith(nearest), ...said(words), ...placeIn(read) },
  }
}

/** What was typed without a plan: `topics gaza full`; `rest` is what was not understood. */
export function readOptions(typed: string, reader: Reader): Parted {
  const { words, rest } = parted(typed, reader)
  return { words, rest: rest.trim() }
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
}

function parted(typed: string, reader: Reader): Parted {
  const text = typed.slice(0, MOST_TYPED).normalize('NFKC').replaceAll(/\s+/gu, ' ').trim()
  const named = takeTopics(text, reader)
  const layout = take(named.rest, LAYOUT)
  const stories = take(layout.rest, STORIES)
  const oldest = take(stories.rest, OLDEST)
  return {
    words: { topics: named.topics, layout: layout.said.toLowerCase(), stories: stories.said, oldest: oldest.said },
    rest: oldest.rest,
  }
}

function take(text: string, what: RegExp): { readonly said: string; readonly rest: string } {
  const found = what.exec(text)
  if (found === null) return { said: '', rest: text }
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
  return { said: found.slice(1).find(part => part !== undefined) ?? '', rest }
}

interface Token {
  readonly text: string
  readonly at: number
}

/** Names of topics may have several words, and anything may follow the last of them: the longest name that is known counts. */
function takeTopics(
  text: string,
  reader: Reader,
): { readonly topics: readonly string[] | undefined; readonly rest: string } {
  const keyword = TOPICS.exec(text)
  if (keyword === null) return { topics: undefined, rest: text }
  const from = keyword.index + keyword[0].length
  const tokens = [...text.slice(from).matchAll(/[,;&+]|[^\s,;&+]+/gu)].map(
    (match): Token => ({ text: match[0], at: from + match.index }),
  )
  const topics: string[] = []
  let [at, fresh] = [0, true]
  for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
    const words = tokens.slice(at).map(one => one.text)
    const known = knownName(words, reader.topics)
    const isElse = meansElse(token.text)
    if (SEPARATOR.test(token.text)) {
      fresh = true
      at += 1
    } else if (fresh && topics.length === 0 && EVERYTHING.test(token.text)) {
      at += 1
      fresh = false
    } else if (known > 0 && (fresh || !isElse)) {
      topics.push(words.slice(0, known).join(' '))
      at += known
      fresh = false
    } else if (fresh && !isElse) {
      const end = words.findIndex(word => /^[,;&+]$/u.test(word) || meansElse(word))
      const length = end === -1 ? words.length : end
      topics.push(words.slice(0, length).join(' '))
      at += length
      fresh = false
    } else break
  }
  return { topics, rest: `${text.slice(0, keyword.index)} ${text.slice(tokens[at]?.at ?? text.length)}` }
}

/** How many words the longest topic has that begins here; 0 for none. */
function knownName(words: readonly string[], topics: TopicBook): number {
  const until = words.findIndex(word => /^[,;&+]$/u.test(word))
  const most = Math.min(LONGEST_NAME, until === -1 ? words.length : until)
  for (let length = most; length > 0; length -= 1) {
    if (topics.named(words.slice(0, length).join(' ')) !== undefined) return length
  }
  return 0
}

/** A word that says when or how, and is no part of a name. */
function meansElse(word: string): boolean {
  const small = word.toLowerCase()
  return OPTION.test(word) || /^\d/u.test(word) || dayWord(small) !== undefined || isZone(word)
}

function isZone(word: string): boolean {
  return zoneNamed(word) !== undefined || zoneBook().named(keyOf(word)) !== undefined
}
