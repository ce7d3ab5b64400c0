import type { Insertable, Kysely, Transaction } from 'kysely'
import { heldUntil, hold } from './hold.ts'
import { lease, nextWake, release } from './lease.ts'
import { aboutText, dropRest, findPosting, forgetPostings, lastPosting, postingsOf } from './posting-table.ts'
import { prune } from './prune.ts'
import type { Schema } from './schema.ts'
import { putSetting, readSetting } from './setting-table.ts'
import { receipt, settle } from './settle.ts'
import type { KeptStep, NewStep, StepState, Store } from './store.ts'

/** The outbox on any SQL database that Kysely speaks to. */
export function createOutboxTable(db: Kysely<Schema>): Omit<Store, 'close'> {
  return {
    take: (claim, steps, now, setting) =>
      db.transaction().execute(async tx => {
        const taken = await take(tx, claim, steps, now)
        if (taken && setting !== undefined) await putSetting(tx, setting, now)
        return taken
      }),
    lease: request => db.transaction().execute(tx => lease(tx, request)),
    settle: (key, owner, outcome, now) => db.transaction().execute(tx => settle(tx, key, owner, outcome, now)),
    hold: (lane, channel, until) => db.transaction().execute(tx => hold(tx, lane, channel, until)),
    nextWake: (platforms, after) => nextWake(db, platforms, after),
    release: (gone, now) => db.transaction().execute(tx => release(tx, gone, now)),
    prune: before => prune(db, before),
    lastPosting: query => lastPosting(db, query),
    postingsOf: story => postingsOf(db, story),
    posting: which => findPosting(db, which),
    forgetPostings: before => db.transaction().execute(tx => forgetPostings(tx, before)),
    setting: (lane, channel) => readSetting(db, lane, channel),
    steps: () => steps(db),
  }
}

/** SQLite binds at most 32,766 values, and a thread has no fixed length. */
const ROWS_AT_ONCE = 100

async function take(tx: Transaction<Schema>, claim: string, steps: readonly NewStep[], now: number): Promise<boolean> {
  const claimed = await tx
    .insertInto('claim')
    .values({ id: claim, claimed_at: now })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows !== 1n) return false
  const states = new Map<string, StepState>()
  const holds = new Map<string, number>()
  const roots = new Map<string, string>()
  const rows: Insertable<Schema['step']>[] = []
  for (const [position, step] of steps.entries()) {
    const place = JSON.stringify([step.lane, step.channel])
    const held = holds.get(place) ?? (await heldUntil(tx, step.lane, step.channel))
    holds.set(place, held)
    const state = await firstState(tx, step, states)
    states.set(step.key, state)
    const root = step.takes ?? (step.about === undefined ? roots.get(step.under ?? '') : step.key)
    if (root !== undefined && step.takes === undefined) roots.set(step.key, root)
    rows.push({ ...newRow(claim, position, step, state, now, Math.max(now, held)), posting: root ?? null })
  }
  const taken = new Set(steps.flatMap(step => step.takes ?? []))
  for (const posting of taken) await dropRest(tx, posting, now)
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await tx
      .insertInto('step')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute()
  }
  return true
}

/** Dropped when what the step waits for has gone the other way already. */
async function firstState(
  tx: Transaction<Schema>,
  step: NewStep,
  states: ReadonlyMap<string, StepState>,
): Promise<'queued' | 'dropped'> {
  const stateOf = async (key: string) => states.get(key) ?? (await keptState(tx, step.key, key))
  const under = step.under === undefined ? undefined : await stateOf(step.under)
  const ifRefused = step.ifRefused === undefined ? undefined : await stateOf(step.ifRefused)
  if (step.after !== undefined) await stateOf(step.after)
  const rootless = under === 'refused' || under === 'in-doubt' || under === 'dropped'
  const needless = ifRefused === 'posted' || ifRefused === 'in-doubt' || ifRefused === 'dropped'
  return rootless || needless ? 'dropped' : 'queued'
}

async function keptState(tx: Transaction<Schema>, waiting: string, key: string): Promise<StepState> {
  const row = await tx.selectFrom('step').select('state').where('key', '=', key).executeTakeFirst()
  if (row !== undefined) return row.state
  throw new Error(`Step ${waiting} waits for ${key}, which is neither before it nor kept.`)
}

function newRow(
  claim: string,
  position: number,
  step: NewStep,
  state: 'queued' | 'dropped',
  now: number,
  nextTryAt: number,
): Insertable<Schema['step']> {
  const dropped = state === 'dropped'
  return {
    key: step.key,
    claim,
    position,
    kind: step.kind,
    lane: step.lane,
    channel: step.channel,
    payload: step.payload,
    secret: dropped ? null : (step.secret ?? null),
    under: step.under ?? null,
    if_refused: step.ifRefused ?? null,
    after: step.after ?? null,
    expires_at: step.expiresAt,
    about: aboutText(step.about),
    state,
    next_try_at: nextTryAt,
    kept_at: now,
    settled_at: dropped ? now : null,
  }
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
