import { LogLevel } from '@slack/bolt'
import type { FetchFunction } from '@slack/web-api'
import type { AdapterLog } from '../adapter.ts'

/** What was said since Slack was last there: of an outage each thing is said once, however often it is tried to get through. */
export interface Outage {
  /** True the first time; numbers, which differ from try to try, do not count. */
  isNews(said: string): boolean
  /** Slack is there, and the next outage is another one. */
  over(): void
}

export function watchOutage(): Outage {
  const told = new Set<string>()
  return {
    isNews(said) {
      const line = said.replace(/\d+/gu, '#')
      const isNews = !told.has(line)
      told.add(line)
      return isNews
    },
    over: () => told.clear(),
  }
}

/** A client's way to Slack, on which an answer ends the outage; of an answer that something before Slack gave nobody knows. */
export function noticing(outage: Outage): FetchFunction {
  return async (url, init) => {
    const response = await fetch(url, init)
    if (response.status < SERVER_ERROR) outage.over()
    return response
  }
}

const SERVER_ERROR = 500

/** What the SDK says at each try to reach Slack; a line that it words anew one day is said each time again, and never hidden. */
const TRY =
  /^(?:http request failed|Failed to retrieve a new WSS URL|apps\.connections\.open did not return|WebSocket error|A p[io]ng wasn't received|Peer did not complete)/u

/**
 * The SDK's words in our log: warnings and errors only, because its debug lines hold response_urls; addresses and tokens are struck
 * out, and what it says at each try stands there once for an outage.
 */
export function slackLogger(log: AdapterLog, outage?: Outage) {
  const pass = (words: readonly unknown[], tell: (line: string) => void) => {
    const line = redact(words)
    if (outage === undefined || !TRY.test(line) || outage.isNews(line)) tell(`Slack SDK: ${line}`)
  }
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...words: readonly unknown[]) => pass(words, line => log.warn(line)),
    error: (...words: readonly unknown[]) => pass(words, line => log.error(line)),
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
