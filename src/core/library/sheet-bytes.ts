import type { Record } from './archive.ts'
import { hashesOf, idOf, titleOf, topicsOf } from './card.ts'
import type { Sheet } from './sheet.ts'

/**
 * A sheet on its way from one thread to another: four lengths, the addresses, the record, the words of the title and those of
 * the body. Nothing is copied where it arrives.
 */
const HEAD = 4
const NUMBER = 4
const UNIT = 2

/** Bytes that the sheet takes: a multiple of four. */
export function roomFor({ record, addresses, titleWords, bodyWords }: Sheet): number {
  const numbers = (HEAD + addresses.length) * NUMBER
  return whole(numbers + whole(record.length) + (titleWords.length + bodyWords.length) * UNIT)
}

/** `at` is a multiple of four. */
export function writeSheet({ record, addresses, titleWords, bodyWords }: Sheet, into: ArrayBuffer, at: number): void {
  const numbers = new Int32Array(into, at, HEAD + addresses.length)
  numbers.set([record.length, addresses.length, titleWords.length, bodyWords.length])
  numbers.set(addresses, HEAD)
  const from = at + numbers.byteLength
  new Uint8Array(into, from, record.length).set(record)
  const words = new Uint16Array(into, from + whole(record.length), titleWords.length + bodyWords.length)
  words.set(titleWords)
  words.set(bodyWords, titleWords.length)
}

/** Valid as long as the bytes are not written anew. */
export function readSheet(bytes: ArrayBuffer, at: number): Sheet {
  const [length = 0, count = 0, titleUnits = 0, bodyUnits = 0] = new Int32Array(bytes, at, HEAD)
  const addresses = new Int32Array(bytes, at + HEAD * NUMBER, count)
  const from = at + (HEAD + count) * NUMBER
  const record: Record = { bytes: new Uint8Array(bytes), numbers: new Int32Array(bytes), from, length }
  const words = from + whole(length)
  return {
    id: idOf(record),
    title: titleOf(record),
    record: record.bytes.subarray(from, from + length),
    topics: topicsOf(record),
    ...hashesOf(record),
    addresses,
    titleWords: new Uint16Array(bytes, words, titleUnits),
    bodyWords: new Uint16Array(bytes, words + titleUnits * UNIT, bodyUnits),
  }
}

function whole(bytes: number): number {
  return Math.ceil(bytes / NUMBER) * NUMBER
}
