import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import { sql } from 'kysely'
import { atMost } from './limit.ts'
import type { Schema } from './schema.ts'
import { sideBySide } from './side-by-side.ts'
import type { DueSubscription, Halt, MovedSubscription, Subscription, WhichSubscriptions } from './subscription.ts'
import type { Place } from './template.ts'
import { template } from './template.ts'

type Row = Selectable<Schema['subscription']>
/** Named as in `DueSubscription`: ten thousand come due in one minute, and copying each takes a fifth of what reading them does. */
const DUE = [
  'id',
  'lane',
  'space',
  'channel',
  'plan',
  'wish',
  'set_by as by',
  'set_at as setAt',
  'next_at as nextAt',
  'next_nominal as nextNominal',
  'last_nominal as lastNominal',
  'paused_until as pausedUntil',
] as const

const REFUSALS_TO_HALT = 3
/** Written out as in the indexes, which are used for nothing else. */
const RUNS = sql<boolean>`next_at is not null and gone_at is null`

export async function putSubscription(tx: Transaction<Schema>, subscription: Subscription): Promise<void> {
  const row = newRow(subscription)
  await tx
    .insertInto('subscription')
    .values(row)
    .onConflict(conflict => conflict.column('id').doUpdateSet(row).where('subscription.lane', '=', row.lane))
    .execute()
}

export async function changeSubscription(tx: Transaction<Schema>, subscription: Subscription): Promise<void> {
  const { id, lane, ...row } = newRow(subscription)
  await tx.updateTable('subscription').set(row).where('id', '=', id).where('lane', '=', lane).execute()
}

/** Whether it is there. Another process that stops it waits for the end of the commit. */
export async function isSubscribed(
  tx: Transaction<Schema>,
  { id, lane }: Pick<Subscription, 'id' | 'lane'>,
): Promise<boolean> {
  const row = await tx
    .selectFrom('subscription')
    .select('id')
    .where('id', '=', id)
    .where('lane', '=', lane)
    .$if(sideBySide(tx), query => query.forUpdate())
    .executeTakeFirst()
  return row !== undefined
}

export async function removeSubscription(tx: Transaction<Schema>, id: string): Promise<void> {
  await tx.deleteFrom('subscription').where('id', '=', id).execute()
}

export async function haltTold(tx: Transaction<Schema>, id: string): Promise<void> {
  await tx.updateTable('subscription').set({ halt_told: 1 }).where('id', '=', id).execute()
}

export async function findSubscriptions(
  db: Kysely<Schema>,
  which: WhichSubscriptions,
): Promise<readonly Subscription[]> {
  let found = db.selectFrom('subscription').selectAll()
  if (which.id !== undefined) found = found.where('id', '=', which.id)
  if (which.lane !== undefined) found = found.where('lane', '=', which.lane)
  if (which.channel !== undefined) found = found.where('channel', '=', which.channel)
  if (which.space !== undefined) found = found.where('space', '=', which.space)
  return (await found.orderBy('set_at').orderBy('id').execute()).map(read)
}

export async function dueSubscriptions(
  db: Kysely<Schema>,
  now: number,
  most: number,
  passed = 0,
): Promise<readonly DueSubscription[]> {
  return (await dueRows(db, { now, most, passed })).rows
}

const dueRows = template((db, at: Place<'now' | 'most' | 'passed'>) =>
  db
    .selectFrom('subscription')
    .select(DUE)
    .where(RUNS)
    .where('next_at', '<=', at<number>('now'))
    .orderBy('next_at')
    .limit(at<number>('most'))
    .offset(at<number>('passed')),
)

export async function nextDue(db: Kysely<Schema>): Promise<number | undefined> {
  const row = await db
    .selectFrom('subscription')
    .select('next_at')
    .where(RUNS)
    .orderBy('next_at')
    .limit(atMost(1))
    .executeTakeFirst()
  return row?.next_at === null || row === undefined ? undefined : Number(row.next_at)
}

/** What the clock writes; all else of a subscription belongs to people. */
export async function setNext(tx: Transaction<Schema>, { id, ...after }: MovedSubscription): Promise<void> {
  const { nextAt = null, nextNominal = null, lastNominal = null, zoneData } = after
  await putNext(tx, { id, nextAt, nextNominal, lastNominal, zoneData })
}

