import { parseDays } from '../core/schedule/parse-days.ts'
import { parsePlan } from '../core/schedule/parse-plan.ts'
import type { Plan } from '../core/schedule/plan.ts'
import { typedDays } from '../core/schedule/plan.ts'
import { parseTime } from '../core/schedule/time.ts'
import { typedText } from '../core/schedule/typed-text.ts'
import type { Wrong } from '../core/schedule/wrong.ts'
import type { ZoneFound } from '../core/schedule/zone-find.ts'
import { findZone } from '../core/schedule/zone-find.ts'
import { say } from '../core/words/words.ts'
import type { Filled, Read, Reader } from './digest-asked.ts'
import { EXAMPLE_PLAN } from './digest-asked.ts'
import { readWishWords } from './digest-wish.ts'

const LONGEST_NAME = 300
/** The label of the question invites to write it. */
const EVERY_TOPIC = /^(?:all|any|none|no|every|everything|all topics|every topic|any topic|[-–—*.])$/iu

/** What was said for a digest field by field, in a form or in options with names. */
export function readFields(filled: Filled, reader: Reader): Read {
  const days = parseDays(filled.day)
  const time = parseTime(filled.time)
  const zone = zoneOfField(filled.timezone, reader)
  const { wish, problems } = readWishWords({ ...filled, topics: namesIn(filled.topics) }, reader.topics)
  if ('days' in days && time.kind === 'time' && zone.kind === 'zone' && problems.length === 0) {
    return { kind: 'wanted', plan: { days: days.days, hour: time.hour, minute: time.minute, zone: zone.zone }, wish }
  }
  const known = time.kind === 'time' ? time : nearestTime(time, reader)
  const plan: Plan = {
    // Who is asked for a day of the week gets an example with one.
    days: ('days' in days ? days.days : days.near) ?? ['fri'],
    hour: known.hour,
    minute: known.minute,
    zone: zone.kind === 'zone' ? zone.zone : zone.example,
  }
  const wrong = [
    ...('problem' in days ? [days.problem] : []),
    ...(time.kind === 'wrong' ? [time.problem] : []),
    ...(zone.kind === 'wrong' ? [zone.problem] : []),
  ]
  // Days are chosen from a list, which cannot hold a slip of the fingers.
  const meant = 'near' in days && days.near !== undefined ? { ...filled, day: typedDays(days.near) } : filled
  return { kind: 'wrong', problem: [...wrong, ...problems].join(' '), nearest: { plan, wish }, filled: meant }
}

/** `Ukraine, Gaza` as names; a text without any: nothing was said. */
export function namesIn(text: string): readonly string[] | undefined {
  if (EVERY_TOPIC.test(text.trim())) return undefined
  const names = text
    .split(/[,;]/u)
    .map(name => typedText(name, LONGEST_NAME))
    .filter(name => name !== '')
  return names.length === 0 ? undefined : names
}

function zoneOfField(typed: string, { zone, now }: Reader): ZoneFound {
  if (typed.trim() !== '') return findZone(typed, now, zone)
  if (zone !== undefined) return findZone(zone, now)
  return { kind: 'wrong', problem: say('schedule.no-zone'), example: EXAMPLE_PLAN.zone }
}

function nearestTime({ example }: Wrong, reader: Reader): Pick<Plan, 'hour' | 'minute'> {
  const read = parsePlan(`daily ${example} UTC`, reader)
  return read.kind === 'plan' ? read.plan : EXAMPLE_PLAN
}
