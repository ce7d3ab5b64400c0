import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { dropOrphans } from './orphans.ts'
import { wake } from './ready.ts'
import type { Schema } from './schema.ts'
import { sideBySide } from './side-by-side.ts'
import type { About, Receipt, StepKind } from './step.ts'
import type { Place } from './template.ts'
import { insertion, template } from './template.ts'
import { untell } from './told-table.ts'

/** In place of a story's id: no story is called so. */
export const SEVERAL = ''

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
  readonly story: string | null
  readonly payload: string
}

export function aboutText(about: About | undefined): string | null {
  return about === undefined ? null : JSON.stringify(about)
}

/** Keeps that a step of a posting has landed, in the commit that settles it. */
export async function remember(tx: Transaction<Schema>, row: PostedRow, landed: Receipt, now: number): Promise<void> {
  const { posting, story } = row
  if (posting === null) return
  if (row.kind === 'remove') return forget(tx, posting, landed)
  if (row.kind === 'edit' && story !== null) return untellStory(tx, posting, story)
  if (row.kind !== 'post' && row.kind !== 'open-thread') return
  const about = row.about === null ? undefined : readAbout(row.about)
  if (about !== undefined) await begin(tx, row, about, landed, now)
  // It may have been removed while this step was under way.
  const known = await knownPosting(tx, { posting })
  const [kept] = known.rows
  // What somebody removed with its root, before it stood there, has that one's receipt: it left nothing that could be taken away.
  const isNowhere = about === undefined && row.kind === 'post' && kept?.root_message === landed.message
  if (kept === undefined || isNowhere) return
  await putMessage(tx, [{ step: row.key, posting, position: row.position, kind: row.kind, ...landed, story }])
  if (row.kind !== 'open-thread') return
  await tx.updateTable('posting').set({ thread: landed.message }).where('key', '=', posting).execute()
}

const knownPosting = template((db, at: Place<'posting'>) =>
  db
    .selectFrom('posting')
    .select('root_message')
    .where('key', '=', at<string>('posting'))
    .$if(sideBySide(db), query => query.forUpdate()),
)
const putMessage = insertion(
  'posting_message',
  ['step', 'posting', 'position', 'kind', 'channel', 'message', 'story'],
  'on conflict do nothing',
)

/** The root tells the story no more; while a message of it could not be taken away, or is still to come, the posting can still be found by it. */
async function untellStory(tx: Transaction<Schema>, posting: string, story: string): Promise<void> {
  const left = tx.selectFrom('posting_message').select('step').where('posting', '=', posting).where('story', '=', story)
  // Written out so that the indexes of what is not settled are used.
  const open = [sql<boolean>`state = 'posting'`, sql<boolean>`state in ('queued', 'waiting')`]
  const underWay = open.map(state =>
    tx
      .selectFrom('step')
      .select('key')
      .where(state)
      .where('kind', '=', 'post')
      .where('posting', '=', posting)
      .where('story', '=', story),
  )
  await tx
    .deleteFrom('posted_story')
    .where('posting', '=', posting)
    .where('story', '=', story)
    .where(({ not, exists }) => not(exists(left)))
    .where(({ and, not, exists }) => and(underWay.map(one => not(exists(one)))))
    .execute()
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

/**
 * Drops what is still to be posted of a posting that is taken away, or of one story of it, in the commit that keeps the steps that do
 * so. What may have landed is looked for, so that it can be taken away too.
 */
export async function dropRest(
  tx: Transaction<Schema>,
  posting: string,
  story: string | undefined,
  now: number,
): Promise<void> {
  const dropped = await tx
    .updateTable('step')
    .set({ state: 'dropped', secret: null, settled_at: now })
    .where(sql<boolean>`state in ('queued', 'waiting')`)
    .where('posting', '=', posting)
    .where('looks', '=', 0)
    .where('kind', 'in', ['post', 'open-thread', 'publish', 'edit'])
    .$if(story !== undefined, rest => rest.where('story', '=', story ?? ''))
    .returning('key')
    .execute()
  const keys = dropped.map(row => row.key)
  // What was to be said instead, should one of them be refused.
  for (const { key } of dropped) keys.push(...(await dropOrphans(tx, key, 'dropped', now)))
  await untell(tx, keys)
  await wake(tx, keys)
}

async function begin(tx: Transaction<Schema>, row: PostedRow, about: About, landed: Receipt, now: number) {
  const { key, claim, lane, channel } = row
  const { stories } = about
  const [only] = stories.length === 1 ? stories : []
  await putPosting(tx, [
    {
      key,
      claim,
      story: only ?? SEVERAL,
      asker: about.asker,
      lane,
      channel,
      root_channel: landed.channel,
      root_message: landed.message,
      thread: about.thread,
      at: now,
      // A part of a message is marked in what the platform shows of it.
      payload: only === undefined ? undefined : row.payload,
    },
  ])
  if (only !== undefined || stories.length === 0) return
  await putPostedStories(
    tx,
    stories.map((story, position) => ({ posting: key, story, position })),
  )
}

const putPosting = insertion(
  'posting',
  ['key', 'claim', 'story', 'asker', 'lane', 'channel', 'root_channel', 'root_message', 'thread', 'at', 'payload'],
  'on conflict do nothing',
)
const putPostedStories = insertion('posted_story', ['posting', 'story', 'position'], 'on conflict do nothing')

/** As `aboutText` wrote it, or an older version, which knew one story only. */
export function readAbout(text: string): About | undefined {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || !('asker' in value) || typeof value.asker !== 'string')
    return undefined
  const one: unknown = 'story' in value ? [value.story] : undefined
  const stories: unknown = one ?? ('stories' in value ? value.stories : [])
  if (!Array.isArray(stories) || !stories.every(story => typeof story === 'string')) return undefined
  const thread = 'thread' in value && typeof value.thread === 'string' ? { thread: value.thread } : {}
  return { stories, asker: value.asker, ...thread }
}

export async function forgetPostings(tx: Transaction<Schema>, before: number): Promise<number> {
  const gone = await tx.deleteFrom('posting').where('at', '<', before).executeTakeFirst()
  return Number(gone.numDeletedRows)
}
