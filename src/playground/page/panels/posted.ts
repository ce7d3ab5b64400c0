import { keyOf } from '../key.ts'
import type { Platform, Push, Shown } from '../protocol.ts'

export type Call = Extract<Push, { kind: 'call' }>

/** What became of one part of an answer. */
export interface Fate {
  /** Calls that carried it. */
  readonly sent: number
  /** Messages of it that people see. */
  readonly posted: number
}

/** Which parts of answers were sent how often, and how often they are to be seen. */
export interface Ledger {
  hear(push: Push): void
  /** The last calls of both platforms, newest first. */
  calls(): readonly Call[]
  fate(platform: Platform, key: string): Fate
  /** Over everything that is to be seen. */
  total(): { readonly posts: number; readonly twice: number; readonly repeated: number }
}

const KEPT = 50

export function openLedger(): Ledger {
  const calls: Call[] = []
  /** Numbers of calls by key. */
  const sent = new Map<string, Set<number>>()
  /** Keys by message, so that an edit moves nothing twice. */
  const shown = new Map<string, string>()
  /** How many messages have a key. */
  const seen = new Map<string, number>()

  function keepCall(call: Call): void {
    const at = calls.findIndex(one => one.platform === call.platform && one.n === call.n)
    if (at === -1) calls.unshift(call)
    else calls[at] = call
    calls.splice(KEPT)
    if (call.key === undefined) return
    const name = `${call.platform} ${call.key}`
    sent.set(name, (sent.get(name) ?? new Set()).add(call.n))
  }

  function keepMessage(message: Shown): void {
    const key = keyOf(message.platform, message.payload)
    forget(nameOf(message))
    if (key === undefined) return
    const name = `${message.platform} ${key}`
    shown.set(nameOf(message), name)
    seen.set(name, (seen.get(name) ?? 0) + 1)
  }

  function forget(message: string): void {
    const name = shown.get(message)
    if (name === undefined) return
    shown.delete(message)
    const left = (seen.get(name) ?? 1) - 1
    if (left === 0) seen.delete(name)
    else seen.set(name, left)
  }

  return {
    hear(push) {
      if (push.kind === 'call') keepCall(push)
      else if (push.kind === 'shown') keepMessage(push.message)
      else if (push.kind === 'gone') forget(nameOf(push))
      else if (push.kind === 'world') {
        calls.splice(0)
        sent.clear()
        shown.clear()
        seen.clear()
      }
    },
    calls: () => calls,
    fate: (platform, key) => ({
      sent: sent.get(`${platform} ${key}`)?.size ?? 0,
      posted: seen.get(`${platform} ${key}`) ?? 0,
    }),
    total: () => ({
      posts: seen.size,
      twice: [...seen.values()].filter(times => times > 1).length,
      repeated: [...seen.keys()].filter(name => (sent.get(name)?.size ?? 0) > 1).length,
    }),
  }
}

function nameOf({ platform, place, id }: Pick<Shown, 'platform' | 'place' | 'id'>): string {
  return `${platform} ${place} ${id}`
}

/** `posted once, after 2 calls` */
export function fateInWords({ sent, posted }: Fate): string {
  const after = sent > 1 ? `, after ${sent} calls` : ''
  if (posted === 0) return sent > 1 ? `sent ${sent} times, not posted` : 'not posted'
  return posted === 1 ? `posted once${after}` : `posted ${posted} times${after}`
}

/** `12 posts, each there once. 2 of them were sent again, and not posted again.` */
export function totalInWords({ posts, twice, repeated }: ReturnType<Ledger['total']>): string {
  if (posts === 0) return 'Nothing is posted yet.'
  const all = posts === 1 ? '1 post' : `${posts} posts`
  if (twice > 0) return `${all}, of which ${twice} ${twice === 1 ? 'is' : 'are'} there twice.`
  const again =
    repeated === 0 ? '' : ` ${repeated} of them ${repeated === 1 ? 'was' : 'were'} sent again, and not posted again.`
  return `${all}, each there once.${again}`
}
