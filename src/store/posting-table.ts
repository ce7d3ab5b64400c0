import type { Kysely, Selectable, Transaction } from 'kysely'
import { sql } from 'kysely'
import { atMost } from './limit.ts'
import type { PostingQuery, Standing, StoryPosting, WhichPosting } from './posting.ts'
import { wake } from './ready.ts'
import type { Schema } from './schema.ts'
import { sideBySide } from './side-by-side.ts'
import type { About, Receipt, StepKind } from './step.ts'
import { untell } from './told-table.ts'

/** What a settled step's row says of its posting. */
export interface PostedRow {
  readonly key: string
  readonly claim: string
  readonly position: number
  readonly kind: StepKind
  readonly lane: string
  readonly channel: string
  readonly posting: string | null
  readonly about: string | null
  readonly payload: string
}

export function aboutText(about: About | undefined): string | null {
  return about === undefined ? null : JSON.stringify(about)
}

/** Keeps that a step of a posting has landed, in the commit that settles it. */
export async function remember(tx: Transaction<Schema>, row: PostedRow, landed: Receipt, now: number): Promise<void> {
  if (row.posting === null) return
  if (row.kind === 'remove') return forget(tx, row.posting, landed)
  if (row.kind !== 'post' && row.kind !== 'open-thread') return
  const about = row.about === null ? undefined : readAbout(row.about)
  if (about !== undefined) await begin(tx, row, about, landed, now)
  // It may have been removed while this step was under way.
  const known = await tx
    .selectFrom('posting')
    .select('key')
    .where('key', '=', row.posting)
    .$if(sideBySide(tx), query => query.forUpdate())
    .executeTakeFirst()
  if (known === undefined) return
  await tx
    .insertInto('posting_message')
    .values({
      step: row.key,
      posting: row.posting,
      position: row.position,
      kind: row.kind,
      channel: landed.channel,
      message: landed.message,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  if (row.kind !== 'open-thread') return
  await tx.updateTable('posting').set({ thread: landed.message }).where('key', '=', row.posting).execute()
}

async function forget(tx: Transaction<Schema>, posting: string, { channel, message }: Receipt): Promise<void> {
  await tx
    .deleteFrom('posting_message')
    .where('posting', '=', posting)
    .where('channel', '=', channel)
    .where('message', '=', message)
    .where('kind', '=', 'post')
    .execute()
  await tx
    .deleteFrom('posting')
    .where('key', '=', posting)
    .where('root_channel', '=', channel)
    .where('root_message', '=', message)
    .execute()
}

/** Drops what is still to be posted of a posting that is taken away, in the commit that keeps the steps that do so. */
export async function dropRest(tx: Transaction<Schema>, posting: string, now: number): Promise<void> {
  const dropped = await tx
    .updateTable('step')
    .set({ state: 'dropped', secret: null, settled_at: now })
    .where(sql<boolean>`state in ('queued', 'waiting')`)
    .where('posting', '=', posting)
    .where('kind', 'in', ['post', 'open-thread', 'publish', 'edit'])
    .returning('key')
    .execute()
  const keys = dropped.map(row => row.key)
  await untell(tx, keys)
  await wake(tx, keys)
}

async function begin(tx: Transaction<Schema>, row: PostedRow, about: About, landed: Receipt, now: number) {
  const { key, claim, lane, channel } = row
  await tx
    .insertInto('posting')
    .values({
      key,
      claim,
      story: about.story,
      asker: about.asker,
      lane,
      channel,
      root_channel: landed.channel,
      root_message: landed.message,
      thread: about.thread ?? null,
      at: now,
      payload: row.payload,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

function readAbout(text: string): About | undefined {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || !('story' in value) || !('asker' in value)) return undefined
  const { story, asker } = value
  if (typeof story !== 'string' || typeof asker !== 'string') return undefined
  const thread = 'thread' in value && typeof value.thread === 'string' ? { thread: value.thread } : {}
  return { story, asker, ...thread }
}

export async function lastPosting(db: Kysely<Schema>, query: PostingQuery): Promise<StoryPosting | undefined> {
  let found = db
    .selectFrom('posting')
    .selectAll()
    .where('lane', '=', query.lane)
    .where('channel', '=', query.channel)
    .where('at', '>=', query.since)
  if (query.story !== undefined) found = found.where('story', '=', query.story)
  const row = await found.orderBy('at', 'desc').limit(atMost(1)).executeTakeFirst()
  return row === undefined ? undefined : storyPosting(row)
}

export async function findPosting(db: Kysely<Schema>, which: WhichPosting): Promise<Standing | undefined> {
  const all = db.selectFrom('posting').selectAll()
  const found =
    'key' in which
      ? all.where('key', '=', which.key)
      : all
          .where('root_message', '=', which.message)
          .where('root_channel', '=', which.channel)
          .where('lane', '=', which.lane)
  const row = await found.executeTakeFirst()
  return row === undefined ? undefined : standing(db, row)
}

export async function postingsOf(db: Kysely<Schema>, story: string): Promise<readonly Standing[]> {
  const rows = await db.selectFrom('posting').selectAll().where('story', '=', story).orderBy('at').execute()
  const all: Standing[] = []
  for (const row of rows) all.push(await standing(db, row))
  return all
}

async function standing(db: Kysely<Schema>, row: Selectable<Schema['posting']>): Promise<Standing> {
  const messages = await db
    .selectFrom('posting_message')
    .select(['kind', 'channel', 'message'])
    .where('posting', '=', row.key)
    .orderBy('position')
    .execute()
  return {
    ...storyPosting(row),
    ...(row.payload === null ? {} : { payload: row.payload }),
    messages: messages.map(({ kind, channel, message }) => ({ kind, receipt: { channel, message } })),
  }
}

export async function forgetPostings(tx: Transaction<Schema>, before: number): Promise<number> {
  const gone = await tx.deleteFrom('posting').where('at', '<', before).executeTakeFirst()
  return Number(gone.numDeletedRows)
}

function storyPosting(row: Selectable<Schema['posting']>): StoryPosting {
  return {
    key: row.key,
    story: row.story,
    asker: row.asker,
    lane: row.lane,
    channel: row.channel,
    root: { channel: row.root_channel, message: row.root_message },
    ...(row.thread === null ? {} : { thread: row.thread }),
    at: row.at,
  }
}
