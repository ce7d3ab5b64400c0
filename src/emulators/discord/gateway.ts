import type { Server } from 'node:http'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { guildCreate } from './guild-create.ts'
import { userJson } from './guild-json.ts'
import { INTENT, KNOWN, PRIVILEGED } from './intents.ts'
import { isJson, type Json, json, number, text } from './json.ts'
import { RATE } from './limits.ts'
import { canReplay, dispatchTo, OP, openSession, RESUMABLE_MS, replay, type Session, tell } from './session.ts'
import { changed, type State } from './state.ts'

const HEARTBEAT_MS = 41_250
/** After a `reconnect`, a client that stays is closed. */
const GRACE_MS = 1000
const PATH = '/gateway'

/** Builds what a session is told of an event; undefined where its intents do not cover it. */
export type Telling = (intents: number) => Json | undefined

/** The WebSocket side: sessions of the bot, and what they are told. */
export interface Gateway {
  readonly dispatch: (event: string, telling: Telling) => void
  /** Whether a session can receive events now. */
  readonly connected: () => boolean
  /** Whether a connected session has intents that suit. */
  readonly hearing: (suits: (intents: number) => boolean) => boolean
  /** Cuts every socket, after an op 7 when `announced`. */
  readonly disconnect: (announced: boolean) => void
  /** Ends every session: the next resume is refused with op 9. */
  readonly forget: () => void
  readonly identifiesLeft: () => number
  readonly close: () => void
}

interface Options {
  readonly state: State
  readonly server: Server
  readonly url: () => string
  /** Privileged intents that are switched on for the application. */
  readonly privileged: number
}

export function openGateway(options: Options): Gateway {
  const { state } = options
  const sessions = new Map<string, Session>()
  const sockets = new WebSocketServer({ noServer: true })
  let identifies = 0
  options.server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'ws://localhost')
    if (!url.pathname.startsWith(PATH)) socket.destroy()
    else sockets.handleUpgrade(request, socket, head, client => welcome(client, url.searchParams))
  })

  function welcome(socket: WebSocket, asked: URLSearchParams): void {
    if ((asked.get('v') ?? '10') !== '10') socket.close(4012, 'Invalid API version')
    if ((asked.get('encoding') ?? 'json') !== 'json') socket.close(4002, 'Error while decoding payload.')
    // A client that asks for a compressed stream cannot read a plain one.
    if (asked.has('compress')) socket.close(4002, 'This gateway does not compress.')
    if (socket.readyState !== socket.OPEN) return
    const alive = setTimeout(() => socket.close(4009, 'Session timed out.'), HEARTBEAT_MS * 2)
    let session: Session | undefined
    socket.on('error', () => socket.terminate())
    socket.on('close', code => {
      clearTimeout(alive)
      if (!session || session.socket !== socket) return
      session.socket = undefined
      session.awaySince = state.now()
      // A client that says goodbye itself cannot come back to its session.
      if (code === 1000 || code === 1001) sessions.delete(session.id)
      changed(state)
    })
    socket.on('message', raw => {
      const packet = parse(raw)
      if (!packet) return socket.close(4002, 'Error while decoding payload.')
      alive.refresh()
      const d = json(packet.d)
      switch (packet.op) {
        case OP.heartbeat:
          return tell(socket, { op: OP.heartbeatAck })
        case OP.identify:
          if (session) return socket.close(4005, 'Already authenticated.')
          session = identify(socket, d)
          return
        case OP.resume:
          if (session) return socket.close(4005, 'Already authenticated.')
          session = resume(socket, d)
          return
        case OP.presence:
        case OP.voice:
        case OP.requestMembers:
          if (!session) socket.close(4003, 'Not authenticated.')
          return
        default:
          return socket.close(4001, 'Unknown opcode.')
      }
    })
    tell(socket, { op: OP.hello, d: { heartbeat_interval: HEARTBEAT_MS }, s: null, t: null })
  }

  function identify(socket: WebSocket, d: Json): Session | undefined {
    const intents = number(d.intents)
    if (bare(d.token) !== state.token) return refuse(socket, 4004, 'Authentication failed.')
    if (typeof d.intents !== 'number' || intents & ~KNOWN) return refuse(socket, 4013, 'Invalid intent(s).')
    if (intents & PRIVILEGED & ~options.privileged) return refuse(socket, 4014, 'Disallowed intent(s).')
    if (!isJson(d.properties)) return refuse(socket, 4002, 'Error while decoding payload.')
    identifies += 1
    for (const [id, old] of sessions) {
      if (!old.socket && state.now() - old.awaySince > RESUMABLE_MS) sessions.delete(id)
    }
    const session = openSession(state.id(), intents, socket)
    sessions.set(session.id, session)
    const guilds = state.installed ? [{ id: state.guild, unavailable: true }] : []
    dispatchTo(session, 'READY', {
      v: 10,
      user: { ...userJson(state.bot), mfa_enabled: false, verified: true, email: null },
      guilds,
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: options.url(),
      ...(Array.isArray(d.shard) && { shard: d.shard }),
      application: { id: state.bot.id, flags: 0 },
      relationships: [],
      private_channels: [],
    })
    if (state.installed && !state.unavailable && intents & INTENT.guilds) {
      dispatchTo(session, 'GUILD_CREATE', guildCreate(state))
    }
    changed(state)
    return session
  }

  function resume(socket: WebSocket, d: Json): Session | undefined {
    if (bare(d.token) !== state.token) return refuse(socket, 4004, 'Authentication failed.')
    const session = sessions.get(text(d.session_id))
    const seq = number(d.seq)
    if (!session || !canReplay(session, seq)) {
      tell(socket, { op: OP.invalidSession, d: false })
      return undefined
    }
    if (seq > session.seq) return refuse(socket, 4007, 'Invalid `seq` sent.')
    session.socket?.terminate()
    replay(session, socket, seq)
    changed(state)
    return session
  }

  return {
    dispatch(event, telling) {
      for (const session of sessions.values()) {
        const told = telling(session.intents)
        if (told) dispatchTo(session, event, told)
      }
    },
    connected: () => [...sessions.values()].some(session => session.socket !== undefined),
    hearing: suits => [...sessions.values()].some(session => session.socket !== undefined && suits(session.intents)),
    disconnect(announced) {
      for (const socket of sockets.clients) {
        if (!announced) {
          socket.terminate()
          continue
        }
        tell(socket, { op: OP.reconnect, d: null })
        setTimeout(() => socket.close(4000), GRACE_MS).unref()
      }
    },
    forget: () => sessions.clear(),
    identifiesLeft: () => Math.max(0, RATE.identifiesPerDay - identifies),
    close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

function refuse(socket: WebSocket, code: number, why: string): undefined {
  socket.close(code, why)
  return undefined
}

function bare(token: unknown): string {
  return text(token).replace(/^Bot /, '')
}

function parse(raw: RawData): Json | undefined {
  try {
    const packet: unknown = JSON.parse(Buffer.isBuffer(raw) ? raw.toString() : '')
    return isJson(packet) ? packet : undefined
  } catch {
    return undefined
  }
}
