import fc from 'fast-check'
import { daysOf, type Plan, WEEKDAYS } from '../../../src/core/schedule/plan.ts'

/** Zones whose clocks do everything that clocks do, from 2011 to 2040. */
export const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Asia/Pyongyang',
  'America/Havana',
  'America/Santiago',
  'America/Asuncion',
  'America/Nuuk',
  'America/St_Johns',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Antarctica/Troll',
  'Etc/GMT+12',
  'Pacific/Kiritimati',
  'UTC',
] as const

const days = fc.oneof(fc.constantFrom('daily', 'weekdays'), fc.subarray([...WEEKDAYS], { minLength: 1 }).map(daysOf))

/** Hours near midnight and two o'clock, where clocks are changed, come most often. */
const hour = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 1, 2, 3, 23) }, fc.integer({ min: 0, max: 23 }))

export const anyPlan: fc.Arbitrary<Plan> = fc.record({
  days,
  hour,
  minute: fc.integer({ min: 0, max: 59 }),
  zone: fc.constantFrom(...ZONES),
})

/** Any minute from 2011 to 2040, in milliseconds since 1970. */
export const anyInstant = fc
  .integer({ min: Date.UTC(2011, 0) / 60_000, max: Date.UTC(2041, 0) / 60_000 })
  .map(minutes => minutes * 60_000)

const walls = new Map<string, Intl.DateTimeFormat>()

/** `2026-03-29 03:00`, by another way than the code under test goes. */
export function wall(zone: string, at: number): string {
  let clock = walls.get(zone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    walls.set(zone, clock)
  }
  return clock.format(at)
}