const putNext = template((db, at: Place<'id' | 'nextAt' | 'nextNominal' | 'lastNominal' | 'zoneData'>) =>
  db
    .updateTable('subscription')
    .set({
      next_at: at('nextAt'),
      next_nominal: at('nextNominal'),
      last_nominal: at('lastNominal'),
      zone_data: at('zoneData'),
    })
    .where('id', '=', at<string>('id')),
)

export async function moveOn(
  tx: Transaction<Schema>,
  before: DueSubscription,
  after: MovedSubscription,
): Promise<boolean> {
  const row = await asDecidedOn(tx, before)
  if (row === undefined || row.next_at !== (before.nextAt ?? null) || row.next_nominal !== (before.nextNominal ?? null))
    return false
  await setNext(tx, after)
  return true
}

const running = template((db, at: Place<'id'>) =>
  db
    .selectFrom('subscription')
    .selectAll()
    .where('id', '=', at<string>('id'))
    .where(RUNS)
    .$if(sideBySide(db), query => query.forUpdate()),
)

/** The row, if it runs and nobody has changed it since this was read. */
export async function asDecidedOn(tx: Transaction<Schema>, decided: DueSubscription): Promise<Row | undefined> {
  const [row] = (await running(tx, { id: decided.id })).rows
  const same = row?.set_at === decided.setAt && row.plan === decided.plan && row.wish === decided.wish
  return same ? row : undefined
}

/** True when it is the third refusal in a row, which halts it; it is the first when one before it `wentWell`, which is asked only if it matters. */
export async function countRefusal(
  tx: Transaction<Schema>,
  id: string,
  why: Pick<Halt, 'reason' | 'remedy'>,
  now: number,
  wentWell: () => Promise<boolean>,
): Promise<boolean> {
  const row = await tx
    .selectFrom('subscription')
    .select('refusals')
    .where('id', '=', id)
    .where('halt_at', 'is', null)
    .$if(sideBySide(tx), query => query.forUpdate())
    .executeTakeFirst()
  if (row === undefined) return false
  const refusals = row.refusals > 0 && (await wentWell()) ? 1 : row.refusals + 1
  const halts = refusals >= REFUSALS_TO_HALT
  const halt = halts
    ? { halt_reason: why.reason, halt_remedy: why.remedy, halt_at: now, halt_told: 0, next_at: null }
    : {}
  await tx
    .updateTable('subscription')
    .set({ refusals, ...halt })
    .where('id', '=', id)
    .execute()
  return halts
}

function newRow(subscription: Subscription): Insertable<Schema['subscription']> {
  const { halted } = subscription
  return {
    id: subscription.id,
    lane: subscription.lane,
    space: subscription.space ?? null,
    channel: subscription.channel,
    plan: subscription.plan,
    wish: subscription.wish,
    set_by: subscription.by,
    set_at: subscription.setAt,
    next_at: subscription.nextAt ?? null,
    next_nominal: subscription.nextNominal ?? null,
    last_nominal: subscription.lastNominal ?? null,
    paused_until: subscription.pausedUntil ?? null,
    zone_data: subscription.zoneData,
    refusals: subscription.refusals,
    halt_reason: halted?.reason ?? null,
    halt_remedy: halted?.remedy ?? null,
    halt_at: halted?.at ?? null,
    halt_told: halted?.told === true ? 1 : 0,
    gone_at: null,
  }
}

function read(row: Row): Subscription {
  return {
    id: row.id,
    lane: row.lane,
    ...(row.space === null ? {} : { space: row.space }),
    channel: row.channel,
    plan: row.plan,
    wish: row.wish,
    by: row.set_by,
    setAt: row.set_at,
    ...(row.next_at === null ? {} : { nextAt: row.next_at }),
    ...(row.next_nominal === null ? {} : { nextNominal: row.next_nominal }),
    ...(row.last_nominal === null ? {} : { lastNominal: row.last_nominal }),
    ...(row.paused_until === null ? {} : { pausedUntil: row.paused_until }),
    zoneData: row.zone_data,
    refusals: row.refusals,
    ...readHalt(row),
  }
}

function readHalt({ halt_reason: reason, halt_remedy: remedy, halt_at: at, halt_told: told }: Row) {
  if (reason === null || remedy === null || at === null) return {}
  return { halted: { reason, remedy, at, told: told === 1 } }
}
