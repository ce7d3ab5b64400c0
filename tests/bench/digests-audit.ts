import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Landed } from './digests-town.ts'
import type { PlatformReport } from './digests-world.ts'

const ROW = z.object({
  key: z.string(),
  lane: z.string(),
  channel: z.string(),
  kind: z.string(),
  under: z.string().nullable(),
  after: z.string().nullable(),
  if_refused: z.string().nullable(),
  state: z.string(),
  settled_at: z.number().nullable(),
})

/** Where what one platform was sent can be looked up. */
export interface Ledger {
  readonly platform: 'slack' | 'discord'
  /** What the model's installations have, in order; `at` of `performance.now()`. */
  readonly landed: readonly Landed[]
  readonly turnedAway: number
  /** The lane of the first installation, which the emulator is. */
  readonly real: string
  /** Whether it was waited for what stands below the roots. */
  readonly replies: boolean
  /** When the tick began, of `performance.now()` and in milliseconds since 1970. */
  readonly began: { readonly monotonic: number; readonly clock: number }
}

/** Holds what the store says of the editions' steps against what has landed. */
export function audit(database: DatabaseSync, ledger: Ledger): PlatformReport {
  const query = database.prepare(
    `select key, lane, channel, kind, under, after, if_refused, state, settled_at from step
     where claim like 'edition/%' and lane like ? and kind <> 'archive'`,
  )
  const rows = z.array(ROW).parse(query.all(`${ledger.platform}/%`))
  const times = landingTimes(rows, ledger)
  const planned = rows.filter(row => row.if_refused === null)
  const wanted = planned.filter(row => ledger.replies || row.under === null)
  const standing = planned.filter(row => times.has(row.key))
  const [roots, replies] = [standing.filter(row => row.under === null), standing.filter(row => row.under !== null)]
  const time = ({ key }: { readonly key: string }) => times.get(key) ?? Number.POSITIVE_INFINITY
  const lastRoots = new Map<string, number>()
  for (const root of roots) lastRoots.set(root.lane, Math.max(lastRoots.get(root.lane) ?? 0, time(root)))
  const lastRoot = longest(roots.map(time))
  const follows = (row: z.infer<typeof ROW>, before: string | null) =>
    before === null || (times.get(before) ?? Number.NEGATIVE_INFINITY) <= time(row)
  const believed = new Map<string, number>()
  for (const row of standing) {
    if (row.lane === ledger.real && row.kind === 'post') believed.set(row.channel, (believed.get(row.channel) ?? 0) + 1)
  }
  return {
    roots: roots.length,
    replies: replies.length,
    lastRoot,
    lateness: roots.map(time),
    lastReply: longest(replies.map(time)),
    lost: wanted.filter(row => !times.has(row.key)).length,
    doubled: ledger.landed.length - new Set(ledger.landed.map(({ key }) => key)).size,
    disordered: standing.filter(row => !follows(row, row.under) || !follows(row, row.after)).length,
    overtaking: replies.filter(reply => time(reply) < (lastRoots.get(reply.lane) ?? 0)).length,
    early: replies.filter(reply => time(reply) < lastRoot).length,
    turnedAway: ledger.turnedAway,
    believed: Object.fromEntries(believed),
  }
}

/** Milliseconds after the beginning: of the model by its own log, of the emulator's installation by when the bot heard of it. */
function landingTimes(rows: readonly z.infer<typeof ROW>[], { landed, real, began }: Ledger) {
  const times = new Map(landed.map(({ key, at }) => [key, at - began.monotonic]))
  for (const row of rows) {
    if (row.lane !== real || row.state !== 'posted' || row.settled_at === null) continue
    times.set(row.key, row.settled_at - began.clock)
  }
  return times
}

function longest(times: readonly number[]): number {
  return times.reduce((most, time) => Math.max(most, time), 0)
}
