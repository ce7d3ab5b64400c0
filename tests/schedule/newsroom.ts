import { planEdition } from '../../src/adapters/slack/edition.ts'
import { noAliases } from '../../src/core/library/aliases.ts'
import { createLibrary, type Library } from '../../src/core/library/library.ts'
import type { Story } from '../../src/core/story/story.ts'
import type { Planner } from '../../src/schedule/edition.ts'
import type { EditionPost } from '../../src/schedule/edition-post.ts'
import { createSchedule, type Schedule, type ScheduleOptions } from '../../src/schedule/schedule.ts'
import { type Wish, wishText } from '../../src/schedule/wish.ts'
import type { LeasedStep } from '../../src/store/step.ts'
import type { Store } from '../../src/store/store.ts'
import type { Subscription } from '../../src/store/subscription.ts'
import type { StoreHome } from '../contracts/store-contract.ts'
import { sqliteHome } from '../store/sqlite-home.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const ZONE_DATA = '2026c'

export interface Line {
  readonly message: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/** A library, a store and a schedule that makes digests for Slack; no platform is needed to make them. */
export interface Room {
  readonly home: StoreHome
  readonly store: Store
  readonly library: Library
  readonly schedule: Schedule
  readonly log: Line[]
  /** What was composed, in order. */
  readonly posts: EditionPost[]
  /** By platform; empty it to be away from all. */
  readonly planners: Map<string, Planner>
  /** Another process on the same store, which knows the same stories. */
  another(over?: Partial<ScheduleOptions>): Schedule
  /** Keeps a digest of #news, daily at 08:30 in Berlin, that waits for its run on 1 December; what differs is put over it. */
  subscribe(id: string, over?: Partial<Subscription>): Promise<Subscription>
  row(id: string): Promise<Subscription | undefined>
  end(): Promise<void>
}

/** 08:30 in Berlin on that day of December 2026, and so much later. */
export function berlin(day: number, laterMs = 0): number {
  return Date.parse(`2026-12-${String(day).padStart(2, '0')}T07:30:00Z`) + laterMs
}

export function wish(over: Partial<Wish> = {}): string {
  return wishText({ topics: [], stories: 5, oldestDays: 7, layout: 'compact', ...over })
}

export async function openRoom(around: (store: Store) => Store = store => store): Promise<Room> {
  const home = sqliteHome()
  const store = around(await home.open())
  const library = createLibrary(noAliases())
  const log: Line[] = []
  const write = (message: string, detail?: Line['detail']) => {
    log.push(detail === undefined ? { message } : { message, detail })
  }
  const posts: EditionPost[] = []
  const slack: Planner = {
    planEdition(post) {
      posts.push(post)
      return planEdition(post)
    },
  }
  const planners = new Map([['slack', slack]])
  const another = (over: Partial<ScheduleOptions> = {}) =>
    createSchedule({
      store,
      library,
      topicTitle: slug => slug,
      planners,
      zoneData: ZONE_DATA,
      lateMs: 6 * HOUR,
      log: { info: write, warn: write, error: write },
      published: () => undefined,
      ...over,
    })
  return {
    home,
    store,
    library,
    log,
    posts,
    planners,
    schedule: another(),
    another,
    async subscribe(id, over = {}) {
      const subscription: Subscription = {
        id,
        lane: 'slack/T01',
        space: 'T01',
        channel: 'news',
        plan: JSON.stringify({ days: 'daily', hour: 8, minute: 30, zone: 'Europe/Berlin' }),
        wish: wish(),
        by: 'ana',
        setAt: berlin(1, -DAY),
        nextAt: berlin(1),
        nextNominal: '2026-12-01T08:30',
        zoneData: ZONE_DATA,
        refusals: 0,
        ...over,
      }
      await store.take(`set/${id}/${subscription.setAt}`, [], subscription.setAt, {
        changes: [{ kind: 'subscribe', subscription }],
      })
      return subscription
    },
    row: async id => (await store.subscriptions({ id }))[0],
    async end() {
      await store.close()
      await home.remove()
    },
  }
}

/** A balanced story of that day; `change` replaces parts of it. */
export function story(id: string, date: string, change: Partial<Story> = {}): Story {
  const side = (label: string, stance: 'pro' | 'anti', outlet: string, text: string) =>
    ({ label, stance, axis: 'subject', providers: [{ name: outlet }], paragraphs: [{ text, cites: [] }] }) as const
  return {
    id,
    title: `The harbor of ${id} is closed`,
    date,
    topics: ['harbors'],
    facts: [{ text: 'The harbor was closed on Friday.', cites: [1] }],
    narratives: [
      side('Pro-harbor narrative', 'pro', 'The Quay Herald', 'Trade feeds the town, and every day costs it dearly.'),
      side('Anti-harbor narrative', 'anti', 'The Shore Post', 'The water has to rest, and quiet gives it back life.'),
    ],
    updates: [],
    sources: [{ n: 1, outlet: 'The Tide', url: 'https://tide.example/1' }],
    ...change,
  }
}

/** The nominal times of the editions that were made, with what became of them, the oldest first. */
export async function editionsOf(store: Store, id?: string): Promise<readonly string[]> {
  const kept = await store.editions(id, 1_000)
  return kept.map(({ nominal, outcome }) => `${nominal} ${outcome}`).toSorted()
}

/** The stories that were told, in the order of their steps. */
export async function toldIn(store: Store, channel = 'news'): Promise<readonly string[]> {
  return (await store.told({ lane: 'slack/T01', channel, since: 0 })).map(({ story: id }) => id).toSorted()
}

/** Leases all that is ready. */
export async function leaseAll(store: Store, now: number): Promise<readonly LeasedStep[]> {
  return store.lease({
    now,
    owner: 'p1',
    until: now + 30_000,
    admit: () => ({ kind: 'go' }),
    platforms: ['slack'],
    closed: [],
    perChannel: 100,
    most: 100,
    mostUrgent: 100,
  })
}
