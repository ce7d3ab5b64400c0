import type { Kysely, Selectable, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'
import type { KeptStep, LeasedStep, LeaseRequest, NewStep, Receipt, StepOutcome, Store } from './store.ts'

type Row = Selectable<Schema['step']>

/** The outbox on any SQL database that Kysely speaks to. */
export function createOutboxTable(db: Kysely<Schema>): Omit<Store, 'close'> {
  return {
    take: (claim, steps, now) => db.transaction().execute(tx => take(tx, claim, steps, now)),
    lease: request => lease(db, request),
    settle: (key, owner, outcome, now) => db.transaction().execute(tx => settle(tx, key, owner, outcome, now)),
    hold: (lane, channel, until) => hold(db, lane, channel, until),
    nextWake: platforms => nextWake(db, platforms),
    release: (gone, now) => db.transaction().execute(tx => release(tx, gone, now)),
    steps: () => steps(db),
  }
}

async function take(tx: Transaction<Schema>, claim: string, steps: readonly NewStep[], now: number): Promise<boolean> {
  const claimed = await tx
    .insertInto('claim')
    .values({ id: claim, claimed_at: now })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows !== 1n) return false
  if (steps.length === 0) return true
  const rows = steps.map((step, position) => ({
    key: step.key,
    claim,
    position,
    kind: step.kind,
    lane: step.lane,
    channel: step.channel,
    payload: step.payload,
    secret: step.secret ?? null,
    under: step.under ?? null,
    if_refused: step.ifRefused ?? null,
    after: step.after ?? null,
    expires_at: step.expiresAt,
    next_try_at: now,
    kept_at: now,
  }))
  // One row a statement: SQLite binds at most 32,766 values, and a thread has no fixed length.
  for (const row of rows) await tx.insertInto('step').values(row).execute()
  return true
}

const READY = sql<boolean>`
  (under is null or (select u.state from step u where u.key = step.under) = 'posted')
  and (if_refused is null or (select r.state from step r where r.key = step.if_refused) = 'refused')
  and (after is null or (select a.settled_at from step a where a.key = step.after) is not null)`

function served(platforms: readonly string[]) {
  const lanes = platforms.map(platform => sql<boolean>`lane like ${`${platform}/%`}`)
  return lanes.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`(${sql.join(lanes, sql` or `)})`
}

async function lease(db: Kysely<Schema>, request: LeaseRequest): Promise<readonly LeasedStep[]> {
  const { now, owner, until, most, platforms } = request
  const leased = await db
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
    .where('key', 'in', ready =>
      ready
        .selectFrom('step')
        .select('key')
        .where(({ or, and, eb }) =>
          or([
            and([eb('state', 'in', ['queued', 'waiting']), eb('next_try_at', '<=', now)]),
            and([eb('state', '=', 'posting'), eb('lease_until', '<=', now)]),
          ]),
        )
        .where(READY)
        .where(served(platforms))
        .orderBy('kept_at')
        .orderBy('position')
        .limit(most),
    )
    .returningAll()
    .execute()
  const ordered = leased.toSorted((one, other) => one.kept_at - other.kept_at || one.position - other.position)
  return Promise.all(ordered.map(row => leasedStep(db, row)))
}

