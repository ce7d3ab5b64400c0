import type { Server } from 'node:http'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { Weather } from '../weather.ts'
import { app, secret } from './identity.ts'
import { isJson, type Json, parseJson } from './json.ts'
import { eventRetryDelaysMs, limits, patienceMs as slackPatienceMs } from './limits.ts'

export interface Envelope {
  readonly type: 'slash_commands' | 'interactive' | 'events_api'
  readonly payload: Json
  readonly acceptsResponse: boolean
}

/** How a delivery went. `sent` is false when no socket was there to take it. */
export interface Delivery {
  readonly sent: boolean
  readonly acknowledged: boolean
  readonly afterMs: number
  /** What came with the acknowledgement. */
  readonly response?: unknown
}

export interface SocketMode {
  /** A one-time address for one connection. */
  readonly invite: (origin: string) => string
  /** To one of the connections, in turn. */
  readonly deliver: (envelope: Envelope) => Promise<Delivery>
  /** As `deliver`, and again on Slack's schedule until it is acknowledged; resolves with the first try. */
  readonly deliverEvent: (payload: Json) => Promise<Delivery>
  readonly disconnect: (announced: boolean) => void
  readonly live: () => number
  readonly onLive: (told: () => void) => () => void
  readonly close: () => Promise<void>
}

interface Retry {
  readonly attempt: number
  readonly reason: string
}

/** How long an announced connection is left open for what is still on its way. */
const farewellMs = 10_000
const goodbyeMs = 100
const pingEveryMs = 10_000

/** https://docs.slack.dev/apis/events-api/using-socket-mode */
export function openSocketMode(
  server: Server,
  options: { readonly weather: Weather; readonly patienceMs: number },
): SocketMode {
  const tickets = new Set<string>()
  const live: WebSocket[] = []
  const all = new Set<WebSocket>()
  const timers = new Set<NodeJS.Timeout>()
  const pending = new Map<string, (response: unknown) => void>()
  const listeners = new Set<() => void>()
  const sockets = new WebSocketServer({ noServer: true })
  const waiting = new Set<() => void>()
  let turn = 0
  let closed = false

  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const ticket = url.searchParams.get('ticket') ?? ''
    if (closed || url.pathname !== '/link/' || !tickets.delete(ticket) || all.size >= limits.socketMode.connections) {
      socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, greet)
  })

  function greet(socket: WebSocket): void {
    all.add(socket)
    live.push(socket)
    const pings = setInterval(() => socket.ping(), pingEveryMs)
    socket.on('close', () => {
      clearInterval(pings)
      all.delete(socket)
      retire(socket)
    })
    // A peer that vanishes is an ordinary event here; the close that follows is handled above.
    socket.on('error', () => {})
    socket.on('message', data => {
      const heard = parseJson(rawText(data))
      if (!isJson(heard) || typeof heard.envelope_id !== 'string') return
      pending.get(heard.envelope_id)?.(heard.payload)
    })
    socket.ping()
    const debug_info = { host: 'applink-emulated', build_number: 1, approximate_connection_time: 18_060 }
    const hello = { type: 'hello', num_connections: live.length, debug_info, connection_info: { app_id: app.id } }
    socket.send(JSON.stringify(hello), () => {
      for (const told of listeners) told()
    })
  }

  function retire(socket: WebSocket): void {
    const at = live.indexOf(socket)
    if (at >= 0) live.splice(at, 1)
  }

  function later(ms: number, act: () => void): () => void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, ms)
    timers.add(timer)
    return () => {
      clearTimeout(timer)
      timers.delete(timer)
    }
  }

  function send(envelope: Envelope, retry: Retry, answered: (response: unknown) => void): string | undefined {
    turn += 1
    const socket = live[turn % live.length]
    if (!socket) return undefined
    const envelope_id = `${secret(8)}-${secret(4)}-${secret(4)}-${secret(4)}-${secret(12)}`.toLowerCase()
    pending.set(envelope_id, answered)
    const again = envelope.type === 'events_api' && { retry_attempt: retry.attempt, retry_reason: retry.reason }
    const { type, payload, acceptsResponse } = envelope
    socket.send(JSON.stringify({ envelope_id, payload, type, accepts_response_payload: acceptsResponse, ...again }))
    return envelope_id
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
    invite(origin) {
      const ticket = secret(24)
      tickets.add(ticket)
      return `${origin.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${app.id}`
    },
    deliver: envelope => attempt(envelope, { attempt: 0, reason: '' }),
    async deliverEvent(payload) {
      const envelope = { type: 'events_api', payload, acceptsResponse: false } as const
      const first = await attempt(envelope, { attempt: 0, reason: '' })
      void insist(envelope, first, 0)
      return first
    },
    disconnect(announced) {
      for (const socket of live.splice(0)) {
        if (!announced) {
          socket.terminate()
          continue
        }
        socket.send(
          JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'applink-emulated' } }),
        )
        later(farewellMs, () => socket.terminate())
      }
    },
    live: () => live.length,
    onLive(told) {
      listeners.add(told)
      return () => {
        listeners.delete(told)
      }
    },
    async close() {
      closed = true
      for (const giveUp of waiting) giveUp()
      for (const timer of timers) clearTimeout(timer)
      await Promise.all([...all].map(partFrom))
      sockets.close()
    },
  }
}

/** A polite goodbye, and a firm one for a peer that does not answer. */
function partFrom(socket: WebSocket): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => socket.terminate(), goodbyeMs)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.close(1001)
  })
}

function rawText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString()
  return data instanceof ArrayBuffer ? Buffer.from(data).toString() : data.toString()
}
