import type { AdapterLog } from '../adapters/adapter.ts'
import type { Attempted } from '../delivery/attempt.ts'
import type { LeasedStep, Settled } from '../store/step.ts'

/** One line of the log for each try, and one for a digest that it halted. */
export function report(log: AdapterLog, step: LeasedStep, { outcome, remedy }: Attempted, settled: Settled): void {
  const detail = { key: step.key, lane: step.lane, channel: step.channel, attempts: step.attempts + 1 }
  switch (outcome.state) {
    case 'posted':
      log.info('Posted.', detail)
      break
    case 'waiting':
      log.info('Will try again.', { ...detail, at: outcome.nextTryAt })
      break
    case 'in-doubt':
    case 'refused':
      log.warn(`Not posted: ${outcome.reason}`, { ...detail, state: outcome.state, remedy })
      break
  }
  if (settled !== 'halted' || outcome.state !== 'refused') return
  const place = { subscription: outcome.edition?.subscription, lane: step.lane, channel: step.channel }
  log.warn('A digest was refused too often and does not run any more.', { ...place, reason: outcome.reason, remedy })
}
