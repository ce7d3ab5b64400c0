import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Schema } from './schema.ts'
import type { About, PostingQuery, Receipt, StepKind, StoryPosting } from './store.ts'

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
}

export function aboutText(about: About | undefined): string | null {
  return about === undefined ? null : JSON.stringify(about)
}

/** Keeps that a step of a posting has landed, in the commit that settles it. */
export async function remember(tx: Transaction<Schema>, row: PostedRow, landed: Receipt, now: number): Promise<void> {
  if (row.posting === null) return
  const about = row.about === null ? undefined : readAbout(row.about)
  if (about !== undefined) await begin(tx, row, about, landed, now)
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
  const row = await found.orderBy('at', 'desc').limit(1).executeTakeFirst()
  return row === undefined ? undefined : storyPosting(row)
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
