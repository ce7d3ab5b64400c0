import type { Server } from 'node:http'
import type { Weather } from '../weather.ts'
import { type Connections, openConnections } from './connection.ts'
import { secret } from './identity.ts'
import { type Json, textOf } from './json.ts'
import { eventRetryDelaysMs, patienceMs as slackPatienceMs } from './limits.ts'

interface Envelope {
  readonly type: 'slash_commands' | 'interactive' | 'events_api'
  readonly payload: Json
  readonly acceptsResponse: boolean
}

/** How a delivery went. `sent` is false when no connection was there to take it. */
export interface Delivery {
  readonly sent: boolean
  readonly acknowledged: boolean
  readonly afterMs: number
  /** What came with the acknowledgement. */
  readonly response?: unknown
}

export interface SocketMode extends Omit<Connections, 'send'> {
  readonly deliver: (envelope: Envelope) => Promise<Delivery>
  /** As `deliver`, and again on Slack's schedule until it is acknowledged; resolves with the first try. */
  readonly deliverEvent: (payload: Json) => Promise<Delivery>
}

interface Retry {
  readonly attempt: number
  readonly reason: string
}

const firstTry: Retry = { attempt: 0, reason: '' }

/** https://docs.slack.dev/apis/events-api/using-socket-mode */
export function openSocketMode(
  server: Server,
  options: { readonly weather: Weather; readonly patienceMs: number },
): SocketMode {
  /** By envelope id: what an acknowledgement brings about. */
  const pending = new Map<string, (response: unknown) => void>()
  const timers = new Set<NodeJS.Timeout>()
  const waiting = new Set<() => void>()
  const connections = openConnections(server, frame => pending.get(textOf(frame.envelope_id))?.(frame.payload))
  let closed = false

  function later(ms: number, act: () => void): () => void {
    const stop = (): void => {
      clearTimeout(timer)
      timers.delete(timer)
    }
    const timer = setTimeout(() => {
      stop()
      act()
    }, ms)
    timers.add(timer)
    return stop
  }

  /** Returns the envelope's id, or undefined when there was nobody to take it. */
  function send(envelope: Envelope, retry: Retry, answered: (response: unknown) => void): string | undefined {
    const envelope_id = [8, 4, 4, 4, 12].map(length => secret(length).toLowerCase()).join('-')
    const { type, payload, acceptsResponse } = envelope
    const again = type === 'events_api' && { retry_attempt: retry.attempt, retry_reason: retry.reason }
    pending.set(envelope_id, answered)
    if (connections.send({ envelope_id, payload, type, accepts_response_payload: acceptsResponse, ...again })) {
      return envelope_id
    }
    pending.delete(envelope_id)
    return undefined
  }

  function attempt(envelope: Envelope, retry: Retry): Promise<Delivery> {
    const start = performance.now()
    const since = (): number => performance.now() - start
    return new Promise(resolve => {
      const ids: string[] = []
      const finish = (delivery: Delivery): void => {
        stop()
        waiting.delete(giveUp)
        for (const id of ids) pending.delete(id)
        resolve(delivery)
      }
      const answered = (response: unknown): void =>
        finish({ sent: true, acknowledged: true, afterMs: since(), ...(response === undefined ? {} : { response }) })
      const giveUp = (): void => finish({ sent: true, acknowledged: false, afterMs: since() })
      const stop = later(options.patienceMs, giveUp)
      waiting.add(giveUp)
      const id = send(envelope, retry, answered)
      if (id === undefined) return finish({ sent: false, acknowledged: false, afterMs: since() })
      ids.push(id)
      if (!options.weather.duplicates()) return
      const copy = send(envelope, { attempt: retry.attempt + 1, reason: 'timeout' }, answered)
      if (copy !== undefined) ids.push(copy)
    })
  }

  async function insist(envelope: Envelope, last: Delivery, tries: number): Promise<void> {
    const wait = eventRetryDelaysMs[tries]
    if (last.acknowledged || wait === undefined || closed) return
    const scaled = (wait * options.patienceMs) / slackPatienceMs
    await new Promise<void>(resolve => later(scaled, resolve))
    const reason = last.sent ? 'timeout' : 'connection_failed'
    return insist(envelope, await attempt(envelope, { attempt: tries + 1, reason }), tries + 1)
  }

  return {
    ...connections,
    deliver: envelope => attempt(envelope, firstTry),
    async deliverEvent(payload) {
      const envelope = { type: 'events_api', payload, acceptsResponse: false } as const
      const first = await attempt(envelope, firstTry)
      void insist(envelope, first, 0)
      return first
    },
    async close() {
      closed = true
      for (const giveUp of waiting) giveUp()
      for (const timer of timers) clearTimeout(timer)
      await connections.close()
    },
  }
}
