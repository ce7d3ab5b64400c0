import type { Server } from 'node:http'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { app, secret } from './identity.ts'
import { isJson, type Json, parseJson } from './json.ts'
import { limits } from './limits.ts'

/** The bot's WebSockets. */
export interface Connections {
  /** A one-time address for one connection. */
  readonly invite: (origin: string) => string
  /** To one of the connections, in turn; false when there is none. */
  readonly send: (frame: Json) => boolean
  /** Cuts every connection off, or announces that it will be. Nothing new is sent to an announced one. */
  readonly disconnect: (announced: boolean) => void
  readonly live: () => number
  /** Told of each new connection; returns a function that stops. */
  readonly onLive: (told: () => void) => () => void
  readonly close: () => Promise<void>
}

/** How long an announced connection is left open for what is still on its way. */
const farewellMs = 10_000
const goodbyeMs = 100
const pingEveryMs = 10_000
const debugInfo = { host: 'applink-emulated', build_number: 1, approximate_connection_time: 18_060 }

/** Takes the server's upgrades on `/link/`; `heard` is handed everything that the bot sends. */
export function openConnections(server: Server, heard: (frame: Json) => void): Connections {
  const tickets = new Set<string>()
  const live: WebSocket[] = []
  const all = new Set<WebSocket>()
  const farewells = new Set<NodeJS.Timeout>()
  const listeners = new Set<() => void>()
  const sockets = new WebSocketServer({ noServer: true })
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
      const at = live.indexOf(socket)
      if (at >= 0) live.splice(at, 1)
      for (const told of listeners) told()
    })
    // A peer that vanishes is an ordinary event here; the close that follows is handled above.
    socket.on('error', () => {})
    socket.on('message', data => {
      const frame = parseJson(rawText(data))
      if (isJson(frame)) heard(frame)
    })
    socket.ping()
    const connection_info = { app_id: app.id }
    const hello = { type: 'hello', num_connections: live.length, debug_info: debugInfo, connection_info }
    socket.send(JSON.stringify(hello), () => {
      for (const told of listeners) told()
    })
  }

  /** Without those that said goodbye already. */
  function open(): readonly WebSocket[] {
    return live.filter(socket => socket.readyState === socket.OPEN)
  }

  return {
    invite(origin) {
      const ticket = secret(24)
      tickets.add(ticket)
      return `${origin.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${app.id}`
    },
    send(frame) {
      turn += 1
      const socket = open()[turn % open().length]
      socket?.send(JSON.stringify(frame))
      return socket !== undefined
    },
    disconnect(announced) {
      const notice = { type: 'disconnect', reason: 'refresh_requested', debug_info: debugInfo }
      for (const socket of live.splice(0)) {
        if (announced) {
          socket.send(JSON.stringify(notice))
          farewells.add(setTimeout(() => socket.terminate(), farewellMs))
        } else socket.terminate()
      }
    },
    live: () => open().length,
    onLive(told) {
      listeners.add(told)
      return () => {
        listeners.delete(told)
      }
    },
    async close() {
      closed = true
      for (const timer of farewells) clearTimeout(timer)
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
