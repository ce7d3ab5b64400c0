import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { platformOf } from './lane.ts'
import type { Schema } from './schema.ts'

/** How much waits to be posted, for whoever watches. Times are milliseconds since 1970. */
export interface Queue {
  /** When it was looked. */
  readonly at: number
  /** Steps that are kept and not settled. */
  readonly waiting: number
  /** When the oldest of those that could go now was kept; absent when there is none. */
  readonly oldest?: number
  /** By platform: how many gave way since it was looked before, because the step above them did not land. */
  readonly dropped: ReadonlyMap<string, number>
  /** Why the last word could not be written, where that was lately; absent where it could. */
  readonly unwritable?: string
}

/** Reads only what indexes hold: rows hold whole messages, and nobody is to wait for whoever watches. */
export async function queue(db: Kysely<Schema>, since: number, now: number): Promise<Queue> {
  const open = await sql<{ many: number }>`
    select (select count(*) from step where state in ('queued', 'waiting'))
      + (select count(*) from step where state = 'posting') as many`.execute(db)
  const first = await sql<{ oldest: number | null }>`
    select min(kept_at) as oldest from step
    where state in ('queued', 'waiting') and ready = 1 and next_try_at <= ${now}`.execute(db)
  const lost = await sql<{ lane: string; many: number }>`
    select lane, count(*) as many from step
    where state = 'dropped' and if_refused is null and settled_at > ${since} and settled_at <= ${now}
    group by lane`.execute(db)
  const dropped = new Map<string, number>()
  for (const { lane, many } of lost.rows) {
    const platform = platformOf(lane)
    dropped.set(platform, (dropped.get(platform) ?? 0) + Number(many))
  }
  const oldest = first.rows[0]?.oldest ?? undefined
  return { at: now, waiting: Number(open.rows[0]?.many ?? 0), ...(oldest === undefined ? {} : { oldest }), dropped }
}
