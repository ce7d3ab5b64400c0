import { createHash } from 'node:crypto'

/**
 * The key of one part of an answer: 22 characters that tell nothing about who asked what, because on Slack a whole workspace
 * can read it, and short enough for Discord's nonce (25).
 */
export function stepKey(ask: string, part: string): string {
  return createHash('sha256').update(`${ask}\n${part}`).digest('base64url').slice(0, 22)
}
