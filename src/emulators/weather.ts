import { setTimeout as wait } from 'node:timers/promises'
import type { Arrival, CallLog } from './call-log.ts'
import type { Fault } from './emulator.ts'

type Kind = Fault['kind']
type Of<K extends Kind> = Extract<Fault, { kind: K }>
/** A fault that decides how a call ends. */
export type Blow = Of<'rate-limit'> | Of<'server-error'> | Of<'drop'>

/** What meets one call: at most one blow (the oldest armed one that fits), and a delay. */
export interface Gust {
  readonly blow?: Blow
  readonly slowMs: number
}

/** The faults that are armed. */
export interface Weather {
  readonly fail: (fault: Fault) => void
  /** Uses up what meets this call. `writes`: whether a fault without `on` concerns it. */
  readonly meet: (call: { readonly name: string; readonly writes: boolean; readonly channel?: string }) => Gust
  /** Uses up one `duplicate`, if there is one. */
  readonly duplicates: () => boolean
}

interface Armed<F> {
  readonly fault: F
  left: number
}

/** `cut` is told of each `disconnect` at once: a socket is cut off when it is asked for, not at the next call. */
export function startWeather(cut: (announced: boolean) => void): Weather {
  const blows: Armed<Blow>[] = []
  const delays: Armed<Of<'slow'>>[] = []
  const copies: Armed<Of<'duplicate'>>[] = []
  return {
    fail(fault) {
      switch (fault.kind) {
        case 'rate-limit':
        case 'server-error':
        case 'drop':
          blows.push({ fault, left: fault.times ?? 1 })
          return
        case 'slow':
          delays.push({ fault, left: fault.times ?? 1 })
          return
        case 'duplicate':
          copies.push({ fault, left: fault.times ?? 1 })
          return
        case 'disconnect':
          cut(fault.announced)
          return
      }
    },
    meet(call) {
      const blow = use(blows, fault => concerns(fault, call) && here(fault, call.channel))
      const slow = use(delays, fault => concerns(fault, call))
      return { ...(blow && { blow }), slowMs: slow?.ms ?? 0 }
    },
    duplicates: () => use(copies, () => true) !== undefined,
  }
}

function concerns(fault: { readonly on?: string }, call: { readonly name: string; readonly writes: boolean }): boolean {
  return fault.on === undefined ? call.writes : fault.on === call.name
}

function here(fault: Blow, channel: string | undefined): boolean {
  return fault.kind !== 'rate-limit' || fault.channel === undefined || fault.channel === channel
}

function use<F>(armed: Armed<F>[], fits: (fault: F) => boolean): F | undefined {
  const at = armed.findIndex(one => fits(one.fault))
  const found = armed[at]
  if (!found) return undefined
  found.left -= 1
  if (found.left <= 0) armed.splice(at, 1)
  return found.fault
}

/** An HTTP answer. `error` is the platform's code when the call was refused. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly error?: string
}

/** One API call on its way through an emulator. */
export interface Passage {
  readonly arrival: Arrival
  readonly writes: boolean
  /** Does what was asked; only here does the platform's state change. */
  readonly act: () => Reply | Promise<Reply>
  /** The platform's own shapes of a refusal that has nothing to do with the request. */
  readonly rateLimited: (afterMs: number) => Reply
  readonly broken: (status: number) => Reply
  /** Resolves with whether the answer left; it cannot when the caller is gone. */
  readonly send: (reply: Reply) => Promise<boolean>
  /** Cuts the connection without an answer. */
  readonly cut: () => void
  /** Whether the caller hung up. */
  readonly gone: () => boolean
}

const hangUpMs = 5

/**
 * Takes a call through `arrived`, the weather, `accepted` and `answered`. A caller that is gone by the end of `arrived` is not
 * served: a test that kills the bot there has killed it before the platform did anything. `accepted` is reached only if the
 * call was not refused, `answered` only if an answer left.
 */
export async function conduct(log: CallLog, weather: Weather, passage: Passage): Promise<void> {
  const { arrival, writes } = passage
  const call = log.open(arrival)
  // A watcher may have killed the caller; its hanging up takes a moment to be heard.
  if (await log.reach(call, 'arrived')) await wait(hangUpMs)
  if (passage.gone()) return
  const channel = arrival.channel === undefined ? {} : { channel: arrival.channel }
  const { blow, slowMs } = weather.meet({ name: arrival.name, writes, ...channel })
  if (slowMs > 0) await wait(slowMs)
  const early = blow && earlyReply(blow, passage)
  if (early === 'cut') return passage.cut()
  const reply = early ?? (await passage.act())
  if (!early && reply.error === undefined) await log.reach(call, 'accepted')
  if (blow?.kind === 'drop') return passage.cut()
  const last = blow?.kind === 'server-error' && !early ? passage.broken(blow.status ?? 502) : reply
  // Recorded before it is sent, so that whoever has the answer also finds it in the log.
  const closed = log.close(call, { status: last.status, ...(last.error === undefined ? {} : { error: last.error }) })
  if (await passage.send(last)) await log.reach(closed, 'answered')
  else log.close(call, {})
}

/** The answer to a call that is not even looked at; undefined when it is carried out. */
function earlyReply(blow: Blow, passage: Passage): Reply | 'cut' | undefined {
  switch (blow.kind) {
    case 'rate-limit':
      return passage.rateLimited(blow.afterMs)
    case 'server-error':
      return blow.accepted ? undefined : passage.broken(blow.status ?? 502)
    case 'drop':
      return blow.accepted ? undefined : 'cut'
  }
}
