import type { Library } from '../core/library/library.ts'
import { createChooser } from '../core/library/selection.ts'
import { breathing } from '../sources/breathing.ts'
import { platformOf } from '../store/lane.ts'
import type { NewStep } from '../store/step.ts'
import type { Store } from '../store/store.ts'
import type { DueSubscription, Edition } from '../store/subscription.ts'
import { align } from './align.ts'
import { createComposer } from './compose.ts'
import { editionId } from './due.ts'
import type { Draft, EditionDesk, Planner } from './edition.ts'
import { draftEdition } from './edition.ts'
import { looking, openLine, placeOf } from './read-ahead.ts'
import { openRound } from './round.ts'
import { openStock, openTurns } from './turns.ts'

/** Where the schedule says what happened. */
export interface ScheduleLog {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void
  warn(message: string, detail?: Readonly<Record<string, unknown>>): void
  error(message: string, detail?: Readonly<Record<string, unknown>>): void
}

export interface ScheduleOptions {
  readonly store: Pick<
    Store,
    'dueSubscriptions' | 'warm' | 'subscriptions' | 'told' | 'editionThreads' | 'publish' | 'moveOn' | 'nextDue'
  >
  readonly library: Library
  /** What readers call a topic, given its slug. */
  readonly topicTitle: (slug: string) => string
  /** By platform; one that is added later is served from the next tick on. */
  readonly planners: ReadonlyMap<string, Planner>
  /** The version of the zone data in which times are computed here. */
  readonly zoneData: string
  /** An edition that is this late is skipped. */
  readonly lateMs: number
  readonly log: ScheduleLog
  /** Hears of every edition that is kept, whatever became of it. */
  readonly kept?: (edition: Edition) => void
  /** Steps can be carried that could not before. */
  readonly published: () => void
}

/** The clock's road: whatever is due becomes an edition, once. Nothing is kept here between two ticks but when the last one was. */
export interface Schedule {
  /** Makes every edition that is due at `now`, in milliseconds since 1970. Ticks wait for each other. Rejects when the store cannot be read. */
  tick(now: number): Promise<Report>
  /** When the next digest is due, or was; undefined when there is none. */
  nextDue(): Promise<number | undefined>
  /** Whether editions are being made now; when they all are, `published` is called. */
  making(): boolean
  /** A step was tried, whatever came of it: its platform has one less to go. */
  tried(step: Pick<NewStep, 'key' | 'lane'>): void
  /** Makes no further edition; resolves when the one under way is kept. */
  close(): Promise<void>
}

/** How many subscriptions went which way in a tick. */
export interface Report {
  readonly posted: number
  /** There was nothing new to tell. */
  readonly silent: number
  readonly skipped: number
  /** A pause went by, or somebody else made the edition. */
  readonly passed: number
  /** Still due: tried again at the next tick. */
  readonly left: number
}

/** Editions that wait for their commit, which they share. */
const MOST_UNDER_WAY = 128
/** Roots that are posted meanwhile leave on time. */
const BREATHE_MS = 1
/** So many at one minute are many. */
const MANY = 200
/** Before the minute in which they come due. */
const AHEAD_MS = 90_000
/** Delivery need not wait for all. */
const NUDGED_EVERY = 32
/** A channel's stories may be told by somebody else between choosing and keeping. */
const TRIES = 3
/** Less would skip what comes due while the bot is busy for a moment. */
const LEAST_LATE_MS = 5 * 60_000

type Outcome = keyof Report

