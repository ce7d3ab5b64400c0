import type { AdapterLog } from '../adapters/adapter.ts'
import type { Attempted } from '../delivery/attempt.ts'
import type { LeasedStep } from '../store/step.ts'

/** One line of the log for each try. */
export function report(log: AdapterLog, step: LeasedStep, { outcome, remedy }: Attempted): void {
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
}
