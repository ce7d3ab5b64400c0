import type { Insertable, Kysely, Transaction } from 'kysely'
import { changesGone, keepChanges } from './change.ts'
import { behindOthers } from './edit-order.ts'
import { countRefused, editions, editionThreads, publish } from './edition-table.ts'
import { forgetDigests, forgetSpace, present } from './forget.ts'
import type { Shared, Turn } from './group.ts'
import { groupCommits } from './group.ts'
import { heldUntil, hold } from './hold.ts'
import { lease, nextWake, ready, release } from './lease.ts'
import { findPosting, lastPosting, postingsOf, unposted } from './posting-query.ts'
import { aboutText, dropRest, forgetPostings } from './posting-table.ts'
import { prune } from './prune.ts'
import { queue } from './queue.ts'
import { rankOf } from './rank.ts'
import { crowded } from './room.ts'
import type { Schema } from './schema.ts'
import { setBack } from './set-back.ts'
import { readSetting } from './setting-table.ts'
import { receipt, settle } from './settle.ts'
import { sideBySide } from './side-by-side.ts'
import type { KeptStep, LeasedStep, NewStep, StepState } from './step.ts'
import type { Beginning, LeaseRequest, Store, Taken, Terms } from './store.ts'
import { dueSubscriptions, findSubscriptions, moveOn, nextDue } from './subscription-table.ts'
import { insertion } from './template.ts'
import { tell, told, toldAlready } from './told-table.ts'

/** A lease in two parts besides, for whoever cannot be asked inside a commit. */
export interface OutboxTable extends Omit<Store, 'close'> {
  /** What would be leased if all were admitted; nothing is written. */
  ready(places: Omit<LeaseRequest, 'admit'>): Promise<readonly LeasedStep[]>
  /** Leases of these steps those that are still ready. */
  leaseOf(request: LeaseRequest, keys: readonly string[]): Promise<readonly LeasedStep[]>
}

/** The outbox on any SQL database that Kysely speaks to. */
export function createOutboxTable(db: Kysely<Schema>, turn?: Turn, shared?: Shared): OutboxTable {
  const commit = groupCommits(db, turn, shared)
  return {
    ready: places => ready(db, places),
    leaseOf: (request, keys) => commit('soon', tx => lease(tx, request, keys)),
    take: (claim, steps, now, terms = {}) =>
      commit('prompt', async tx => {
        const taken = await take(tx, claim, steps, now, terms)
        if (taken.kind === 'taken') await keepChanges(tx, terms.changes ?? [], now)
        return taken
      }),
    lease: request => commit('soon', tx => lease(tx, request)),
    settle: (key, owner, outcome, now) => commit('soon', tx => settle(tx, countRefused, key, owner, outcome, now)),
    hold: (lane, channel, until) => commit('soon', tx => hold(tx, lane, channel, until)),
    nextWake: (platforms, after) => nextWake(db, platforms, after),
    release: (gone, now) => db.transaction().execute(tx => release(tx, gone, now)),
    setBack: (now, seen) => commit('soon', tx => setBack(tx, now, seen)),
    prune: before => prune(db, before),
    lastPosting: query => lastPosting(db, query),
    postingsOf: story => postingsOf(db, story),
    unposted: story => unposted(db, story),
    posting: which => findPosting(db, which),
    forgetPostings: before => db.transaction().execute(tx => forgetPostings(tx, before)),
    setting: (lane, channel) => readSetting(db, lane, channel),
    subscriptions: which => findSubscriptions(db, which),
    dueSubscriptions: (now, most, passed) => dueSubscriptions(db, now, most, passed),
    nextDue: () => nextDue(db),
    publish: (edition, steps, after, now, terms) =>
      commit('calm', tx => {
        const keep = async (claim: string) => (await take(tx, claim, steps, now, {})).kind === 'taken'
        return publish(tx, keep, edition, steps, after, now, terms)
      }),
    moveOn: (before, after) => commit('calm', tx => moveOn(tx, before, after)),
    editions: (subscription, most) => editions(db, subscription, most),
    editionThreads: (subscription, most) => editionThreads(db, subscription, most),
    told: query => told(db, query),
    forgetSpace: (lane, space, gone) => commit('soon', tx => forgetSpace(tx, lane, space, gone)),
    present: (lane, spaces, now) => commit('soon', tx => present(tx, lane, spaces, now)),
    forgetDigests: now => db.transaction().execute(tx => forgetDigests(tx, now)),
    queue: (since, now) => queue(db, since, now),
    steps: () => steps(db),
    warm: () => Promise.resolve(),
  }
}

const putClaim = insertion('claim', ['id', 'claimed_at'], 'on conflict do nothing')
const putSteps = insertion('step', [
  'key',
  'claim',
  'position',
  'kind',
  'lane',
  'channel',
  'payload',
  'secret',
  'under',
  'if_refused',
  'after',
  'expires_at',
  'about',
  'story',
  'state',
  'rank',
  'ready',
  'looks',
  'attempts',
  'first_try_at',
  'next_try_at',
  'lease_owner',
  'lease_until',
  'posting',
  'kept_at',
  'settled_at',
])

async function take(
  tx: Transaction<Schema>,
  claim: string,
  steps: readonly NewStep[],
  now: number,
  terms: Terms,
): Promise<Taken> {
  if ((await putClaim(tx, [{ id: claim, claimed_at: now }])) !== 1n) return { kind: 'known' }
  const hindered = await hindrance(tx, steps, terms)
  if (hindered !== undefined) {
    await tx.deleteFrom('claim').where('id', '=', claim).execute()
    return hindered
  }
  for (const { posting, story } of takenBy(steps)) await dropRest(tx, posting, story, now)
  const rows = await newRows(tx, claim, steps, now)
  const { begin } = terms
  const begun = beginning(steps[0], rows[0], now, begin)
  if (begin !== undefined && begun !== undefined) rows[0] = { ...begun.row, ...leasedBy(begin, now) }
  await putSteps(tx, rows)
  await tell(
    tx,
    steps.filter((_, position) => rows[position]?.state !== 'dropped'),
    now,
  )
  if (begun === undefined) return { kind: 'taken' }
  return { kind: 'taken', begun: { ...begun.step, claim, looks: false, attempts: 0, firstTryAt: now } }
}