export function createSchedule(options: ScheduleOptions): Schedule {
  const { store, library, log } = options
  const stop = new AbortController()
  let last = Promise.resolve<unknown>(undefined)
  /** When it ticked last; before the first tick nothing is known of the clock. */
  let ticked = Number.POSITIVE_INFINITY
  let making = false
  const stock = openStock()
  /** Of the last edition that was drafted. */
  let keyedAt = 0

  async function run(now: number): Promise<Report> {
    // At the start, and when the clock was set back, no time that was computed before can be trusted.
    if (now < ticked) await align(store, now, options.zoneData, stop.signal)
    ticked = now
    const report = { posted: 0, silent: 0, skipped: 0, passed: 0, left: 0 }
    try {
      await makeAll(now, report)
    } finally {
      // What stands below roots has waited for this.
      const held = making
      making = false
      stock.clear()
      if (held || report.posted > 0) options.published()
    }
    await announce(now, report.left)
    if (report.left > 0) log.warn('Digests wait, mostly for a platform that is not connected.', { left: report.left })
    return report
  }

  /** Where the rest cannot be made, what stands below roots waits for it no longer. */
  function make(made: boolean): void {
    const ended = making && !made
    making = made
    if (ended) options.published()
  }

  /** Whoever has to make room for many begins before they come; those that wait already do not count. Never rejects. */
  async function announce(now: number, left: number): Promise<void> {
    if (stop.signal.aborted) return
    try {
      const soon = await store.dueSubscriptions(now + AHEAD_MS, MANY, left)
      if (soon.length === MANY) void store.warm()
    } catch (error) {
      log.warn('What comes due next could not be looked up.', { error: String(error) })
    }
  }

  async function makeAll(now: number, report: Record<Outcome, number>): Promise<void> {
    const breathe = breathing(BREATHE_MS)
    const underWay = new Map<string, Promise<void>>()
    let freed = Promise.withResolvers<void>()
    let desk = openDesk(now)
    const isMade = ({ lane }: DueSubscription) => desk.planner(lane) !== undefined
    const turns = openTurns(() => openLine(looking(store, now), isMade), stock, options.planners)
    const round = openRound(
      store,
      now,
      turns,
      () => report.left,
      rows => {
        desk = openDesk(now)
        return rows.filter(isMade).length < MANY ? undefined : store.warm()
      },
    )
    try {
      while (!stop.signal.aborted) {
        const turn = await round.next(place => underWay.has(place))
        if (turn === undefined) {
          if (underWay.size === 0) break
          await Promise.all(underWay.values())
          round.again()
          continue
        }
        const [row, look] = turn
        const place = placeOf(row)
        make(isMade(row))
        // What one digest tells is no news for the next one in the same channel.
        await underWay.get(place)
        while (underWay.size >= MOST_UNDER_WAY) await freed.promise
        const drafted = Promise.withResolvers<void>()
        const task = made(row, now, { ...desk, look, breathe }, drafted.resolve).then(outcome => {
          report[outcome] += 1
          underWay.delete(place)
          freed.resolve()
          freed = Promise.withResolvers()
          if (outcome === 'posted' && report.posted % NUDGED_EVERY === 1) options.published()
        })
        underWay.set(place, task)
        // Making several at once would hold up the loop, and gain nothing: it is this thread's own work.
        await drafted.promise
        await breathe()
      }
    } finally {
      await Promise.all(underWay.values())
    }
  }

  /** Stories are asked of the library anew for each page. */
  function openDesk(now: number): Omit<EditionDesk, 'look' | 'breathe'> {
    return {
      planner: lane => options.planners.get(platformOf(lane)),
      choose: createChooser(library),
      compose: createComposer(),
      topicTitle: options.topicTitle,
      zoneData: options.zoneData,
      lateMs: Math.max(options.lateMs, LEAST_LATE_MS),
      keyedAt: () => {
        keyedAt = Math.max(now, keyedAt + 1)
        return keyedAt
      },
    }
  }

  /** Never rejects: one digest that cannot be made keeps no other one back. `drafted` is called when it waits for the store alone. */
  async function made(row: DueSubscription, now: number, desk: EditionDesk, drafted: () => void): Promise<Outcome> {
    try {
      let asRead: DueSubscription | undefined = row
      for (let tries = 0; tries < TRIES; tries += 1) {
        if (asRead === undefined || (asRead.nextAt ?? Number.POSITIVE_INFINITY) > now) return 'passed'
        const draft = await draftEdition(asRead, now, desk)
        drafted()
        if (draft.kind === 'leave') return 'left'
        if (await kept(asRead, draft, now)) return outcomeOf(draft)
        asRead = (await store.subscriptions({ id: row.id }))[0]
      }
      return 'left'
    } catch (error) {
      log.error('A digest could not be made; it is tried again.', { ...namesOf(row), error: String(error) })
      return 'left'
    } finally {
      drafted()
    }
  }

  async function kept(
    before: DueSubscription,
    draft: Draft & { kind: 'publish' | 'move' },
    now: number,
  ): Promise<boolean> {
    if (draft.kind === 'move') {
      if (!draft.readable) log.error('A digest does not run: its plan is of another version.', namesOf(before))
      return store.moveOn(before, draft.after)
    }
    const { edition, steps, after, terms } = draft
    if (!(await store.publish(edition, steps, after, now, terms))) return false
    stock.kept(steps)
    tell(before, draft, now)
    return true
  }

  /** One line for each edition. */
  function tell(
    row: DueSubscription,
    { edition, steps, after, terms, stories }: Draft & { kind: 'publish' },
    now: number,
  ): void {
    for (const one of [...(terms.missed ?? []), edition]) options.kept?.(one)
    const missed = terms.missed?.length ?? 0
    const detail = {
      edition: editionId(row.id, edition.nominal),
      ...namesOf(row),
      outcome: edition.outcome,
      stories,
      steps: steps.length,
      lateMs: now - edition.dueAt,
      ...(missed === 0 ? {} : { missed }),
      ...(typeof after.nextAt !== 'number' ? {} : { next: new Date(after.nextAt).toISOString() }),
    }
    if (edition.outcome === 'skipped') log.warn(edition.note ?? 'A digest was skipped.', detail)
    else log.info(edition.outcome === 'posted' ? 'A digest goes out.' : 'A digest has nothing new to tell.', detail)
  }

  return {
    tick(now) {
      const next = last.then(() => run(now))
      last = next.catch(() => undefined)
      return next
    },
    nextDue: () => store.nextDue(),
    making: () => making,
    tried: stock.tried,
    async close() {
      stop.abort()
      await last
    },
  }
}

function namesOf({ id, lane, channel }: DueSubscription) {
  return { subscription: id, lane, channel }
}

function outcomeOf(draft: Draft & { kind: 'publish' | 'move' }): Outcome {
  if (draft.kind === 'move') return 'passed'
  switch (draft.edition.outcome) {
    case 'posted':
      return 'posted'
    case 'nothing-new':
      return 'silent'
    case 'skipped':
      return 'skipped'
  }
}
