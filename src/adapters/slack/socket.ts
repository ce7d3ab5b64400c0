import { SocketModeReceiver } from '@slack/bolt'
import type { FetchFunction } from '@slack/web-api'
import type { AdapterLog } from '../adapter.ts'
import { AdapterError } from '../adapter.ts'
import { slackLogger, watchOutage } from './logger.ts'
import { refusalOf, requestRefusal } from './refusal.ts'

export interface SocketOptions {
  readonly appToken: string
  /** Ends with a slash: `https://slack.com/api/`. */
  readonly apiUrl: string
  readonly log: AdapterLog
  /** Aborted when the socket is to be closed for good. */
  readonly stop: AbortSignal
  /** Hears that the socket cannot be opened again. */
  readonly lost: (error: AdapterError) => void
}

/** Also the time that the SDK stays without a socket when Slack refreshes it; its own 5 s is longer than a person's 3 s. */
const PING_TIMEOUT_MS = 1_500
const CALL_TIMEOUT_MS = 10_000
const RETRIES = { forever: true, minTimeout: 500, maxTimeout: 30_000, factor: 2, randomize: true }

/** Of its rate limits the SDK tells by itself. https://docs.slack.dev/apis/web-api/rate-limits */
const RATE_LIMITED = 429

const AWAY = 'Slack is away; connecting again.'
const SOCKET_REMEDY =
  'The socket needs SLACK_APP_TOKEN: an app-level token of the same app with the scope connections:write, and Socket Mode switched on. Both are under https://api.slack.com/apps.'

/**
 * Bolt's receiver over a socket that is opened again whenever it was lost, and stays closed once it was stopped. The log has its
 * coming, and of its going each thing once until it is back.
 */
export function socketReceiver({ appToken, apiUrl, log, stop, lost }: SocketOptions): SocketModeReceiver {
  const told = untilStopped(log, stop)
  const outage = watchOutage()
  const receiver = new SocketModeReceiver({
    appToken,
    logger: slackLogger(told, outage),
    clientPingTimeout: PING_TIMEOUT_MS,
    installerOptions: {
      clientOptions: {
        slackApiUrl: apiUrl,
        timeout: CALL_TIMEOUT_MS,
        retryConfig: RETRIES,
        fetch: fetchUntil(stop, reason => {
          if (outage.isNews(reason)) told.warn('Slack is out of reach; trying again.', { reason })
        }),
      },
    },
  })
  const { client } = receiver
  const start = client.start.bind(client)
  const stopped = new Promise<{ readonly ok: false }>(resolve => {
    stop.addEventListener('abort', () => resolve({ ok: false }), { once: true })
  })
  let opened = false
  client.on('connected', () => {
    opened = true
    outage.over()
    told.info('Slack’s socket is open.')
  })
  client.on('reconnecting', () => {
    if (outage.isNews(AWAY)) told.warn(AWAY)
  })
  // When the SDK opens the socket again nobody hears that this is rejected, which would end the process: it does so when it is
  // stopped meanwhile, and when Slack refuses.
  client.start = () => {
    const started = start().catch((error: unknown) => {
      if (stop.aborted) return stopped
      const refused = new AdapterError(`${refusalOf(error).reason} ${SOCKET_REMEDY}`, { cause: error })
      if (!opened) throw refused
      lost(refused)
      return stopped
    })
    return Promise.race([started, stopped])
  }
  // It was asking Slack for an address when it was stopped, and would open a socket with the answer now.
  client.on('connecting', () => {
    if (stop.aborted) delete client.websocket
  })
  return receiver
}

/**
 * Once it is stopped it answers no more: the SDK would try again for ever, or open a socket with the answer. `failed` hears why a
 * try brought nothing, of which the SDK says nothing at all where there was an answer.
 */
function fetchUntil(stop: AbortSignal, failed: (reason: string) => void): FetchFunction {
  return (url, init) => {
    const signal = AbortSignal.any([stop, ...(init?.signal === undefined ? [] : [init.signal])])
    return new Promise((resolve, reject) => {
      const unless = <Given>(settle: (given: Given) => void) => {
        return (given: Given) => {
          if (!stop.aborted) settle(given)
        }
      }
      const answered = (response: Response) => {
        if (!response.ok && response.status !== RATE_LIMITED) failed(`Slack answered with HTTP ${response.status}.`)
        resolve(response)
      }
      const unanswered = (error: unknown) => {
        failed(requestRefusal(error).reason)
        reject(error)
      }
      fetch(url, { ...init, signal }).then(unless(answered), unless(unanswered))
    })
  }
}

/** What becomes of a socket that is given up is no news. */
function untilStopped(log: AdapterLog, stop: AbortSignal): AdapterLog {
  return {
    info: (...words) => (stop.aborted ? undefined : log.info(...words)),
    warn: (...words) => (stop.aborted ? undefined : log.warn(...words)),
    error: (...words) => (stop.aborted ? undefined : log.error(...words)),
  }
}
