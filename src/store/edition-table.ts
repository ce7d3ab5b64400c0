import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Result } from './edition-result.ts'
import { claimOf, idOf, NO_STEPS, readResult, resultsOf } from './edition-result.ts'
import { atMost } from './limit.ts'
import type { Schema } from './schema.ts'
import { sideBySide } from './side-by-side.ts'
import type { NewStep, Receipt } from './step.ts'
import type {
  DueSubscription,
  Edition,
  EditionId,
  EditionTerms,
  KeptEdition,
  MovedSubscription,
  RefusedEdition,
} from './subscription.ts'
import { asDecidedOn, countRefusal, setNext } from './subscription-table.ts'
import type { Place } from './template.ts'
import { insertion, template } from './template.ts'
import { toldAlready } from './told-table.ts'

/** Of editions that came too late there are hardly ever more in a row. */
const MOST_BEFORE = 20

/** Keeps the edition's steps under a claim; false when it was there already. */
type Keep = (claim: string) => Promise<boolean>

export async function publish(
  tx: Transaction<Schema>,
  keep: Keep,
  edition: Edition,
  steps: readonly NewStep[],
  after: MovedSubscription,
  now: number,
  terms: EditionTerms = {},
): Promise<boolean> {
  const row = await asDecidedOn(tx, after)
  if (row === undefined || edition.subscription !== after.id) return false
  if (terms.toldSince !== undefined && (await toldAlready(tx, steps, terms.toldSince))) return false
  for (const missed of terms.missed ?? []) await putEdition(tx, missed, after, now)
  if (!(await putEdition(tx, edition, after, now))) {
    // Who comes second and is late finds it moved on already.
    if (row.next_at !== null && row.next_at <= now) await setNext(tx, after)
    return false
  }
  await setNext(tx, after)
  return steps.length === 0 || (await keep(claimOf(edition)))
}

async function putEdition(
  tx: Transaction<Schema>,
  edition: Edition,
  { lane, channel }: DueSubscription,
  now: number,
): Promise<boolean> {
  const { subscription, nominal, dueAt, outcome, note } = edition
  const row = {
    id: idOf(edition),
    subscription,
    nominal,
    lane,
    channel,
    due_at: dueAt,
    outcome,
    note,
    at: now,
    refused: 0,
  }
  return (await putRow(tx, [row])) === 1n
}

/** What told the channel nothing makes room for what does: a clock that was ahead passed over times that came in earnest later. */
const LESS = `edition.outcome = 'skipped' and excluded.outcome <> 'skipped'
  or edition.outcome = 'nothing-new' and excluded.outcome = 'posted'`
const putRow = insertion(
  'edition',
  ['id', 'subscription', 'nominal', 'lane', 'channel', 'due_at', 'outcome', 'note', 'at', 'refused'],
  `on conflict (id) do update set
  due_at = excluded.due_at, outcome = excluded.outcome, note = excluded.note, at = excluded.at where ${LESS}`,
)

/** Counts that an edition was refused, once, when none of its roots is left or the step was `below` one. True when that halts its subscription. */
export async function countRefused(
  tx: Transaction<Schema>,
  edition: RefusedEdition,
  reason: string,
  now: number,
): Promise<boolean> {
  const id = idOf(edition)
  const kept = await tx
    .selectFrom('edition')
    .select('at')
    .where('id', '=', id)
    .where('refused', '=', 0)
    // Of two roots that are refused at the same time, whichever comes second has to see that none is left.
    .$if(sideBySide(tx), query => query.forUpdate())
    .executeTakeFirst()
  if (kept === undefined || (!edition.below && (await rootsLeft(tx, edition)))) return false
  await tx.updateTable('edition').set({ refused: 1 }).where('id', '=', id).execute()
  const why = { reason, remedy: edition.remedy }
  return countRefusal(tx, edition.subscription, why, now, () => wentWellBefore(tx, edition, kept.at))
}

/** Whether one of its roots stands in the channel, or may still come to stand there. */
async function rootsLeft(tx: Transaction<Schema>, edition: EditionId): Promise<boolean> {
  const left = await tx
    .selectFrom('step')
    .select('key')
    .where('claim', '=', claimOf(edition))
    .where('kind', '=', 'post')
    .where('under', 'is', null)
    .where('state', 'not in', ['refused', 'dropped'])
    .limit(atMost(1))
    .executeTakeFirst()
  return left !== undefined
}

/** Whether one was posted and not refused since the last that was. One that only came too late says nothing. */
async function wentWellBefore(tx: Transaction<Schema>, { subscription, nominal }: EditionId, at: number) {
  const rows = await tx
    .selectFrom('edition')
    .selectAll()
    .where('subscription', '=', subscription)
    .where('outcome', '=', 'posted')
    .where('nominal', '<>', nominal)
    .where('at', '<=', at)
    .orderBy('at', 'desc')
    .limit(atMost(MOST_BEFORE))
    .execute()
  const last = rows.findIndex(row => row.refused === 1)
  const since = await withResults(tx, last === -1 ? rows : rows.slice(0, last))
  return since.some(({ result }) => result.root !== undefined)
}

export async function editions(
  db: Kysely<Schema>,
  subscription: string | undefined,
  most: number,
): Promise<readonly KeptEdition[]> {
  const all = db.selectFrom('edition').selectAll()
  const found = subscription === undefined ? all : all.where('subscription', '=', subscription)
  const rows = await found.orderBy('at', 'desc').orderBy('due_at', 'desc').limit(atMost(most)).execute()
  return (await withResults(db, rows)).map(({ row, result }) => readEdition(row, result))
}

export async function editionThreads(
  db: Kysely<Schema>,
  subscription: string,
  most: number,
): Promise<readonly Receipt[]> {
  const newest = newestPosted.get(most) ?? postedAtMost(most)
  newestPosted.set(most, newest)
  const { rows } = await newest(db, { subscription })
  return (await withResults(db, rows)).flatMap(({ result }) => result.threads).slice(0, most)
}

/** By how many are asked for, which is nearly always the same. */
const newestPosted = new Map<number, ReturnType<typeof postedAtMost>>()

function postedAtMost(most: number) {
  return template((db, at: Place<'subscription'>) =>
    db
      .selectFrom('edition')
      .selectAll()
      .where('subscription', '=', at<string>('subscription'))
      .where('outcome', '=', 'posted')
      .orderBy('at', 'desc')
      .limit(atMost(most)),
  )
}

type Row = Selectable<Schema['edition']>

/** With what became of its steps: as it was summed up, or as they stand now. */
async function withResults(db: Kysely<Schema>, rows: readonly Row[]) {
  const open = rows.filter(row => row.result === null && row.outcome === 'posted').map(row => row.id)
  const results = await resultsOf(db, open)
  return rows.map(row => {
    const kept = row.result === null ? NO_STEPS : readResult(row.result)
    return { row, result: results.get(row.id) ?? kept }
  })
}

function readEdition(row: Row, { steps, root }: Result): KeptEdition {
  const posted =
    root === undefined ? {} : { root: { channel: root.channel, message: root.message }, lateMs: root.at - row.due_at }
  return {
    subscription: row.subscription,
    nominal: row.nominal,
    dueAt: row.due_at,
    outcome: row.outcome,
    ...(row.note === null ? {} : { note: row.note }),
    lane: row.lane,
    channel: row.channel,
    at: row.at,
    steps,
    ...posted,
  }
}
