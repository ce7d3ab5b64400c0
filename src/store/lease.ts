import type { Kysely, Selectable, Transaction } from 'kysely'
import { sql } from 'kysely'
import { atLeast } from './limit.ts'
import { BELOW_DIGESTS, DIGEST_ROOT, RANKS, URGENT } from './rank.ts'
import type { Schema } from './schema.ts'
import { receipt } from './settle.ts'
import { sideBySide } from './side-by-side.ts'
import type { LeasedStep } from './step.ts'
import type { LeaseRequest } from './store.ts'

type Where = Omit<LeaseRequest, 'admit'>
type Row = Selectable<Schema['step']>

// States are written out in every query here: SQLite does not use a partial index for a value that is bound.
const READY = sql<boolean>`state in ('queued', 'waiting') and ready = 1`
const LEASED = sql<boolean>`state = 'posting'`
/** A channel takes one message a second, and has hardly ever more digests than this at one minute. */
const ROOTS_WITHIN_MS = 10_000

/** `among`: nothing but these steps, as they were found ready before. */
export async function lease(
  tx: Transaction<Schema>,
  request: LeaseRequest,
  among?: readonly string[],
): Promise<readonly LeasedStep[]> {
  const candidates = among === undefined ? await locked(tx, request) : await rowsOf(tx, among, request.now, undefined)
  if (candidates.length === 0) return []
  const settled = await settledBefore(tx, candidates)
  const going: LeasedStep[] = []
  for (const row of candidates) {
    const step = leasedStep(row, settled, request.now)
    const admission = request.admit(step)
    if (admission.kind === 'go') going.push(step)
    if (admission.kind === 'not-before') await postpone(tx, row, admission.at)
  }
  await give(tx, going, request)
  return going
}

/** What a lease would give now, if all were admitted; nothing is written. */
export async function ready(db: Kysely<Schema>, request: Where): Promise<readonly LeasedStep[]> {
  const keys = await due(db, request)
  if (keys.length === 0) return []
  const rows = await rowsOf(db, keys, request.now, undefined)
  const settled = await settledBefore(db, rows)
  return rows.map(row => leasedStep(row, settled, request.now))
}

async function give(tx: Transaction<Schema>, steps: readonly LeasedStep[], { now, owner, until }: LeaseRequest) {
  if (steps.length === 0) return
  await tx
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
    .where(
      'key',
      'in',
      steps.map(step => step.key),
    )
    .execute()
}

/** A step whose lease ran out stays one, so that it is looked for. */
async function postpone(tx: Transaction<Schema>, row: Row, at: number): Promise<void> {
  await tx
    .updateTable('step')
    .set(row.state === 'posting' ? { lease_until: at } : { next_try_at: at })
    .where('key', '=', row.key)
    .execute()
}

/** What is due, and no other process can lease before this commit is over. */
async function locked(tx: Transaction<Schema>, request: Where): Promise<readonly Row[]> {
  for (;;) {
    const keys = await due(tx, request)
    if (keys.length === 0) return []
    const free = await rowsOf(tx, keys, request.now, sideBySide(tx) ? 'skip-locked' : undefined)
    if (free.length > 0 || !sideBySide(tx)) return free
    // Another process leases these very steps: what it leaves is seen when it is done.
    const left = await rowsOf(tx, keys, request.now, 'wait')
    if (left.length > 0) return left
  }
}

async function rowsOf(
  tx: Kysely<Schema>,
  keys: readonly string[],
  now: number,
  others: 'skip-locked' | 'wait' | undefined,
): Promise<readonly Row[]> {
  const found = tx
    .selectFrom('step')
    .selectAll()
    .where('key', 'in', keys)
    .where(sql<boolean>`((${READY} and next_try_at <= ${now}) or (${LEASED} and lease_until <= ${now}))`)
  const rows = await found
    .$if(others === 'skip-locked', query => query.forUpdate().skipLocked())
    .$if(others === 'wait', query => query.forUpdate())
    .execute()
  const place = new Map(keys.map((key, index) => [key, index]))
  return rows.toSorted((one, other) => (place.get(one.key) ?? 0) - (place.get(other.key) ?? 0))
}

