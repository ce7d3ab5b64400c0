import { planned } from '../schedule/due.ts'
import { timedOf, withNext } from '../schedule/timed.ts'
import type { Change } from '../store/store.ts'
import type { Subscription } from '../store/subscription.ts'
import type { Ask } from './command.ts'
import type { DigestRoom, Standing } from './digest-room.ts'

/** The digest with a pause, or running again, and with the next time that follows from it. */
export function rescheduled(
  standing: Standing,
  { pausedUntil }: { readonly pausedUntil?: number },
  { courtesy }: DigestRoom,
  ask: Ask,
): Standing {
  const { subscription, wanted } = standing
  if (wanted === undefined) return standing
  const { halted: _halted, pausedUntil: _paused, ...kept } = subscription
  const paused = pausedUntil === undefined ? {} : { pausedUntil }
  const fresh: Subscription = { ...kept, ...paused, setAt: ask.at, refusals: 0 }
  const { id, lastNominal: last } = subscription
  const next = planned({ id, plan: wanted.plan, last, pausedUntil, next: timedOf(subscription)?.next }, ask.at)
  return { wanted, subscription: withNext(fresh, next, courtesy.zoneData) }
}

/** To be kept in the commit of the ask. */
export function changed({ subscription }: Standing): Change {
  return { kind: 'resubscribe', subscription }
}
