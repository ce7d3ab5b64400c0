import { keyOf } from '../core/library/fold.ts'
import { dayWord } from '../core/schedule/day-words.ts'
import { zoneBook, zoneNamed } from '../core/schedule/zone-book.ts'
import { isPlainWord } from '../core/schedule/zone-place.ts'
import type { TopicBook } from './digest-topic.ts'

const TOPICS = /(?:^|\s)(?:topics?|about)(?=\s|:|=|$)\s*[:=]?/iu
const SEPARATOR = /^(?:[,;&+]|and|or)$/iu
const EVERYTHING = /^(?:all|any|none|everything)$/iu
const OPTION =
  /^(?:full|compact|layout|oldest|stor(?:y|ies)|top|max|limit|last|past|newer|time ?zone|tz|at|in|noon|midday|midnight|every|each)$/iu
const LONGEST_NAME = 8

interface Token {
  readonly text: string
  readonly at: number
}

export interface TakenTopics {
  readonly topics: readonly string[] | undefined
  /** The last of the topics, where it is a place too: `Berlin` may be another name of Germany, or say by whose clock. */
  readonly doubt?: string
  readonly rest: string
}

/** Names of topics may have several words, and anything may follow the last of them: the longest name that is known counts. */
export function takeTopics(text: string, book: TopicBook): TakenTopics {
  const keyword = TOPICS.exec(text)
  if (keyword === null) return { topics: undefined, rest: text }
  const from = keyword.index + keyword[0].length
  const tokens = [...text.slice(from).matchAll(/[,;&+]|[^\s,;&+]+/gu)].map(
    (match): Token => ({ text: match[0], at: from + match.index }),
  )
  const topics: string[] = []
  const hasZone = text.slice(0, keyword.index).split(' ').some(isZone)
  let [at, fresh, doubt] = [0, true, '']
  for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
    const words = tokens.slice(at).map(one => one.text)
    const known = knownName(words, book)
    const name = words.slice(0, known).join(' ')
    const isPlace = !hasZone && topics.length > 0 && isZone(name) && !namesTopic(name, book)
    // A country among others is a topic as they are; only without a comma nobody can tell.
    const isDoubtful = isPlace && fresh !== isCountry(name)
    const isOther = (known === 0 || !fresh) && !isDoubtful && meansElse(token.text)
    const isElse = isOther && !(known > 0 && namesTopic(name, book))
    if (SEPARATOR.test(token.text) || (fresh && known === 0 && /^the$/iu.test(token.text))) {
      fresh = true
      at += 1
    } else if (fresh && topics.length === 0 && EVERYTHING.test(token.text)) {
      at += 1
      fresh = false
    } else if (known > 0 && !isElse) {
      topics.push(name)
      doubt = isDoubtful ? name : ''
      at += known
      fresh = false
    } else if (fresh && !isElse) {
      const end = words.findIndex(word => /^[,;&+]$/u.test(word) || meansElse(word))
      const length = end === -1 ? words.length : end
      topics.push(words.slice(0, length).join(' '))
      doubt = ''
      at += length
      fresh = false
    } else break
  }
  const rest = `${text.slice(0, keyword.index)} ${text.slice(tokens[at]?.at ?? text.length)}`
  return { topics, rest, ...(doubt === '' ? {} : { doubt }) }
}

/** Whether it is a topic's own name: `Gaza` is one, although it is a zone too; `Berlin` may be another name of Germany. */
export function namesTopic(name: string, topics: TopicBook): boolean {
  const slug = topics.named(name)
  return slug !== undefined && [topics.title(slug), slug].map(keyOf).includes(keyOf(name))
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

/** Whether a name is a zone, a city or a country. */
export function isZone(word: string): boolean {
  if (zoneNamed(word) !== undefined) return true
  return !isPlainWord(word) && zoneBook().named(keyOf(word)) !== undefined
}

/** Whether a name is a country's. */
export function isCountry(name: string): boolean {
  return zoneBook().named(keyOf(name))?.kind === 'country'
}
