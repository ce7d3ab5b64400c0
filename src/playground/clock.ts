import { readdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '../app.ts'
import type { Observations } from '../monitor/observations.ts'
import type { Done, Push, Stride } from './page/protocol.ts'

/** The town's time: it goes as fast as anybody's, and somebody can move it forward. */
export interface TownClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Goes to `at`, if that is later. */
  advance(at: number): void
  /** How far it is from the clock outside, in milliseconds. */
  ahead(): number
}

const DAY_MS = 86_400_000
const STRIDES: Readonly<Record<Exclude<Stride, 'next'>, number>> = { hour: 3_600_000, day: DAY_MS, week: 7 * DAY_MS }
/** A digest tells what is at most a week old, unless somebody wants another age. */
const NEWS_MS = 7 * DAY_MS
const DATED = /^(\d{4}-\d{2}-\d{2})-/u
/** Digests that come due on the way are waited for one after the other; a year of them would take too long. */
const MOST_ON_THE_WAY = 60
const SETTLE_WITHIN_MS = 10_000
/** Three rate limits in a row. */
const WEATHER_WITHIN_MS = 15_000
const LOOK_AGAIN_MS = 50

/**
 * The clock begins on the day of the newest story where that is long ago by the clock outside: there would be no news in a
 * town whose newspaper ended last year. The names of the files tell the days.
 */
export async function openTownClock(outside: () => number, storiesDir: string): Promise<TownClock> {
  const start = outside()
  const newest = newestDay(await readdir(storiesDir, { recursive: true }))
  const days = newest === undefined ? 0 : Math.floor((start - newest) / DAY_MS)
  let ahead = days * DAY_MS > NEWS_MS ? -days * DAY_MS : 0
  return {
    now: () => outside() + ahead,
    advance(at) {
      ahead = Math.max(ahead, at - outside())
    },
    ahead: () => ahead,
  }
}

/** Midnight in UTC, in milliseconds since 1970. */
function newestDay(files: readonly string[]): number | undefined {
  const days = files.flatMap(file => DATED.exec(basename(file))?.[1] ?? []).map(day => Date.parse(`${day}T00:00:00Z`))
  const known = days.filter(day => !Number.isNaN(day))
  return known.length === 0 ? undefined : known.reduce((one, other) => Math.max(one, other))
}

/** The panel “Clock” as the server has it. */
export interface ClockDesk {
  /** Moves the clock, and resolves when every digest that came due on the way stands in its channel. */
  move(stride: Stride): Promise<Done>
  /** Tells the page when the time or the next digest is another than before. */
  look(): Promise<void>
}

type Bot = Pick<App, 'tick' | 'nextDue' | 'settled' | 'queue'> & {
  readonly watch: { readonly lateness: Pick<Observations, 'drain'> }
}

export function createClockDesk(clock: TownClock, app: Bot, push: (push: Push) => void): ClockDesk {
  let told = ''
  let last: Promise<unknown> = Promise.resolve()

  async function look(): Promise<void> {
    // The bot may be closing.
    const next = await app.nextDue().catch(() => undefined)
    const news = { kind: 'clock', ahead: clock.ahead(), ...(next !== undefined && { next }) } as const
    if (told === JSON.stringify(news)) return
    told = JSON.stringify(news)
    push(news)
  }

  /**
   * Resolves when what is to be posted stands in its channel. In bad weather a post waits seconds for its next try: if the
   * clock went on meanwhile, it would be one that was lost long ago.
   */
  async function stands(patience: AbortSignal): Promise<void> {
    await app.settled(SETTLE_WITHIN_MS)
    while (!patience.aborted && (await app.queue(clock.now(), clock.now())).waiting > 0) {
      await sleep(LOOK_AGAIN_MS)
      await app.settled(SETTLE_WITHIN_MS)
    }
  }

  async function move(stride: Stride): Promise<Done> {
    const next = await app.nextDue()
    if (stride === 'next' && next === undefined)
      return { ok: false, error: 'There is no digest. Set one with /digest daily 08:30 Europe/Berlin.' }
    const from = clock.now()
    const to = stride === 'next' ? Math.max(from, next ?? from) : from + STRIDES[stride]
    const made = { posted: 0, unposted: 0, silent: 0, skipped: 0 }
    app.watch.lateness.drain()
    // What cannot be posted for long is not waited for at each digest on the way.
    const patience = AbortSignal.timeout(WEATHER_WITHIN_MS)
    await stands(patience)
    for (let stops = 0; stops < MOST_ON_THE_WAY; stops += 1) {
      const due = await app.nextDue()
      clock.advance(due === undefined || due > to ? to : due)
      // What is posted now is of now, also where bad weather holds it up.
      await look()
      const report = await app.tick(clock.now())
      await stands(patience)
      // Seen of each digest whose first post stands: the channel may have refused it.
      const came = Math.min(report.posted, app.watch.lateness.drain().length)
      made.posted += came
      made.unposted += report.posted - came
      made.silent += report.silent
      made.skipped += report.skipped
      if (due === undefined || due > to || stride === 'next') break
    }
    await look()
    return { ok: true, value: { kind: 'moved', at: clock.now(), ...made } }
  }

  return {
    look,
    move(stride) {
      const moved = last.then(() => move(stride))
      last = moved.catch(() => undefined)
      return moved
    },
  }
}
