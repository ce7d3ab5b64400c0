import type { Kysely, Selectable, Transaction } from 'kysely'
import { sql } from 'kysely'
import { atMost } from './limit.ts'
import { dropOrphans } from './orphans.ts'
import type { PostingQuery, Standing, StoryPosting, WhichPosting } from './posting.ts'
import { wake } from './ready.ts'
import type { Schema } from './schema.ts'
import { sideBySide } from './side-by-side.ts'
import type { About, Receipt, StepKind } from './step.ts'
import type { Place } from './template.ts'
import { insertion, template } from './template.ts'
import { untell } from './told-table.ts'

/** In place of a story's id: no story is called so. */
const SEVERAL = ''

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
  if (known.rows.length === 0) return
  await putMessage(tx, [{ step: row.key, posting, position: row.position, kind: row.kind, ...landed, story }])
  if (row.kind !== 'open-thread') return
  await tx.updateTable('posting').set({ thread: landed.message }).where('key', '=', posting).execute()
}

const knownPosting = template((db, at: Place<'posting'>) =>
  db
    .selectFrom('posting')
    .select('key')
    .where('key', '=', at<string>('posting'))
    .$if(sideBySide(db), query => query.forUpdate()),
)
const putMessage = insertion(
  'posting_message',
  ['step', 'posting', 'position', 'kind', 'channel', 'message', 'story'],
  'on conflict do nothing',
)

/** The root tells the story no more; while a message of it could not be taken away, or is under way, the posting can still be found by it. */
async function untellStory(tx: Transaction<Schema>, posting: string, story: string): Promise<void> {
  const left = tx.selectFrom('posting_message').select('step').where('posting', '=', posting).where('story', '=', story)
  const underWay = tx
    .selectFrom('step')
    .select('key')
    .where(sql<boolean>`state = 'posting'`)
    .where('kind', '=', 'post')
    .where('posting', '=', posting)
    .where('story', '=', story)
  await tx
    .deleteFrom('posted_story')
    .where('posting', '=', posting)
    .where('story', '=', story)
    .where(({ not, exists }) => not(exists(left)))
    .where(({ not, exists }) => not(exists(underWay)))
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

export async function lastPosting(db: Kysely<Schema>, query: PostingQuery): Promise<StoryPosting | undefined> {
  let found = db
    .selectFrom('posting')
    .selectAll()
    .where('lane', '=', query.lane)
    .where('channel', '=', query.channel)
    .where('at', '>=', query.since)
  const { story } = query
  if (story !== undefined) {
    found = found.where(({ or, eb, exists, selectFrom }) => {
      const among = selectFrom('posted_story').select('posted_story.story').where('posted_story.story', '=', story)
      return or([eb('story', '=', story), exists(among.whereRef('posted_story.posting', '=', 'posting.key'))])
    })
  }
  const row = await found.orderBy('at', 'desc').limit(atMost(1)).executeTakeFirst()
  return row === undefined ? undefined : storyPosting(db, row)
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
  const among = db.selectFrom('posted_story').select('posting').where('story', '=', story)
  const rows = await db
    .selectFrom('posting')
    .selectAll()
    .where(({ or, eb }) => or([eb('story', '=', story), eb('key', 'in', among)]))
    .orderBy('at')
    .execute()
  const all: Standing[] = []
  for (const row of rows) all.push(await standing(db, row))
  return all
}

export async function unposted(db: Kysely<Schema>, story: string): Promise<number> {
  // Written out so that the indexes of what is not settled are used.
  const counts = [sql<boolean>`state in ('queued', 'waiting')`, sql<boolean>`state = 'posting'`].map(state =>
    db
      .selectFrom('step')
      .select(step => step.fn.countAll<number>().as('many'))
      .where(state)
      .where('kind', '=', 'post')
      .where(({ or, eb, exists, selectFrom }) => {
        const told = selectFrom('told').select('told.step').where('told.story', '=', story)
        return or([eb('step.story', '=', story), exists(told.whereRef('told.step', '=', 'step.key'))])
      })
      .executeTakeFirst(),
  )
  return (await Promise.all(counts)).reduce((sum, row) => sum + Number(row?.many ?? 0), 0)
}

async function standing(db: Kysely<Schema>, row: Selectable<Schema['posting']>): Promise<Standing> {
  const messages = await db
    .selectFrom('posting_message')
    .select(['kind', 'channel', 'message', 'story'])
    .where('posting', '=', row.key)
    .orderBy('position')
    .execute()
  const unposted = await db
    .selectFrom('step')
    .select(['key', 'kind'])
    .where('claim', '=', row.claim)
    .where('posting', '=', row.key)
    .where('state', 'in', ['queued', 'waiting', 'posting'])
    .where('kind', 'in', ['post', 'open-thread'])
    .orderBy('position')
    .execute()
  return {
    ...(await storyPosting(db, row)),
    several: row.story === SEVERAL,
    unposted,
    ...(row.payload === null ? {} : { payload: row.payload }),
    messages: messages.map(({ kind, channel, message, story }) => ({
      kind,
      receipt: { channel, message },
      ...(story === null ? {} : { story }),
    })),
  }
}

export async function forgetPostings(tx: Transaction<Schema>, before: number): Promise<number> {
  const gone = await tx.deleteFrom('posting').where('at', '<', before).executeTakeFirst()
  return Number(gone.numDeletedRows)
}

async function storyPosting(db: Kysely<Schema>, row: Selectable<Schema['posting']>): Promise<StoryPosting> {
  return {
    key: row.key,
    stories: await storiesOf(db, row),
    asker: row.asker,
    lane: row.lane,
    channel: row.channel,
    root: { channel: row.root_channel, message: row.root_message },
    ...(row.thread === null ? {} : { thread: row.thread }),
    at: row.at,
  }
}

/** What a posting tells, in its order. */
export async function storiesOf(
  db: Kysely<Schema>,
  { key, story }: Pick<Selectable<Schema['posting']>, 'key' | 'story'>,
): Promise<readonly string[]> {
  if (story !== SEVERAL) return [story]
  const rows = await db
    .selectFrom('posted_story')
    .select('story')
    .where('posting', '=', key)
    .orderBy('position')
    .execute()
  return rows.map(row => row.story)
}
