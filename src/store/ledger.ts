import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Result } from './edition-result.ts'
import { claimOf, NO_STEPS, readResult } from './edition-result.ts'
import { atMost } from './limit.ts'
import { storiesOf } from './posting-query.ts'
import { readAbout } from './posting-table.ts'
import { EDITION_CLAIM } from './rank.ts'
import type { Schema } from './schema.ts'
import { receipt } from './settle.ts'
import type { Receipt, StepKind, StepState } from './step.ts'
import type { Edition, StepCounts } from './subscription.ts'

/** Something that was sent, or was to be sent, into a channel. Times are milliseconds since 1970. */
export interface Sent {
  /** `story`: what people asked for, stories or a digest of now; `answer`: anything else that was told, listed when it is in doubt. */
  readonly kind: 'edition' | 'story' | 'answer'
  /** When it was kept. */
  readonly at: number
  readonly lane: string
  readonly channel: string
  /** The guild or workspace, where it is known. */
  readonly space?: string
  /** Of an edition. */
  readonly edition?: Edition
  /** The ids of the stories that it tells, so far as it is remembered. */
  readonly stories: readonly string[]
  readonly steps: StepCounts
  /** The first of its roots that was posted. */
  readonly root?: Receipt
  /** From when it was due, or asked for, to when that root was settled. */
  readonly tookMs?: number
  readonly troubles: readonly Trouble[]
}

/** A step that is refused or in doubt, and why. */
export interface Trouble {
  readonly state: 'refused' | 'in-doubt'
  readonly kind: StepKind
  readonly reason: string
}

export interface SentQuery {
  readonly since: number
  readonly channel?: string
  /** Of editions and of what was asked for, so many each at most; the newest. */
  readonly most: number
}

/** SQLite binds a limited number of values. */
const CLAIMS_AT_ONCE = 100

/** What was sent, the newest first. Reads only. */
export async function sent(db: Kysely<Schema>, query: SentQuery): Promise<readonly Sent[]> {
  const editions = await editionRows(db, query)
  const asked = await askedRows(db, query)
  const claims = [...editions.map(row => claimOf(row)), ...asked.map(row => row.id)]
  const parts = await partsOf(db, claims)
  const told = await toldBy(db, claims)
  const spaces = await spacesOf(db)
  const spaceOf = (lane: string, channel: string) => {
    const space = spaces.get(`${lane} ${channel}`)
    return space === undefined ? {} : { space }
  }
  const sentEditions = editions.map((row): Sent => {
    const edition = readEdition(row)
    const own = parts.get(claimOf(row)) ?? []
    const kept = row.result === null ? NO_STEPS : readResult(row.result)
    const place = { lane: row.lane, channel: row.channel, ...spaceOf(row.lane, row.channel) }
    const came = own.length > 0 ? cameOf(own, row.due_at) : cameBefore(kept, row.due_at)
    return { kind: 'edition', at: row.at, ...place, edition, stories: told.get(claimOf(row)) ?? [], ...came }
  })
  const sentAsked = asked.flatMap(({ id, claimed_at }): readonly Sent[] => {
    const own = parts.get(id) ?? []
    const [first] = own
    if (first === undefined) return []
    const about = own.flatMap(one => (one.about === null ? [] : (readAbout(one.about)?.stories ?? [])))
    const stories = [...new Set([...about, ...(told.get(id) ?? [])])]
    const place = { lane: first.lane, channel: first.channel, ...spaceOf(first.lane, first.channel) }
    const kind = stories.length > 0 ? 'story' : 'answer'
    return [{ kind, at: claimed_at, ...place, stories, ...cameOf(own, claimed_at) }]
  })
  const known = new Set(claims)
  const older = (await postingRows(db, query)).filter(
    row => !known.has(row.claim) && !row.claim.startsWith(EDITION_CLAIM),
  )
  const sentBefore = older.map((row): Sent => {
    const place = { lane: row.lane, channel: row.channel, ...spaceOf(row.lane, row.channel) }
    const root = { channel: row.root_channel, message: row.root_message }
    const steps = { posted: row.messages, waiting: 0, refused: 0, inDoubt: 0 }
    return { kind: 'story', at: row.at, ...place, stories: row.stories, steps, root, troubles: [] }
  })
  return [...sentEditions, ...sentAsked, ...sentBefore].toSorted((one, other) => other.at - one.at)
}

async function editionRows(db: Kysely<Schema>, { since, channel, most }: SentQuery) {
  return db
    .selectFrom('edition')
    .selectAll()
    .where('at', '>=', since)
    .$if(channel !== undefined, rows => rows.where('channel', '=', channel ?? ''))
    .orderBy('at', 'desc')
    .orderBy('due_at', 'desc')
    .limit(atMost(most))
    .execute()
}

type EditionRow = Awaited<ReturnType<typeof editionRows>>[number]

function readEdition({ subscription, nominal, due_at: dueAt, outcome, note }: EditionRow): Edition {
  return { subscription, nominal, dueAt, outcome, ...(note === null ? {} : { note }) }
}

