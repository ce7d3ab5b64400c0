import { type Json, text } from '../json.ts'

/** Undefined where something else stands. */
export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** An address that a reader can be sent to; undefined for anything but the web. */
export function webAddress(value: unknown): string | undefined {
  const address = text(value)
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : undefined
}

/** The number that says what kind of part this is; 0 where none stands. */
export function typeOf(part: Json): number {
  return number(part.type) ?? 0
}
