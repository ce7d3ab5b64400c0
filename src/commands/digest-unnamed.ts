import { findZone } from '../core/schedule/zone-find.ts'
import type { Reader } from './digest-asked.ts'
import { isCalledZone } from './digest-either.ts'
import { isCountry, isZone, namesTopic, takeTopics } from './digest-named.ts'
import type { TopicBook } from './digest-topic.ts'

/** Topics that stand where a time zone does, without the word “topics” before them. */
export interface Unnamed {
  /** As they were typed: `ukraine and gaza`. */
  readonly name: string
  /** What stands in one list with them, and may be a topic as they are or the time zone: `Berlin`. */
  readonly doubt?: string | undefined
}

/** What stands between the names of a list. */
const JOINT = /\s*[,;&]\s*|\s+(?:and|or)\s+/giu
const JOINT_BEFORE = /(?:\s*[,;&]|\s+(?:and|or))\s*$/iu
/** In words, with the commas between them. */
const LONGEST_ZONE = 12
const LEAD = /^[\s,;&]*(?:(?:and|or|for|with|of)\s+)?/iu

/** `Berlin, Economy`: what follows a city is passed over only where it is no topic, or a place. */
export function topicsBehind(place: string, text: string, reader: Reader): Unnamed | undefined {
  const { topics } = reader
  const comma = place.indexOf(',')
  if (comma === -1) return undefined
  const [city, all] = [place.slice(0, comma), place.slice(comma + 1).trim()]
  const parts = all.split(',').map(part => part.trim())
  const areAll = !parts.some(isZone) && areTopics(all, topics) && stands(all, text)
  const one = parts.find(part => topics.named(part) !== undefined && !isZone(part))
  const name = areAll ? all : one
  return name === undefined ? undefined : { name, doubt: doubtBefore(city, name, text, reader) }
}

/** The topics that stand where a zone should, alone or beside one: `daily 8:30 ukraine`, `daily 8:30 Berlin for ukraine`. */
export function topicsInPlace(place: string, text: string, reader: Reader): Unnamed | undefined {
  const { topics, now } = reader
  const all = place.replace(LEAD, '')
  if (topics.named(all) !== undefined) return { name: all }
  for (const { index } of [...place.matchAll(/\s+|(?<=[,;&])/gu)].slice(0, LONGEST_ZONE)) {
    const zone = place.slice(0, index).replace(JOINT_BEFORE, '')
    const name = place.slice(index).replace(LEAD, '')
    if (areTopics(name, topics) && findZone(zone, now).kind === 'zone') {
      return { name, doubt: doubtBefore(zone, name, text, reader) }
    }
  }
  return zoneAtEnd(all, topics) ?? (areTopics(all, topics) ? { name: all } : undefined)
}

/** `Berlin, ukraine`, and neither `Berlin ukraine` nor `in Berlin, ukraine`. */
function doubtBefore(zone: string, name: string, text: string, { topics }: Reader): string | undefined {
  if (topics.named(zone) === undefined || isCalledZone(text, zone)) return undefined
  const small = text.toLowerCase()
  const before = small.slice(0, small.lastIndexOf(name.toLowerCase()))
  const isList = JOINT_BEFORE.test(before) && before.replace(JOINT_BEFORE, '').endsWith(zone.toLowerCase())
  return isList ? zone : undefined
}

/** `ukraine, Berlin` */
function zoneAtEnd(all: string, topics: TopicBook): Unnamed | undefined {
  const joint = [...all.matchAll(JOINT)].at(-1)
  if (joint === undefined) return undefined
  const [name, zone] = [all.slice(0, joint.index), all.slice(joint.index + joint[0].length)]
  if (!isZone(zone) || !areTopics(name, topics)) return undefined
  if (topics.named(zone) === undefined) return { name }
  // A country among others is a topic as they are.
  return namesTopic(zone, topics) || isCountry(zone) ? undefined : { name, doubt: zone }
}

/** `ukraine`, `ukraine and gaza`; of words side by side the first may be a city. */
function areTopics(text: string, book: TopicBook): boolean {
  if (book.named(text) !== undefined) return true
  if (!/[,;&]|\s(?:and|or)\s/iu.test(text)) return false
  const { topics = [], rest } = takeTopics(`topics ${text}`, book)
  return rest.trim() === '' && topics.length > 0 && topics.every(name => book.named(name) !== undefined)
}

/** Whether it was typed so, and not put together from several places. */
export function stands(name: string, text: string): boolean {
  return text.toLowerCase().includes(name.toLowerCase())
}
