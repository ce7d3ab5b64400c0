import { expect, test } from 'vitest'
import { nextRun } from '../../../src/core/schedule/run.ts'
import { zoneBook } from '../../../src/core/schedule/zone-book.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const STEP = 5 * DAY
const FROM = Date.UTC(2010, 11, 20)
const TO = Date.UTC(2041, 0, 1)

/** A stretch of a zone in which the wall is `ahead` of UTC. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly ahead: number
}

const FIELDS = /(\d+)\/(\d+)\/(\d+), (\d+):(\d+)/

/** All stretches of a zone, by its wall clock alone. No zone changes its clock twice within five days: the nearest two changes lie a week apart. */
function stretchesOf(zone: string): readonly Stretch[] {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const ahead = (at: number) => {
    const [, month, day, year, hour, minute] = FIELDS.exec(clock.format(at))!.map(Number)
    return Date.UTC(year!, month! - 1, day, hour, minute) - at
  }
  const stretches: Stretch[] = []
  let [from, before] = [Number.NEGATIVE_INFINITY, ahead(FROM)]
  for (let at = FROM; at < TO; at += STEP) {
    const after = ahead(at + STEP)
    if (after === before) continue
    let [same, changed] = [at / MINUTE, (at + STEP) / MINUTE]
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2)
      if (ahead(middle * MINUTE) === before) same = middle
      else changed = middle
    }
    stretches.push({ from, to: changed * MINUTE, ahead: before })
    ;[from, before] = [changed * MINUTE, after]
  }
  return [...stretches, { from, to: Number.POSITIVE_INFINITY, ahead: before }]
}

/** The first instant at which the wall shows that time, else the end of the gap that it lies in; undefined where the day is gone. */
function expectedAt(stretches: readonly Stretch[], shown: number): number | undefined {
  const exact = stretches.find(({ from, to, ahead }) => from <= shown - ahead && shown - ahead < to)
  if (exact !== undefined) return shown - exact.ahead
  const gap = stretches.findIndex(({ to, ahead }, n) => to + ahead <= shown && shown < to + stretches[n + 1]!.ahead)
  const { to, ahead } = stretches[gap]!
  const day = Math.floor(shown / DAY)
  const lastDay = Math.floor((to + ahead - MINUTE) / DAY)
  const nextDay = Math.floor((to + stretches[gap + 1]!.ahead) / DAY)
  return day === lastDay || day === nextDay ? to : undefined
}

test('in every zone, at every change of its clock from 2011 to 2040, each time of day comes once and at its first valid minute', () => {
  const wrong: string[] = []
  let changes = 0
  for (const zone of zoneBook().zones) {
    const stretches = stretchesOf(zone)
    for (const [n, { to, ahead }] of stretches.slice(0, -1).entries()) {
      changes += 1
      const [low, high] = [ahead, stretches[n + 1]!.ahead].sort((a, b) => a - b)
      // The edges and the middle of what is missing or doubled, by the wall.
      for (const shown of [to + low!, to + (low! + high!) / 2, to + high! - MINUTE, to + high!]) {
        const wanted = expectedAt(stretches, shown)
        const minutes = (shown % DAY) / MINUTE
        const plan = { days: 'daily', hour: Math.floor(minutes / 60), minute: minutes % 60, zone } as const
        const nominal = new Date(shown).toISOString().slice(0, 16)
        // Asked just before: it is the next one. Asked at it: it never comes again.
        const [before, at] = [(wanted ?? to) - MINUTE, wanted ?? to].map(after => nextRun(plan, after))
        const once = wanted === undefined || (before!.at === wanted && before!.nominal === nominal)
        if (!once || at!.nominal <= nominal) wrong.push(`${zone} ${nominal}`)
      }
    }
  }
  expect([wrong, changes > 8_000]).toEqual([[], true])
})
