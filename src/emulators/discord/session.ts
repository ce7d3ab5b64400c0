import type { WebSocket } from 'ws'
import type { Json } from './json.ts'

/** Opcodes of the gateway. https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway */
export const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  requestMembers: 8,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const

/** How long a session whose socket is gone can be resumed. */
export const RESUMABLE_MS = 120_000
const REPLAYED = 1000

interface Dispatch {
  readonly s: number
  readonly t: string
  readonly d: Json
}

/** What a client has after identifying; it outlives its socket, and keeps what happens meanwhile. */
export interface Session {
  readonly id: string
  readonly intents: number
  /** Absent while the client is away. */
  socket: WebSocket | undefined
  awaySince: number
  seq: number
  readonly sent: Dispatch[]
}

export function openSession(id: string, intents: number, socket: WebSocket): Session {
  return { id, intents, socket, awaySince: 0, seq: 0, sent: [] }
}

export function tell(socket: WebSocket, packet: Json): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(packet))
}

/** Sends an event, and keeps it for a resume. */
export function dispatchTo(session: Session, t: string, d: Json): void {
  session.seq += 1
  const event = { s: session.seq, t, d }
  session.sent.push(event)
  if (session.sent.length > REPLAYED) session.sent.shift()
  if (session.socket) tell(session.socket, { op: OP.dispatch, ...event })
}

/** Whether everything after `seq` is still known. */
export function canReplay(session: Session, seq: number): boolean {
  const oldest = session.sent[0]?.s ?? session.seq + 1
  return seq >= oldest - 1
}

export function replay(session: Session, socket: WebSocket, seq: number): void {
  session.socket = socket
  for (const event of session.sent) if (event.s > seq) tell(socket, { op: OP.dispatch, ...event })
  dispatchTo(session, 'RESUMED', {})
}