/** Why nothing is to be kept; undefined where nothing stands against it. */
async function hindrance(
  tx: Transaction<Schema>,
  steps: readonly NewStep[],
  { room, toldSince, changes = [] }: Terms,
): Promise<Taken | undefined> {
  const full = await crowded(tx, steps[0], room)
  if (full !== undefined) return { kind: 'full', of: full }
  if (toldSince !== undefined && (await toldAlready(tx, steps, toldSince))) return { kind: 'told' }
  return (await changesGone(tx, changes)) ? { kind: 'gone' } : undefined
}

/** The postings that steps take away, each once; with a story only what tells that one. */
function takenBy(steps: readonly NewStep[]): readonly { readonly posting: string; readonly story?: string }[] {
  const all = steps.flatMap(({ takes, story }) => {
    if (takes === undefined) return []
    return [[JSON.stringify([takes, story]), { posting: takes, ...(story === undefined ? {} : { story }) }] as const]
  })
  return [...new Map(all).values()]
}

/** The first step with its row, if it can be carried at once. */
function beginning(
  step: NewStep | undefined,
  row: Insertable<Schema['step']> | undefined,
  now: number,
  begin: Beginning | undefined,
) {
  if (begin === undefined || step === undefined || row === undefined) return undefined
  const waits = row.state !== 'queued' || row.ready !== 1 || row.next_try_at > now
  const free = step.under === undefined && step.ifRefused === undefined && step.after === undefined
  return !waits && free && begin.admits(step) ? { step, row } : undefined
}

function leasedBy({ owner, until }: Beginning, now: number) {
  return { state: 'posting', attempts: 1, first_try_at: now, lease_owner: owner, lease_until: until } as const
}

async function newRows(
  tx: Transaction<Schema>,
  claim: string,
  steps: readonly NewStep[],
  now: number,
): Promise<Insertable<Schema['step']>[]> {
  const states = new Map<string, StepState>()
  const holds = new Map<string, number>()
  const roots = new Map<string, string>()
  const passed = new Map<string, string | undefined>()
  const rows: Insertable<Schema['step']>[] = []
  for (const [position, planned] of steps.entries()) {
    const step = position === 0 ? await behindOthers(tx, planned) : behind(planned, passed)
    const place = JSON.stringify([step.lane, step.channel])
    const held = holds.get(place) ?? (await heldUntil(tx, step.lane, step.channel))
    holds.set(place, held)
    const first = await firstState(tx, step, states)
    states.set(step.key, first.state)
    if (first.state === 'dropped') passed.set(step.key, step.after)
    const changed = step.takes ?? step.edits
    const root = changed ?? (step.about === undefined ? roots.get(step.under ?? '') : step.key)
    if (root !== undefined && changed === undefined) roots.set(step.key, root)
    const from = step.urgent === true ? now : Math.max(now, held)
    rows.push({ ...newRow(claim, position, step, first, now, from), posting: root ?? null })
  }
  return rows
}

/** The step, which waits for what came before one that is dropped as soon as it is kept: a row of steps keeps its order. */
function behind(step: NewStep, passed: ReadonlyMap<string, string | undefined>): NewStep {
  const { after, ...free } = step
  if (after === undefined || !passed.has(after)) return step
  const before = passed.get(after)
  return before === undefined ? free : { ...free, after: before }
}

/** Dropped when what the step waits for has gone the other way already; ready when there is nothing to wait for. */
async function firstState(
  tx: Transaction<Schema>,
  step: NewStep,
  states: ReadonlyMap<string, StepState>,
): Promise<FirstState> {
  const stateOf = async (key: string | undefined) =>
    key === undefined ? undefined : (states.get(key) ?? (await keptState(tx, step.key, key)))
  const under = await stateOf(step.under)
  const ifRefused = await stateOf(step.ifRefused)
  const after = await stateOf(step.after)
  const rootless = under === 'refused' || under === 'in-doubt' || under === 'dropped'
  const needless = ifRefused === 'posted' || ifRefused === 'in-doubt' || ifRefused === 'dropped'
  if (rootless || needless) return { state: 'dropped', ready: false }
  const rooted = under === undefined || under === 'posted'
  const needed = ifRefused === undefined || ifRefused === 'refused'
  const next = after === undefined || (after !== 'queued' && after !== 'waiting' && after !== 'posting')
  return { state: 'queued', ready: rooted && needed && next }
}

interface FirstState {
  readonly state: 'queued' | 'dropped'
  readonly ready: boolean
}

async function keptState(tx: Transaction<Schema>, waiting: string, key: string): Promise<StepState> {
  // Whoever settles it waits until this commit is over, and then finds the one that waits for it.
  const row = await tx
    .selectFrom('step')
    .select('state')
    .where('key', '=', key)
    .$if(sideBySide(tx), query => query.forShare())
    .executeTakeFirst()
  if (row !== undefined) return row.state
  throw new Error(`Step ${waiting} waits for ${key}, which is neither before it nor kept.`)
}

function newRow(
  claim: string,
  position: number,
  step: NewStep,
  { state, ready }: FirstState,
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
    story: step.story ?? null,
    state,
    rank: rankOf(step, claim),
    ready: ready ? 1 : 0,
    looks: 0,
    attempts: 0,
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
