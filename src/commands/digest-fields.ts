import { daysFrom, dayWord, nearDay, notADay } from '../core/schedule/day-words.ts'
import { parsePlan } from '../core/schedule/parse-plan.ts'
import type { Days, Plan } from '../core/schedule/plan.ts'
import { typedDays } from '../core/schedule/plan.ts'
import { parseTime } from '../core/schedule/time.ts'
import type { Wrong } from '../core/schedule/wrong.ts'
import type { ZoneFound } from '../core/schedule/zone-find.ts'
import { findZone } from '../core/schedule/zone-find.ts'
import { say } from '../core/words/words.ts'
import type { Filled, Read, Reader } from './digest-asked.ts'
import { EXAMPLE_PLAN } from './digest-asked.ts'
import { readWishWords } from './digest-wish.ts'

/** What was said for a digest field by field, in a form or in options with names. */
export function readFields(filled: Filled, reader: Reader): Read {
  const days = daysOfField(filled.day)
  const time = parseTime(filled.time)
  const zone = zoneOfField(filled.timezone, reader)
  const { wish, problems } = readWishWords({ ...filled, topics: namesIn(filled.topics) }, reader.topics)
  if ('days' in days && time.kind === 'time' && zone.kind === 'zone' && problems.length === 0) {
    return { kind: 'wanted', plan: { days: days.days, hour: time.hour, minute: time.minute, zone: zone.zone }, wish }
  }
  const known = time.kind === 'time' ? time : nearestTime(time, reader)
  const plan: Plan = {
    days: ('days' in days ? days.days : days.near) ?? EXAMPLE_PLAN.days,
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
  const names = text
    .split(/[,;]/u)
    .map(name => name.trim())
    .filter(name => name !== '')
  return names.length === 0 ? undefined : names
}

/** `near`: the days that may have been meant. */
type DaysRead = { readonly days: Days } | { readonly problem: string; readonly near?: Days | undefined }

function daysOfField(typed: string): DaysRead {
  const words = typed
    .toLowerCase()
    .split(/[\s,;]+/u)
    .filter(word => word !== '' && word !== 'weekly')
  const stray = words.find(word => dayWord(word) === undefined)
  if (stray !== undefined) {
    const read = daysFrom(words.flatMap(word => (dayWord(word) === undefined ? (nearDay(word) ?? []) : word)))
    return { problem: notADay(stray), near: 'days' in read ? read.days : undefined }
  }
  return words.length === 0 ? { problem: say('schedule.no-weekday') } : daysFrom(words)
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
