import type { AdapterLog } from '../adapters/adapter.ts'
import type { Attempted } from '../delivery/attempt.ts'
import type { LeasedStep, Settled, StepKind } from '../store/step.ts'

/** What is written of a step of that kind once it is done, and when it cannot be. */
const WORDS: Readonly<Record<StepKind, readonly [done: string, notDone: string]>> = {
  post: ['Posted.', 'Not posted'],
  'open-thread': ['Opened a thread.', 'Thread not opened'],
  publish: ['Published to those who follow the channel.', 'Not published'],
  edit: ['Changed a message.', 'Message not changed'],
  remove: ['Removed.', 'Not removed'],
  archive: ['Closed a thread.', 'Thread not closed'],
}

/** One line of the log for each try, and one for a digest that it halted. */
export function report(log: AdapterLog, step: LeasedStep, { outcome, remedy }: Attempted, settled: Settled): void {
  const detail = { key: step.key, lane: step.lane, channel: step.channel, attempts: step.attempts + 1 }
  const [done, notDone] = WORDS[step.kind]
  switch (outcome.state) {
    case 'posted':
      log.info(done, detail)
      break
    case 'waiting':
      if (settled === 'dropped') log.info('Not tried again: it is being removed.', detail)
      else log.info('Will try again.', { ...detail, at: outcome.nextTryAt })
      break
    case 'in-doubt':
    case 'refused':
      log.warn(`${notDone}: ${outcome.reason}`, { ...detail, state: outcome.state, remedy })
      break
  }
  if (settled !== 'halted' || outcome.state !== 'refused') return
  const place = { subscription: outcome.edition?.subscription, lane: step.lane, channel: step.channel }
  log.warn('A digest was refused too often and does not run any more.', { ...place, reason: outcome.reason, remedy })
}
