import { readInline } from './inline.ts'
import type { Report } from './lines.ts'

/** `[Name](https://…) {LR: 3 CP: 5}`, the address and the rating optional. */
export interface Bracketed {
  readonly name: string
  readonly url?: string
  readonly rating?: string
  /** Where the text behind it begins. */
  readonly end: number
}

/** Reads a bracketed name that begins at `at`; nothing when there is none or it is not closed. */
export function readBracketed(raw: string, at: number, line: number, report: Report): Bracketed | undefined {
  const close = closing(raw, at, '[', ']')
  if (close === -1) return undefined
  const name = readInline(raw.slice(at + 1, close)).text.trim()
  if (name === '') return undefined
  const end = closing(raw, close + 1, '(', ')')
  if (end === -1) return { name, ...ratingAt(raw, close + 1) }
  const url = readInline(raw.slice(close + 2, end)).text.trim()
  if (!isWebAddress(url)) {
    const why = /^https?:\/\//i.test(url)
      ? 'which is no whole address: it has a space in it, or no host'
      : 'and only http and https can be linked'
    report(line, `The address of "${name}" is "${url.slice(0, 80)}", ${why}. Correct it, or leave it out: [${name}].`)
    return { name, ...ratingAt(raw, end + 1) }
  }
  return { name, url, ...ratingAt(raw, end + 1) }
}

/** The rating in braces behind an outlet, and where the text behind both begins. */
function ratingAt(raw: string, at: number): { readonly rating?: string; readonly end: number } {
  const open = raw.charAt(at) === ' ' ? at + 1 : at
  const close = closing(raw, open, '{', '}')
  const rating = close === -1 ? '' : readInline(raw.slice(open + 1, close)).text.trim()
  return rating === '' ? { end: at } : { rating, end: close + 1 }
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)
}

/** The index of the sign that closes the one at `at`; -1 when there is none. */
function closing(raw: string, at: number, open: string, close: string): number {
  if (raw.charAt(at) !== open) return -1
  let depth = 0
  for (let index = at; index < raw.length; index++) {
    const sign = raw.charAt(index)
    if (sign === '\\') index += 1
    else if (sign === open) depth += 1
    else if (sign === close) depth -= 1
    if (depth === 0) return index
  }
  return -1
}
