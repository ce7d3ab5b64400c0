import { createHash } from 'node:crypto'

/** Milliseconds since 1970 in so many digits of base 36: enough until the year 5188. */
const TIME_DIGITS = 9
const LENGTH = 22

/**
 * The key of one part of an answer: 22 characters that tell nothing about who asked what, because on Slack a whole workspace
 * can read it, and short enough for Discord's nonce (25). `at`, in milliseconds since 1970, goes first: keys that are made one
 * after the other stand side by side in every index of the store, and a commit touches few pages of it.
 */
export function stepKey(ask: string, part: string, at: number): string {
  const time = Math.max(0, Math.floor(at)).toString(36).padStart(TIME_DIGITS, '0').slice(-TIME_DIGITS)
  const hash = createHash('sha256').update(`${ask}\n${part}`).digest('base64url')
  return (time + hash).slice(0, LENGTH)
}
