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

/** Bytes of sheets, seen in each way that they are read. */
export interface SheetBytes {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly numbers: Int32Array<ArrayBuffer>
  readonly units: Uint16Array<ArrayBuffer>
}

export function sheetBytes(bytes: ArrayBuffer): SheetBytes {
  return { bytes: new Uint8Array(bytes), numbers: new Int32Array(bytes), units: new Uint16Array(bytes) }
}

/** Valid as long as the bytes are not written anew. */
export function readSheet({ bytes, numbers, units }: SheetBytes, at: number): Sheet {
  const head = at / NUMBER
  const [length, count] = [numbers[head] ?? 0, numbers[head + 1] ?? 0]
  const from = at + (HEAD + count) * NUMBER
  const record: Record = { bytes, numbers, from, length }
  const title = (from + whole(length)) / UNIT
  const body = title + (numbers[head + 2] ?? 0)
  return {
    id: idOf(record),
    title: titleOf(record),
    record: bytes.subarray(from, from + length),
    topics: topicsOf(record),
    ...hashesOf(record),
    addresses: numbers.subarray(head + HEAD, head + HEAD + count),
    titleWords: units.subarray(title, body),
    bodyWords: units.subarray(body, body + (numbers[head + 3] ?? 0)),
  }
}

function whole(bytes: number): number {
  return Math.ceil(bytes / NUMBER) * NUMBER
}
