import type { Story } from '../story/story.ts'
import { type Archive, orderOf, type Record, recordOf } from './archive.ts'

/**
 * A story as the archive keeps it: some numbers, then id, title, the title's key, topics and the whole story, all as UTF-8.
 * What most questions ask of it is read without unpacking the story.
 */
export interface Card {
  readonly story: Story
  readonly topics: readonly string[]
  /** The title as `keyOf` has it. */
  readonly titleKey: string
  readonly idHash: number
  readonly titleHash: number
}

/** The places of the numbers after the first, which is the day: `20230814`, 0 when unknown. Lengths are of bytes. */
const ID_HASH = 1
const TITLE_HASH = 2
const ID = 3
const TITLE = 4
const KEY = 5
const TOPICS = 6
const NUMBERS = 7
const HEAD_BYTES = NUMBERS * 4

/** A UTF-16 unit takes at most three bytes as UTF-8. https://developer.mozilla.org/docs/Web/API/TextEncoder/encodeInto */
const MOST_BYTES = 3
const ENCODER = new TextEncoder()
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })

export function writeCard({ story, topics, titleKey, idHash, titleHash }: Card): Uint8Array {
  const texts = [story.id, story.title, titleKey, JSON.stringify(topics), JSON.stringify(story)]
  const units = texts.reduce((sum, text) => sum + text.length, 0)
  const record = new Uint8Array(HEAD_BYTES + units * MOST_BYTES)
  let end = HEAD_BYTES
  const lengths = texts.map(text => {
    const { written } = ENCODER.encodeInto(text, record.subarray(end))
    end += written
    return written
  })
  const head = new Int32Array(record.buffer, 0, NUMBERS)
  head.set([dayOf(story.date), idHash, titleHash, ...lengths.slice(0, -1)])
  return record.subarray(0, end)
}

function dayOf(date = ''): number {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? Number(date.replaceAll('-', '')) : 0
}

function numberAt({ numbers, from }: Record, nth: number): number {
  return numbers[from / 4 + nth] ?? 0
}

/** Where one of the texts begins, and where it ends. */
function textAt(record: Record, nth: number): readonly [number, number] {
  let start = record.from + HEAD_BYTES
  for (let before = ID; before < nth; before++) start += numberAt(record, before)
  return [start, nth === NUMBERS ? record.from + record.length : start + numberAt(record, nth)]
}

function text(record: Record, nth: number): string {
  return DECODER.decode(record.bytes.subarray(...textAt(record, nth)))
}

export function idOf(record: Record): string {
  return text(record, ID)
}

export function titleOf(record: Record): string {
  return text(record, TITLE)
}

export function topicsOf(record: Record): readonly string[] {
  const topics: readonly string[] = JSON.parse(text(record, TOPICS))
  return topics
}

export function hashesOf(record: Record): Pick<Card, 'idHash' | 'titleHash'> {
  return { idHash: numberAt(record, ID_HASH), titleHash: numberAt(record, TITLE_HASH) }
}

export function idIn(archive: Archive, slot: number): string {
  return idOf(recordOf(archive, slot))
}

export function titleIn(archive: Archive, slot: number): string {
  return titleOf(recordOf(archive, slot))
}

export function topicsIn(archive: Archive, slot: number): readonly string[] {
  return topicsOf(recordOf(archive, slot))
}

/** The story as it was kept, in objects of its own. */
export function storyIn(archive: Archive, slot: number): Story {
  const story: Story = JSON.parse(text(recordOf(archive, slot), NUMBERS))
  return story
}

/** Newest first: by date, unknown dates last, ties by id. The same whatever the order in which stories came. */
export function newestFirst(archive: Archive, a: number, b: number): number {
  if (a === b) return 0
  const [day, otherDay] = [orderOf(archive, a), orderOf(archive, b)]
  if (day !== otherDay) return otherDay - day
  const [one, other] = [recordOf(archive, a), recordOf(archive, b)]
  const [from, to] = textAt(one, ID)
  const [otherFrom, otherTo] = textAt(other, ID)
  for (let at = 0; at < Math.min(to - from, otherTo - otherFrom); at++) {
    const order = (one.bytes[from + at] ?? 0) - (other.bytes[otherFrom + at] ?? 0)
    if (order !== 0) return order
  }
  return to - from - (otherTo - otherFrom)
}

/** A text to look for among the bytes of many. */
export function bytesOf(text: string): Uint8Array {
  return ENCODER.encode(text)
}

export function hasId(archive: Archive, slot: number, id: Uint8Array): boolean {
  const record = recordOf(archive, slot)
  return isText(record, ID, id)
}

export function hasTitleKey(archive: Archive, slot: number, key: Uint8Array): boolean {
  return isText(recordOf(archive, slot), KEY, key)
}

export function titleKeyBegins(archive: Archive, slot: number, start: Uint8Array): boolean {
  const record = recordOf(archive, slot)
  const [from, to] = textAt(record, KEY)
  return to - from >= start.length && stands(record, from, start)
}

export function titleKeyHolds(archive: Archive, slot: number, phrase: Uint8Array): boolean {
  const record = recordOf(archive, slot)
  const [from, to] = textAt(record, KEY)
  for (let at = from; at <= to - phrase.length; at++) if (stands(record, at, phrase)) return true
  return false
}

/** Whether the slot has just this record. */
export function isRecord(archive: Archive, slot: number, other: Uint8Array): boolean {
  const record = recordOf(archive, slot)
  return record.length === other.length && stands(record, record.from, other)
}

function isText(record: Record, nth: number, bytes: Uint8Array): boolean {
  const [from, to] = textAt(record, nth)
  return to - from === bytes.length && stands(record, from, bytes)
}

function stands({ bytes }: Record, from: number, wanted: Uint8Array): boolean {
  for (let at = 0; at < wanted.length; at++) if (bytes[from + at] !== wanted[at]) return false
  return true
}
