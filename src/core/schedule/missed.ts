import { say } from '../words/words.ts'
import type { Run } from './run.ts'

const printed = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** A sentence that names the runs that were left out, by their own wall clock; undefined when there are none. */
export function describeMissed(runs: readonly Run[]): string | undefined {
  const [first, last] = [runs[0], runs.at(-1)]
  if (first === undefined || last === undefined) return undefined
  return say('schedule.missed', { count: runs.length, first: wallTime(first), last: wallTime(last) })
}

/** `29 Mar 2026, 02:30` */
function wallTime({ nominal }: Run): string {
  return printed.format(Date.parse(`${nominal}:00Z`))
}