/** What people asked for that told stories, or that is in doubt. */
async function askedRows(db: Kysely<Schema>, { since, channel, most }: SentQuery) {
  const here = channel === undefined ? sql`` : sql`and step.channel = ${channel}`
  const found = await sql<{ id: string; claimed_at: number }>`
    select claim.id, claim.claimed_at from claim
    where claim.claimed_at >= ${since} and claim.id not like 'edition/%'
    and exists (select 1 from step where step.claim = claim.id ${here}
      and (step.about is not null or step.state = 'in-doubt'
        or exists (select 1 from told where told.step = step.key)))
    order by claim.claimed_at desc limit ${atMost(most)}`.execute(db)
  return found.rows.map(row => ({ id: row.id, claimed_at: Number(row.claimed_at) }))
}

/** Postings outlive the steps that made them. */
async function postingRows(db: Kysely<Schema>, { since, channel, most }: SentQuery) {
  const rows = await db
    .selectFrom('posting')
    .select(['key', 'claim', 'story', 'lane', 'channel', 'root_channel', 'root_message', 'at'])
    .select(posting =>
      posting
        .selectFrom('posting_message')
        .select(message => message.fn.countAll<number>().as('many'))
        .whereRef('posting_message.posting', '=', 'posting.key')
        .as('messages'),
    )
    .where('at', '>=', since)
    .$if(channel !== undefined, all => all.where('channel', '=', channel ?? ''))
    .orderBy('at', 'desc')
    .limit(atMost(most))
    .execute()
  const all = []
  for (const row of rows) all.push({ ...row, stories: await storiesOf(db, row), messages: Number(row.messages ?? 0) })
  return all
}

interface PartRow {
  readonly claim: string
  readonly lane: string
  readonly channel: string
  readonly kind: StepKind
  readonly state: StepState
  readonly under: string | null
  readonly about: string | null
  readonly reason: string | null
  readonly receipt_channel: string | null
  readonly receipt_message: string | null
  readonly settled_at: number | null
}

async function partsOf(
  db: Kysely<Schema>,
  claims: readonly string[],
): Promise<ReadonlyMap<string, readonly PartRow[]>> {
  const rows: PartRow[] = []
  for (let from = 0; from < claims.length; from += CLAIMS_AT_ONCE) {
    const some = await db
      .selectFrom('step')
      .select(['claim', 'lane', 'channel', 'kind', 'state', 'under', 'about', 'reason'])
      .select(['receipt_channel', 'receipt_message', 'settled_at'])
      .where('claim', 'in', claims.slice(from, from + CLAIMS_AT_ONCE))
      .orderBy('position')
      .execute()
    rows.push(...some)
  }
  return Map.groupBy(rows, row => row.claim)
}

/** By claim: the ids of the stories. */
async function toldBy(db: Kysely<Schema>, claims: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const told = new Map<string, string[]>()
  for (let from = 0; from < claims.length; from += CLAIMS_AT_ONCE) {
    const rows = await db
      .selectFrom('told')
      .innerJoin('step', 'step.key', 'told.step')
      .select(['step.claim', 'told.story'])
      .where('step.claim', 'in', claims.slice(from, from + CLAIMS_AT_ONCE))
      .orderBy('step.position')
      .orderBy('told.story')
      .execute()
    for (const { claim, story } of rows) {
      const stories = told.get(claim) ?? []
      if (!stories.includes(story)) told.set(claim, [...stories, story])
    }
  }
  return told
}

/** By lane and channel: the guild or workspace, of channels in which something was set. */
async function spacesOf(db: Kysely<Schema>): Promise<ReadonlyMap<string, string>> {
  const set = db.selectFrom('subscription').select(['lane', 'channel', 'space']).where('space', 'is not', null)
  const rows = await set
    .union(db.selectFrom('setting').select(['lane', 'channel', 'space']).where('space', 'is not', null))
    .execute()
  return new Map(rows.map(({ lane, channel, space }) => [`${lane} ${channel}`, space ?? '']))
}

/** What became of it, from its steps. */
function cameOf(rows: readonly PartRow[], from: number): Pick<Sent, 'steps' | 'root' | 'tookMs' | 'troubles'> {
  const count = (...states: readonly StepState[]) => rows.filter(row => states.includes(row.state)).length
  const steps = {
    posted: count('posted'),
    waiting: count('queued', 'posting', 'waiting'),
    refused: count('refused'),
    inDoubt: count('in-doubt'),
  }
  const root = rows.find(row => row.state === 'posted' && row.under === null && row.kind === 'post')
  const landed = root === undefined ? undefined : receipt(root)
  const troubles = rows.flatMap(({ state, kind, reason }): readonly Trouble[] =>
    state === 'refused' || state === 'in-doubt' ? [{ state, kind, reason: reason ?? '' }] : [],
  )
  if (landed === undefined) return { steps, troubles }
  return { steps, root: landed, tookMs: (root?.settled_at ?? from) - from, troubles }
}

/** The same from what was summed up when its steps were forgotten. */
function cameBefore({ steps, root }: Result, from: number): Pick<Sent, 'steps' | 'root' | 'tookMs' | 'troubles'> {
  if (root === undefined) return { steps, troubles: [] }
  return { steps, root: { channel: root.channel, message: root.message }, tookMs: root.at - from, troubles: [] }
}
