import type { Kysely, Selectable, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'
import { receipt } from './settle.ts'
import type { LeasedStep, LeaseRequest, Receipt } from './store.ts'

type Row = Selectable<Schema['step']>

// States are written out in every query here: SQLite does not use a partial index for a value that is bound.
const WAITS = sql<boolean>`state in ('queued', 'waiting')`
const LEASED = sql<boolean>`state = 'posting'`
const READY = sql<boolean>`
  (under is null or (select u.state from step u where u.key = step.under) = 'posted')
  and (if_refused is null or (select r.state from step r where r.key = step.if_refused) = 'refused')
  and (after is null or (select a.settled_at from step a where a.key = step.after) is not null)`

export async function lease(tx: Transaction<Schema>, request: LeaseRequest): Promise<readonly LeasedStep[]> {
  const { now, owner, until } = request
  const keys = await due(tx, request)
  if (keys.length === 0) return []
  const leased = await tx
    .updateTable('step')
    .set(({ ref, fn, val, eb }) => ({
      // A lease that ran out means that its owner may have posted before it fell silent.
      looks: eb.case().when('state', '=', 'posting').then(1).else(ref('looks')).end(),
      state: 'posting',
      attempts: eb('attempts', '+', 1),
      first_try_at: fn.coalesce('first_try_at', val(now)),
      lease_owner: owner,
      lease_until: until,
    }))
    .where('key', 'in', keys)
    .returningAll()
    .execute()
  const receipts = await receiptsOf(tx, leased)
  const place = new Map(keys.map((key, index) => [key, index]))
  return leased
    .toSorted((one, other) => (place.get(one.key) ?? 0) - (place.get(other.key) ?? 0))
    .map(row => leasedStep(row, receipts))
}

/** The keys that are leased now: the longest due, in the order in which they were kept, a few of each channel. */
async function due(tx: Transaction<Schema>, request: LeaseRequest): Promise<readonly string[]> {
  const { now, owner, most, perChannel } = request
  const lanes = served(request.platforms)
  const busy = sql<number>`(select count(*) from step b where b.state = 'posting' and b.lease_until > ${now}
    and b.lease_owner = ${owner} and b.lane = step.lane and b.channel = step.channel)`
  const found = await sql<{ key: string }>`
    select key from (
      select key, due_at, kept_at, position,
        busy + row_number() over (partition by lane, channel order by due_at, kept_at, position) as place
      from (
        select * from (
          select key, lane, channel, next_try_at as due_at, kept_at, position, ${busy} as busy from step
          where ${WAITS} and next_try_at <= ${now} and ${READY} and ${lanes} and ${busy} < ${perChannel}
          order by next_try_at, kept_at, position limit ${most}) as waiting
        union all
        select * from (
          select key, lane, channel, lease_until as due_at, kept_at, position, 0 as busy from step
          where ${LEASED} and lease_until <= ${now} and ${lanes}
          order by lease_until, kept_at, position limit ${most}) as silent
      ) as candidate
    ) as placed
    where place <= ${perChannel} order by due_at, kept_at, position limit ${most}`.execute(tx)
  return found.rows.map(row => row.key)
}

/** A lane is a platform, alone or with an installation after a slash. */
function served(platforms: readonly string[]) {
  const lanes = platforms.map(
    platform =>
      sql<boolean>`lane = ${platform} or substr(lane, 1, ${sql.lit(platform.length + 1)}) = ${`${platform}/`}`,
  )
  return lanes.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`(${sql.join(lanes, sql` or `)})`
}

async function receiptsOf(tx: Transaction<Schema>, rows: readonly Row[]): Promise<ReadonlyMap<string, Receipt>> {
  const roots = [...new Set(rows.flatMap(row => (row.under === null ? [] : [row.under])))]
  if (roots.length === 0) return new Map()
  const found = await tx
    .selectFrom('step')
    .select(['key', 'receipt_channel', 'receipt_message'])
    .where('key', 'in', roots)
    .execute()
  return new Map(
    found.flatMap(row => {
      const landed = receipt(row)
      return landed === undefined ? [] : [[row.key, landed] as const]
    }),
  )
}

function leasedStep(row: Row, receipts: ReadonlyMap<string, Receipt>): LeasedStep {
  const beneath = row.under === null ? undefined : receipts.get(row.under)
  return {
    key: row.key,
    kind: row.kind,
    lane: row.lane,
    channel: row.channel,
    payload: row.payload,
    expiresAt: row.expires_at,
    looks: row.looks === 1,
    attempts: row.attempts - 1,
    firstTryAt: row.first_try_at ?? row.kept_at,
    ...(row.secret === null ? {} : { secret: row.secret }),
    ...(row.under === null ? {} : { under: row.under }),
    ...(row.if_refused === null ? {} : { ifRefused: row.if_refused }),
    ...(row.after === null ? {} : { after: row.after }),
    ...(beneath === undefined ? {} : { beneath }),
  }
}

export async function nextWake(
  db: Kysely<Schema>,
  platforms: readonly string[],
  after: number,
): Promise<number | undefined> {
  const lanes = served(platforms)
  const found = await sql<{ at: number }>`
    select at from (
      select * from (select next_try_at as at from step
        where ${WAITS} and next_try_at > ${after} and ${READY} and ${lanes}
        order by next_try_at limit 1) as waiting
      union all
      select * from (select lease_until as at from step
        where ${LEASED} and lease_until > ${after} and ${lanes}
        order by lease_until limit 1) as leased
    ) as wake order by at limit 1`.execute(db)
  const at = found.rows[0]?.at
  return at === undefined ? undefined : Number(at)
}

export async function release(tx: Transaction<Schema>, gone: (owner: string) => boolean, now: number): Promise<number> {
  const owners = await tx
    .selectFrom('step')
    .select('lease_owner')
    .distinct()
    .where(LEASED)
    .where('lease_owner', 'is not', null)
    .execute()
  const names = owners.flatMap(row => (row.lease_owner !== null && gone(row.lease_owner) ? [row.lease_owner] : []))
  if (names.length === 0) return 0
  const freed = await tx
    .updateTable('step')
    .set({ lease_until: now })
    .where(LEASED)
    .where('lease_until', '>', now)
    .where('lease_owner', 'in', names)
    .executeTakeFirst()
  return Number(freed.numUpdatedRows)
}
