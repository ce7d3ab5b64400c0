import type { Kysely, Selectable, Transaction } from 'kysely'
import { EDITION_CLAIM as CLAIM } from './rank.ts'
import type { Schema } from './schema.ts'
import { receipt } from './settle.ts'
import type { Receipt, StepState } from './step.ts'
import type { EditionId } from './subscription.ts'

/** SQLite binds a limited number of values. */
const IDS_AT_ONCE = 100

/** What became of an edition's steps. */
export interface Result {
  readonly steps: Readonly<Record<(typeof COUNTS)[number], number>>
  /** The first message, and when it was settled, in milliseconds since 1970. */
  readonly root?: Receipt & { readonly at: number }
  readonly threads: readonly Receipt[]
}

const COUNTS = ['posted', 'waiting', 'refused', 'inDoubt'] as const

export const NO_STEPS: Result = { steps: { posted: 0, waiting: 0, refused: 0, inDoubt: 0 }, threads: [] }

/** What makes an edition once, in every process and after every restart: `k3j9x0aa@2026-03-29T08:30`. */
export function idOf({ subscription, nominal }: EditionId): string {
  return `${subscription}@${nominal}`
}

export function claimOf(edition: EditionId): string {
  return CLAIM + idOf(edition)
}

/** Keeps what became of these claims' steps, so far as they are editions, before they are forgotten. */
export async function sumUp(tx: Transaction<Schema>, claims: readonly string[]): Promise<void> {
  const ids = claims.filter(claim => claim.startsWith(CLAIM)).map(claim => claim.slice(CLAIM.length))
  for (const [id, result] of await resultsOf(tx, ids)) {
    await tx
      .updateTable('edition')
      .set({ result: JSON.stringify(result) })
      .where('id', '=', id)
      .execute()
  }
}

/** By edition; none of those whose steps are not there. */
export async function resultsOf(db: Kysely<Schema>, ids: readonly string[]): Promise<ReadonlyMap<string, Result>> {
  const results = new Map<string, Result>()
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const claims = ids.slice(from, from + IDS_AT_ONCE).map(id => CLAIM + id)
    const rows = await db
      .selectFrom('step')
      .select(['claim', 'state', 'under', 'kind', 'receipt_channel', 'receipt_message', 'settled_at'])
      .where('claim', 'in', claims)
      .orderBy('position')
      .execute()
    for (const [claim, steps] of Map.groupBy(rows, row => row.claim))
      results.set(claim.slice(CLAIM.length), resultOf(steps))
  }
  return results
}

type StepRow = Pick<
  Selectable<Schema['step']>,
  'state' | 'under' | 'kind' | 'receipt_channel' | 'receipt_message' | 'settled_at'
>

function resultOf(rows: readonly StepRow[]): Result {
  const count = (...states: readonly StepState[]) => rows.filter(row => states.includes(row.state)).length
  const steps = {
    posted: count('posted'),
    waiting: count('queued', 'posting', 'waiting'),
    refused: count('refused'),
    inDoubt: count('in-doubt'),
  }
  const posted = rows.flatMap(row => {
    const landed = row.state === 'posted' ? receipt(row) : undefined
    return landed === undefined ? [] : [{ row, landed }]
  })
  const threads = posted.filter(({ row, landed }) => isThread(row, landed)).map(({ landed }) => landed)
  const root = posted.find(({ row }) => row.under === null && row.kind === 'post')
  if (root === undefined) return { steps, threads }
  return { steps, root: { ...root.landed, at: root.row.settled_at ?? 0 }, threads }
}

/** A thread is a place of its own; so is a post in a forum, whose first message has the thread's id. */
function isThread({ kind }: StepRow, { channel, message }: Receipt): boolean {
  return kind === 'open-thread' || (kind === 'post' && channel === message)
}

/** As it was summed up. Throws for what this program never wrote. */
export function readResult(text: string): Result {
  const value: unknown = JSON.parse(text)
  if (!isResult(value)) throw new Error(`The database says of an edition what this version does not know: ${text}`)
  return value
}

function isResult(value: unknown): value is Result {
  if (!isRecord(value) || !isRecord(value.steps)) return false
  const { steps, root, threads } = value
  const counted = COUNTS.every(name => Number.isInteger(steps[name]))
  const rooted = root === undefined || (isReceipt(root) && isRecord(root) && Number.isInteger(root.at))
  return counted && rooted && Array.isArray(threads) && threads.every(isReceipt)
}

function isReceipt(value: unknown): value is Receipt {
  return isRecord(value) && typeof value.channel === 'string' && typeof value.message === 'string'
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
