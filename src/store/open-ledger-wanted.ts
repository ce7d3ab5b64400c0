import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Sent } from './ledger.ts'
import { sent } from './ledger.ts'
import { EDITION_CLAIM } from './rank.ts'
import type { Schema } from './schema.ts'

/** What somebody wants to see of what was sent. */
export interface Wanted {
  /** Milliseconds since 1970. */
  readonly since: number
  readonly channel?: string | undefined
  /** Only what tells this story. */
  readonly story?: string | undefined
  /** Only what holds a message in doubt. */
  readonly onlyDoubt?: boolean
  /** At most so many are looked at in one place. */
  readonly most: number
}

export interface Found {
  readonly sent: readonly Sent[]
  /** There is more, which was not looked at. */
  readonly isCut: boolean
  /** Channels in which something is in doubt that is not among `sent`; empty where nothing was left out. */
  readonly doubtElsewhere: readonly string[]
}

/** Each is looked at by itself. */
const CHANNELS_AT_MOST = 100

/**
 * What is wanted, the newest first. Of more than is looked at in one place, whatever is in doubt or tells the story is searched
 * for channel by channel: a needle that is not among the newest thousands must not be called none. Reads only.
 */
export async function findWanted(db: Kysely<Schema>, wanted: Wanted): Promise<Found> {
  const { since, channel, story, onlyDoubt = false, most } = wanted
  const all = await sent(db, { since, most, ...(channel === undefined ? {} : { channel }) })
  const isMine = (one: Sent) => (story === undefined || one.stories.includes(story)) && (!onlyDoubt || isDoubtful(one))
  if (all.length < most) return { sent: all.filter(isMine), isCut: false, doubtElsewhere: [] }
  if (channel === undefined && (story !== undefined || onlyDoubt)) {
    const places = onlyDoubt ? await doubtfulChannels(db) : await channelsTold(db, story ?? '')
    const found = await inChannels(db, places.slice(0, CHANNELS_AT_MOST), { since, most })
    const isCut = places.length > CHANNELS_AT_MOST
    return { sent: found.filter(isMine), isCut, doubtElsewhere: onlyDoubt ? places.slice(CHANNELS_AT_MOST) : [] }
  }
  const shown = new Set(all.filter(isDoubtful).map(one => one.channel))
  const doubtful = (await doubtfulChannels(db)).filter(one => channel === undefined || one === channel)
  return { sent: all.filter(isMine), isCut: true, doubtElsewhere: doubtful.filter(one => !shown.has(one)) }
}

function isDoubtful({ steps }: Sent): boolean {
  return steps.inDoubt > 0
}

async function inChannels(
  db: Kysely<Schema>,
  channels: readonly string[],
  query: { readonly since: number; readonly most: number },
): Promise<readonly Sent[]> {
  const found: Sent[] = []
  for (const channel of channels) found.push(...(await sent(db, { ...query, channel })))
  return found.toSorted((one, other) => other.at - one.at)
}

/** Where a step is in doubt; of an edition, where it is for. */
async function doubtfulChannels(db: Kysely<Schema>): Promise<readonly string[]> {
  const rows = await sql<{ channel: string }>`
    select channel from step where state = 'in-doubt'
    union select edition.channel from step join edition
      on edition.id = substr(step.claim, ${sql.lit(EDITION_CLAIM.length + 1)})
      where step.state = 'in-doubt' and step.claim like ${sql.lit(`${EDITION_CLAIM}%`)}
    order by 1`.execute(db)
  return rows.rows.map(row => row.channel)
}

/** Where a story was told, as far as it is remembered, or was to be. */
async function channelsTold(db: Kysely<Schema>, story: string): Promise<readonly string[]> {
  const rows = await sql<{ channel: string }>`
    select channel from told where story = ${story}
    union select channel from posting where story = ${story}
    union select posting.channel from posted_story join posting on posting.key = posted_story.posting
      where posted_story.story = ${story}
    union select channel from step where about like ${`%"${story.replace(/[%_"]/gu, '_')}"%`}
    order by 1`.execute(db)
  return rows.rows.map(row => row.channel)
}