/** The keys of what may be leased now, in order: the longest due of each rank, a few of each channel. */
async function due(tx: Kysely<Schema>, request: Where): Promise<readonly string[]> {
  const { now, owner, most, mostUrgent, perChannel } = request
  const ranks = request.rootsOnly === true ? RANKS.filter(rank => rank !== BELOW_DIGESTS) : RANKS
  const lanes = served(request.platforms)
  const open = request.closed.length === 0 ? lanes : sql`${lanes} and lane not in (${sql.join(request.closed)})`
  const busy = sql<number>`(select count(*) from step b where b.state = 'posting' and b.lane = step.lane
    and b.channel = step.channel and b.lease_until > ${now} and b.lease_owner = ${owner} and b.rank > ${URGENT})`
  const columns = sql`key, rank, lane, channel, next_try_at as due_at, kept_at, position`
  const order = sql`order by next_try_at, kept_at, position, key`
  // Of an installation all digests' roots stand before what goes below them; one that waits for long holds up nobody.
  const rooting = sql`select lane from step where ${READY} and rank = ${DIGEST_ROOT} and next_try_at <= ${now + ROOTS_WITHIN_MS}
    union select lane from step where ${LEASED} and rank = ${DIGEST_ROOT} and lease_until > ${now}`
  const openBelow = sql`${open} and lane not in (${rooting})`
  const ready = ranks.map(rank =>
    rank === URGENT
      ? sql`select * from (select ${columns}, 0 as busy from step
          where ${READY} and rank = ${rank} and next_try_at <= ${now} and ${lanes} ${order} limit ${atLeast(mostUrgent)}) as urgent`
      : sql`select * from (select ${columns}, ${busy} as busy from step
          where ${READY} and rank = ${rank} and next_try_at <= ${now} and ${rank === BELOW_DIGESTS ? openBelow : open} and ${busy} < ${perChannel}
          ${order} limit ${atLeast(most)}) as ${sql.raw(`rank${rank}`)}`,
  )
  const found = await sql<{ key: string; rank: number }>`
    select key, rank from (
      select key, rank, due_at, kept_at, position,
        busy + row_number() over (partition by rank = ${URGENT}, lane, channel order by rank, due_at, kept_at, position, key) as place
      from (
        ${sql.join(ready, sql` union all `)}
        union all
        select * from (
          select key, rank, lane, channel, lease_until as due_at, kept_at, position, 0 as busy from step
          where ${LEASED} and lease_until <= ${now} and ${lanes}
          order by lease_until, kept_at, position, key limit ${atLeast(most)}) as silent
      ) as candidate
    ) as placed
    where rank = ${URGENT} or place <= ${perChannel} order by rank, due_at, kept_at, position, key`.execute(tx)
  const isUrgent = ({ rank }: { readonly rank: number }) => Number(rank) === URGENT
  const urgent = found.rows.filter(isUrgent).slice(0, mostUrgent)
  return [...urgent, ...found.rows.filter(row => !isUrgent(row)).slice(0, most)].map(row => row.key)
}

/** A lane is a platform, alone or with an installation after a slash. */
function served(platforms: readonly string[]) {
  const lanes = platforms.map(
    platform =>
      sql<boolean>`lane = ${platform} or substr(lane, 1, ${sql.lit(platform.length + 1)}) = ${`${platform}/`}`,
  )
  return lanes.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`(${sql.join(lanes, sql` or `)})`
}

type Settled = NonNullable<LeasedStep['behind']>

/** What these steps waited for, by key. */
async function settledBefore(tx: Kysely<Schema>, rows: readonly Row[]): Promise<ReadonlyMap<string, Settled>> {
  const keys = [...new Set(rows.flatMap(({ under, after }) => [under, after].filter(key => key !== null)))]
  if (keys.length === 0) return new Map()
  const found = await tx
    .selectFrom('step')
    .select(['key', 'kind', 'receipt_channel', 'receipt_message'])
    .where('key', 'in', keys)
    .execute()
  return new Map(
    found.map(row => {
      const landed = receipt(row)
      return [row.key, { kind: row.kind, ...(landed === undefined ? {} : { receipt: landed }) }]
    }),
  )
}

/** The row as it is given: before it is written that it is leased. */
function leasedStep(row: Row, settled: ReadonlyMap<string, Settled>, now: number): LeasedStep {
  const beneath = row.under === null ? undefined : settled.get(row.under)?.receipt
  const behind = row.after === null ? undefined : settled.get(row.after)
  return {
    key: row.key,
    claim: row.claim,
    kind: row.kind,
    lane: row.lane,
    channel: row.channel,
    payload: row.payload,
    expiresAt: row.expires_at,
    looks: row.looks === 1 || row.state === 'posting',
    attempts: row.attempts,
    firstTryAt: row.first_try_at ?? now,
    ...(row.rank === URGENT ? { urgent: true } : {}),
    ...(row.secret === null ? {} : { secret: row.secret }),
    ...(row.under === null ? {} : { under: row.under }),
    ...(row.if_refused === null ? {} : { ifRefused: row.if_refused }),
    ...(row.after === null ? {} : { after: row.after }),
    ...(beneath === undefined ? {} : { beneath }),
    ...(behind === undefined ? {} : { behind }),
  }
}

export async function nextWake(
  db: Kysely<Schema>,
  platforms: readonly string[],
  after: number,
): Promise<number | undefined> {
  const lanes = served(platforms)
  const ready = RANKS.map(
    rank => sql`select * from (select next_try_at as at from step
      where ${READY} and rank = ${rank} and next_try_at > ${after} and ${lanes}
      order by next_try_at limit 1) as ${sql.raw(`rank${rank}`)}`,
  )
  const found = await sql<{ at: number }>`
    select at from (
      ${sql.join(ready, sql` union all `)}
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
