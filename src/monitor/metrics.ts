import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Queue } from '../store/queue.ts'
import { onceAtATime, STORE_WITHIN_MS, within } from './ask.ts'
import type { Watch } from './watch.ts'
import { EDITION_OUTCOMES, POST_OUTCOMES } from './watch.ts'

/** What is asked of the store at each scrape. */
export interface MetricsSource {
  readonly watch: Watch
  /** Milliseconds since 1970. */
  now(): number
  /** What waits now, and what was given up later than `since`. Rejects when the store does not answer. */
  queue(since: number): Promise<Queue>
  /** How long it is waited for; default 2 seconds. */
  readonly withinMs?: number
}

/** The numbers as Prometheus reads them. */
export interface Exposition {
  readonly contentType: string
  /** Never rejects: what the store does not tell in time is left out. */
  text(): Promise<string>
}

/** Slack and Discord give three seconds. */
const ACKNOWLEDGED_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3]
/** From on time to what is skipped. */
const LATE_S = [0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3_600, 21_600]

/** https://prometheus.io/docs/practices/naming: base units, totals of counters. No label holds a channel, person, story or secret. */
export function createExposition({ watch, now, queue, withinMs }: MetricsSource): Exposition {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const platforms = [...watch.connections().keys()]
  let lookedAt = watch.since
  const dropped = new Map(platforms.map(platform => [platform, 0]))
  let waiting: Queue | undefined

  /** Two that scrape at once must not both count what was dropped since the last look; an answer that comes late is counted, too. */
  const look = onceAtATime(async () => {
    const found = await queue(lookedAt)
    lookedAt = found.at
    for (const [platform, count] of found.dropped) dropped.set(platform, (dropped.get(platform) ?? 0) + count)
    return found
  })

  new Counter({
    name: 'counterpoint_posts_total',
    help: 'What was sent to a platform, by how each try went; dropped is what gave way because the post above it did not land.',
    labelNames: ['platform', 'outcome'],
    registers,
    collect() {
      this.reset()
      for (const [platform, { posts }] of watch.connections()) {
        for (const outcome of POST_OUTCOMES) this.inc({ platform, outcome }, posts[outcome])
        this.inc({ platform, outcome: 'dropped' }, dropped.get(platform) ?? 0)
      }
    },
  })
  new Gauge({
    name: 'counterpoint_queue_steps',
    help: 'Steps that are kept and not settled.',
    registers,
    collect() {
      if (waiting === undefined) this.remove()
      else this.set(waiting.waiting)
    },
  })
  new Gauge({
    name: 'counterpoint_queue_oldest_seconds',
    help: 'Age of the oldest step that could go and has not gone; 0 when none waits.',
    registers,
    collect() {
      if (waiting === undefined) this.remove()
      else this.set(waiting.oldest === undefined ? 0 : Math.max(0, now() - waiting.oldest) / 1_000)
    },
  })
  new Gauge({
    name: 'counterpoint_store_up',
    help: '1 when the store answered this scrape and could be written when it last was.',
    registers,
    collect() {
      this.set(waiting === undefined || waiting.unwritable !== undefined ? 0 : 1)
    },
  })
  new Counter({
    name: 'counterpoint_editions_total',
    help: 'Editions of digests, by what became of them when they were due.',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset()
      for (const outcome of EDITION_OUTCOMES) this.inc({ outcome }, watch.editions()[outcome])
    },
  })
  new Histogram({
    name: 'counterpoint_edition_lateness_seconds',
    help: 'From when an edition was due to when its first root stood in the channel.',
    buckets: LATE_S,
    registers,
    collect() {
      for (const ms of watch.lateness.drain()) this.observe(ms / 1_000)
    },
  })
  new Histogram({
    name: 'counterpoint_acknowledgement_seconds',
    help: 'From the arrival of a request to its acknowledgement.',
    labelNames: ['platform'],
    buckets: ACKNOWLEDGED_S,
    registers,
    collect() {
      for (const [platform, observed] of watch.acknowledgements) {
        for (const ms of observed.drain()) this.observe({ platform }, ms / 1_000)
      }
    },
  })
  new Gauge({
    name: 'counterpoint_connected',
    help: '1 while the platform is connected.',
    labelNames: ['platform'],
    registers,
    collect() {
      for (const [platform, { connected }] of watch.connections()) this.set({ platform }, connected ? 1 : 0)
    },
  })
  new Counter({
    name: 'counterpoint_reconnects_total',
    help: 'How often the connection to a platform was opened anew.',
    labelNames: ['platform'],
    registers,
    collect() {
      this.reset()
      for (const [platform, { reconnects }] of watch.connections()) this.inc({ platform }, reconnects)
    },
  })
  new Gauge({
    name: 'counterpoint_platform_event_age_seconds',
    help: 'Seconds since the platform last sent anything, or since the start.',
    labelNames: ['platform'],
    registers,
    collect() {
      for (const [platform, { lastEventAt }] of watch.connections())
        this.set({ platform }, Math.max(0, now() - (lastEventAt ?? watch.since)) / 1_000)
    },
  })
  new Gauge({
    name: 'counterpoint_tick_age_seconds',
    help: 'Seconds since it was last looked at which digests are due, or since the start.',
    registers,
    collect() {
      this.set(Math.max(0, now() - (watch.lastTick() ?? watch.since)) / 1_000)
    },
  })

  return {
    contentType: registry.contentType,
    async text() {
      waiting = await within(withinMs ?? STORE_WITHIN_MS, look())
      return registry.metrics()
    },
  }
}
