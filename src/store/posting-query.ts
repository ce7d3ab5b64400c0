import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import { atMost } from './limit.ts'
import type { PostingQuery, Standing, StoryPosting, WhichPosting } from './posting.ts'
import { SEVERAL } from './posting-table.ts'
import type { Schema } from './schema.ts'

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
  // Before what stands: what lands meanwhile would be in neither, and a removal would leave it.
  const unposted = await db
    .selectFrom('step')
    .select(['key', 'kind'])
    .where('claim', '=', row.claim)
    .where('posting', '=', row.key)
    .where('state', 'in', ['queued', 'waiting', 'posting'])
    .where('kind', 'in', ['post', 'open-thread'])
    .orderBy('position')
    .execute()
  const messages = await db
    .selectFrom('posting_message')
    .select(['step', 'kind', 'channel', 'message', 'story'])
    .where('posting', '=', row.key)
    .orderBy('position')
    .execute()
  const landed = new Set(messages.map(({ step }) => step))
  return {
    ...(await storyPosting(db, row)),
    several: row.story === SEVERAL,
    unposted: unposted.filter(({ key }) => !landed.has(key)),
    ...(row.payload === null ? {} : { payload: row.payload }),
    messages: messages.map(({ kind, channel, message, story }) => ({
      kind,
      receipt: { channel, message },
      ...(story === null ? {} : { story }),
    })),
  }
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
