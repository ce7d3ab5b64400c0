import { findZone } from '../core/schedule/zone-find.ts'
import { say } from '../core/words/words.ts'
import { MOST_TOPICS } from '../schedule/wish.ts'
import type { Either, Reader, Wanted } from './digest-asked.ts'
import { EXAMPLE_PLAN } from './digest-asked.ts'
import { namesTopic } from './digest-named.ts'

export interface Doubt {
  /** What is in doubt, and what to write for either. */
  readonly problem: string
  readonly either: Either
  /** The likelier of both. */
  readonly nearest: Wanted
}

/** What is to be asked of `name`, where `wanted` is the rest of the digest; `topic`: what is to be written for the topic. */
export function doubtOf(name: string, wanted: Wanted, reader: Reader, topic?: string): Doubt | undefined {
  const slug = reader.topics.named(name)
  if (slug === undefined) return undefined
  const found = findZone(name, reader.now)
  const zone = found.kind === 'zone' ? found.zone : found.example
  const { plan, wish } = wanted
  const topics = [...new Set([...wish.topics, slug])].toSorted().slice(0, MOST_TOPICS)
  const either = {
    asZone: { plan: { ...plan, zone }, wish },
    asTopic: { plan: { ...plan, zone: reader.zone ?? EXAMPLE_PLAN.zone }, wish: { ...wish, topics } },
  }
  return {
    problem: say('digest-wrong.topic-or-zone', { typed: name, topic: topic ?? reader.topics.title(slug), zone }),
    either,
    // By another name of a topic, such as Berlin for Germany, the city is meant more often.
    nearest: namesTopic(name, reader.topics) ? either.asTopic : either.asZone,
  }
}

/** `in Japan`, `timezone:Japan`: a place of which nobody doubts that it is the time zone. */
export function isCalledZone(text: string, place: string): boolean {
  const small = text.toLowerCase()
  const before = small.slice(0, small.lastIndexOf(place.toLowerCase()))
  return /(?:\bin|\b(?:time ?zone|tz|zone)\s*[:=]?)\s*$/u.test(before)
}