async function leasedStep(db: Kysely<Schema>, row: Row): Promise<LeasedStep> {
  const beneath = row.under === null ? undefined : await receiptOf(db, row.under)
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

async function receiptOf(db: Kysely<Schema>, key: string): Promise<Receipt | undefined> {
  const row = await db
    .selectFrom('step')
    .select(['receipt_channel', 'receipt_message'])
    .where('key', '=', key)
    .executeTakeFirst()
  return row === undefined ? undefined : receipt(row)
}

function receipt(row: { receipt_channel: string | null; receipt_message: string | null }): Receipt | undefined {
  if (row.receipt_channel === null || row.receipt_message === null) return undefined
  return { channel: row.receipt_channel, message: row.receipt_message }
}

async function settle(
  tx: Transaction<Schema>,
  key: string,
  owner: string,
  outcome: StepOutcome,
  now: number,
): Promise<boolean> {
  const changed = await tx
    .updateTable('step')
    .set({ state: outcome.state, lease_owner: null, lease_until: null, ...columns(outcome, now) })
    .where('key', '=', key)
    .where('state', '=', 'posting')
    .where('lease_owner', '=', owner)
    .executeTakeFirst()
  if (changed.numUpdatedRows !== 1n) return false
  if (outcome.state !== 'waiting') await dropOrphans(tx, key, outcome.state, now)
  return true
}

function columns(outcome: StepOutcome, now: number) {
  switch (outcome.state) {
    case 'posted':
      return {
        receipt_channel: outcome.receipt.channel,
        receipt_message: outcome.receipt.message,
        secret: null,
        settled_at: now,
      }
    case 'waiting':
      return { next_try_at: outcome.nextTryAt, looks: outcome.looks ? 1 : 0 }
    case 'in-doubt':
    case 'refused':
      return { reason: outcome.reason, secret: null, settled_at: now }
  }
}

/** Drops, to the last one, the steps whose condition can no longer come true. */
async function dropOrphans(tx: Transaction<Schema>, key: string, state: string, now: number): Promise<void> {
  const orphans = await tx
    .selectFrom('step')
    .select('key')
    .where('state', 'in', ['queued', 'waiting'])
    .where(({ or, and, eb, lit }) =>
      or([
        and([eb('under', '=', key), state === 'posted' ? lit(false) : lit(true)]),
        and([eb('if_refused', '=', key), state === 'refused' ? lit(false) : lit(true)]),
      ]),
    )
    .execute()
  for (const orphan of orphans) {
    await tx
      .updateTable('step')
      .set({ state: 'dropped', secret: null, settled_at: now })
      .where('key', '=', orphan.key)
      .execute()
    await dropOrphans(tx, orphan.key, 'dropped', now)
  }
}

async function hold(db: Kysely<Schema>, lane: string, channel: string | undefined, until: number): Promise<void> {
  let held = db
    .updateTable('step')
    .set({ next_try_at: until })
    .where('state', 'in', ['queued', 'waiting'])
    .where('lane', '=', lane)
    .where('next_try_at', '<', until)
  if (channel !== undefined) held = held.where('channel', '=', channel)
  await held.execute()
}

async function nextWake(db: Kysely<Schema>, platforms: readonly string[]): Promise<number | undefined> {
  const row = await db
    .selectFrom(
      db
        .selectFrom('step')
        .select('next_try_at as at')
        .where('state', 'in', ['queued', 'waiting'])
        .where(READY)
        .where(served(platforms))
        .unionAll(
          db
            .selectFrom('step')
            .select(sql<number>`lease_until`.as('at'))
            .where('state', '=', 'posting')
            .where(served(platforms)),
        )
        .as('wake'),
    )
    .select(({ fn }) => fn.min('at').as('at'))
    .executeTakeFirst()
  return row?.at === null || row === undefined ? undefined : Number(row.at)
}

async function release(tx: Transaction<Schema>, gone: (owner: string) => boolean, now: number): Promise<number> {
  const owners = await tx
    .selectFrom('step')
    .select('lease_owner')
    .distinct()
    .where('state', '=', 'posting')
    .where('lease_owner', 'is not', null)
    .execute()
  const names = owners.flatMap(row => (row.lease_owner !== null && gone(row.lease_owner) ? [row.lease_owner] : []))
  if (names.length === 0) return 0
  const freed = await tx
    .updateTable('step')
    .set({ lease_until: now })
    .where('state', '=', 'posting')
    .where('lease_owner', 'in', names)
    .executeTakeFirst()
  return Number(freed.numUpdatedRows)
}

async function steps(db: Kysely<Schema>): Promise<readonly KeptStep[]> {
  const rows = await db.selectFrom('step').selectAll().orderBy('kept_at').orderBy('claim').orderBy('position').execute()
  return rows.map(row => {
    const landed = receipt(row)
    return {
      key: row.key,
      claim: row.claim,
      state: row.state,
      attempts: row.attempts,
      ...(landed === undefined ? {} : { receipt: landed }),
      ...(row.reason === null ? {} : { reason: row.reason }),
    }
  })
}
