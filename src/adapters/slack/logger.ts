import { LogLevel } from '@slack/bolt'
import type { AdapterLog } from '../adapter.ts'

/** The SDK's words in our log: warnings and errors only, because its debug lines hold response_urls; addresses and tokens are struck out. */
export function slackLogger(log: AdapterLog) {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...words: readonly unknown[]) => log.warn(`Slack SDK: ${redact(words)}`),
    error: (...words: readonly unknown[]) => log.error(`Slack SDK: ${redact(words)}`),
    setLevel: () => undefined,
    setName: () => undefined,
    getLevel: () => LogLevel.WARN,
  }
}

const SECRET = /xox[a-z]-[\w-]+|xapp-[\w-]+|(?:https?|wss?):\/\/\S+/gu

function redact(words: readonly unknown[]): string {
  return words
    .map(word => (word instanceof Error ? word.message : String(word)))
    .join(' ')
    .replace(SECRET, '…')
}
