import { isUtf8 } from 'node:buffer'

export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'invalid'; readonly line: number; readonly message: string }

const NEW_LINE = 0x0a
const ADVICE = 'Save the file as UTF-8.'
/** Bytes that are tried together while the first wrong one is looked for. */
const STEP = 4_096

/**
 * The text in the bytes, without a byte order mark; or the place of the first byte that is not UTF-8 text (line from 1,
 * offset from 0).
 */
export function decode(bytes: Buffer): Decoded {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { kind: 'invalid', line: 1, message: `This file is UTF-16 (it begins with that byte order mark). ${ADVICE}` }
  }
  const zero = bytes.indexOf(0)
  if (zero !== -1) {
    const message = `The byte at offset ${zero} is 0, so this is a picture, an archive or UTF-16, but no UTF-8 text. ${ADVICE}`
    return { kind: 'invalid', line: linesBefore(bytes, zero) + 1, message }
  }
  if (isUtf8(bytes)) return { kind: 'text', text: new TextDecoder('utf-8').decode(bytes) }
  const { line, offset } = firstInvalid(bytes)
  const value = (bytes[offset] ?? 0).toString(16).padStart(2, '0')
  return { kind: 'invalid', line, message: `The byte 0x${value} at offset ${offset} is not UTF-8. ${ADVICE}` }
}

/** A line feed is never part of another character, so lines can be tried one by one. */
function firstInvalid(bytes: Buffer): { line: number; offset: number } {
  let start = 0
  for (let line = 1; start < bytes.length; line++) {
    const feed = bytes.indexOf(NEW_LINE, start)
    const end = feed < 0 ? bytes.length : feed + 1
    if (!isUtf8(bytes.subarray(start, end))) return { line, offset: invalidIn(bytes, start, end) }
    start = end
  }
  return { line: 1, offset: 0 }
}

function linesBefore(bytes: Buffer, end: number): number {
  let count = 0
  for (let at = bytes.indexOf(NEW_LINE); at !== -1 && at < end; at = bytes.indexOf(NEW_LINE, at + 1)) count++
  return count
}

function invalidIn(bytes: Buffer, start: number, end: number): number {
  let at = start
  for (let next = nextStep(bytes, at, end); isUtf8(bytes.subarray(at, next)); next = nextStep(bytes, at, end)) {
    if (next === end) return start
    at = next
  }
  while (at < end) {
    const next = at + widthOf(bytes[at] ?? 0)
    if (next > end || !isUtf8(bytes.subarray(at, next))) return at
    at = next
  }
  return start
}

/** Where the next step ends: never within a character, which has at most three bytes after its first. */
function nextStep(bytes: Buffer, from: number, end: number): number {
  let next = Math.min(from + STEP, end)
  for (let back = 0; back < 3 && next < end && ((bytes[next] ?? 0) & 0xc0) === 0x80; back++) next -= 1
  return next
}

/** How many bytes the character has that begins with this one. https://www.rfc-editor.org/rfc/rfc3629#section-3 */
function widthOf(lead: number): number {
  if (lead < 0xc0) return 1
  if (lead < 0xe0) return 2
  return lead < 0xf0 ? 3 : 4
}
