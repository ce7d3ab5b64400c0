import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'

/** Forward only: the number of a migration is its place here, from 1. One that has landed is never edited. */
export const migrations: readonly ((db: Kysely<Schema>) => Promise<void>)[] = [
  outbox,
  growth,
  postings,
  settings,
  payloads,
  crowds,
  digests,
  watching,
  digestPostings,
  inOrder,
  doubts,
  withoutZones,
]

async function outbox(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('claim')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('claimed_at', 'bigint', column => column.notNull())
    .execute()
  await db.schema
    .createTable('step')
    .addColumn('key', 'text', column => column.primaryKey())
    .addColumn('claim', 'text', column => column.notNull().references('claim.id'))
    .addColumn('position', 'integer', column => column.notNull())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('lane', 'text', column => column.notNull())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('payload', 'text', column => column.notNull())
    .addColumn('secret', 'text')
    .addColumn('under', 'text')
    .addColumn('if_refused', 'text')
    .addColumn('after', 'text')
    .addColumn('expires_at', 'bigint', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull().defaultTo('queued'))
    .addColumn('looks', 'integer', column => column.notNull().defaultTo(0))
    .addColumn('attempts', 'integer', column => column.notNull().defaultTo(0))
    .addColumn('first_try_at', 'bigint')
    .addColumn('next_try_at', 'bigint', column => column.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('receipt_channel', 'text')
    .addColumn('receipt_message', 'text')
    .addColumn('reason', 'text')
    .addColumn('kept_at', 'bigint', column => column.notNull())
    .addColumn('settled_at', 'bigint')
    .execute()
  // What is ready is a small part of what is kept: both indexes hold only that part.
  await sql`create index step_ready on step (next_try_at) where state in ('queued', 'waiting')`.execute(db)
  await sql`create index step_leased on step (lease_until) where state = 'posting'`.execute(db)
  await sql`create index step_under on step (under) where under is not null`.execute(db)
  await sql`create index step_if_refused on step (if_refused) where if_refused is not null`.execute(db)
}

/** Holds that also bind what is kept later, the order in which steps are leased, and forgetting. */
async function growth(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('hold')
    .addColumn('lane', 'text', column => column.notNull())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('until', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('hold_key', ['lane', 'channel'])
    .execute()
  await sql`drop index step_ready`.execute(db)
  await sql`create index step_ready on step (next_try_at, kept_at, position) where state in ('queued', 'waiting')`.execute(
    db,
  )
  await sql`create index step_claim on step (claim)`.execute(db)
  await sql`create index claim_age on claim (claimed_at)`.execute(db)
}

/** What was posted where: kept longer than the steps that posted it, so without a reference to them. */
async function postings(db: Kysely<Schema>): Promise<void> {
  await db.schema.alterTable('step').addColumn('posting', 'text').execute()
  await db.schema.alterTable('step').addColumn('about', 'text').execute()
  await db.schema
    .createTable('posting')
    .addColumn('key', 'text', column => column.primaryKey())
    .addColumn('claim', 'text', column => column.notNull())
    .addColumn('story', 'text', column => column.notNull())
    .addColumn('asker', 'text', column => column.notNull())
    .addColumn('lane', 'text', column => column.notNull())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('root_channel', 'text', column => column.notNull())
    .addColumn('root_message', 'text', column => column.notNull())
    .addColumn('thread', 'text')
    .addColumn('at', 'bigint', column => column.notNull())
    .execute()
  await db.schema
    .createTable('posting_message')
    .addColumn('step', 'text', column => column.primaryKey())
    .addColumn('posting', 'text', column => column.notNull().references('posting.key').onDelete('cascade'))
    .addColumn('position', 'integer', column => column.notNull())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('message', 'text', column => column.notNull())
    .execute()
  await sql`create index posting_place on posting (lane, channel, at)`.execute(db)
  await sql`create index posting_story on posting (story)`.execute(db)
  await sql`create index posting_root on posting (root_message)`.execute(db)
  await sql`create index posting_age on posting (at)`.execute(db)
  await sql`create index posting_part on posting_message (posting)`.execute(db)
}

/** What people set for a channel in the chat. */
async function settings(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('setting')
    .addColumn('lane', 'text', column => column.notNull())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('value', 'text', column => column.notNull())
    .addColumn('set_by', 'text', column => column.notNull())
    .addColumn('set_at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('setting_key', ['lane', 'channel'])
    .execute()
}

/** What a root says, so that it can be marked when its step is long forgotten. */
async function payloads(db: Kysely<Schema>): Promise<void> {
  await db.schema.alterTable('posting').addColumn('payload', 'text').execute()
}

/** What makes the outbox quick where much waits: only what is ready is looked at, and what a channel has waiting is counted. */
async function crowds(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .alterTable('step')
    .addColumn('rank', 'integer', column => column.notNull().defaultTo(1))
    .execute()
  await db.schema
    .alterTable('step')
    .addColumn('ready', 'integer', column => column.notNull().defaultTo(0))
    .execute()
  await sql`update step set rank = 2 where under is not null`.execute(db)
  await sql`update step set ready = 1 where state = 'posting' or (state in ('queued', 'waiting')
    and (under is null or (select u.state from step u where u.key = step.under) = 'posted')
    and (if_refused is null or (select r.state from step r where r.key = step.if_refused) = 'refused')
    and (after is null or (select a.settled_at from step a where a.key = step.after) is not null))`.execute(db)
  await sql`drop index step_ready`.execute(db)
  // With all that a lease looks at, so that rows that are passed over are not read: they hold whole messages.
  await sql`create index step_ready on step (rank, next_try_at, kept_at, position, lane, channel, key)
    where state in ('queued', 'waiting') and ready = 1`.execute(db)
  await sql`create index step_waiting on step (lane, channel, claim) where state in ('queued', 'waiting')`.execute(db)
  await sql`create index step_busy on step (lane, channel) where state = 'posting'`.execute(db)
  await sql`create index step_after on step (after) where after is not null`.execute(db)
}

/** Standing wishes for digests, what was made of them, and what each channel has had. */
async function digests(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('subscription')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('lane', 'text', column => column.notNull())
    .addColumn('space', 'text')
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('plan', 'text', column => column.notNull())
    .addColumn('wish', 'text', column => column.notNull())
    .addColumn('set_by', 'text', column => column.notNull())
    .addColumn('set_at', 'bigint', column => column.notNull())
    .addColumn('next_at', 'bigint')
    .addColumn('next_nominal', 'text')
    .addColumn('last_nominal', 'text')
    .addColumn('paused_until', 'bigint')
    .addColumn('zone_data', 'text', column => column.notNull())
    .addColumn('refusals', 'integer', column => column.notNull())
    .addColumn('halt_reason', 'text')
    .addColumn('halt_remedy', 'text')
    .addColumn('halt_at', 'bigint')
    .addColumn('halt_told', 'integer', column => column.notNull())
    .addColumn('gone_at', 'bigint')
    .execute()
  // Without a reference to the subscription: what was sent is told after it was stopped too.
  await db.schema
    .createTable('edition')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('subscription', 'text', column => column.notNull())
    .addColumn('nominal', 'text', column => column.notNull())
    .addColumn('lane', 'text', column => column.notNull())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('due_at', 'bigint', column => column.notNull())
    .addColumn('outcome', 'text', column => column.notNull())
    .addColumn('note', 'text')
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('refused', 'integer', column => column.notNull())
    .addColumn('result', 'text')
    .execute()
  await db.schema
    .createTable('told')
    .addColumn('step', 'text', column => column.notNull())
    .addColumn('story', 'text', column => column.notNull())
    .addColumn('lane', 'text', column => column.notNull())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('hash', 'text', column => column.notNull())
    .addColumn('snapshot', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('told_key', ['step', 'story'])
    .execute()
  await db.schema.alterTable('setting').addColumn('space', 'text').execute()
  await db.schema.alterTable('setting').addColumn('expires_at', 'bigint').execute()
  await db.schema.alterTable('setting').addColumn('gone_at', 'bigint').execute()
  await sql`create index subscription_due on subscription (next_at) where next_at is not null and gone_at is null`.execute(
    db,
  )
  await sql`create index subscription_zone on subscription (zone_data) where next_at is not null and gone_at is null`.execute(
    db,
  )
  await sql`create index subscription_channel on subscription (lane, channel)`.execute(db)
  await sql`create index subscription_space on subscription (lane, space)`.execute(db)
  await sql`create index subscription_gone on subscription (gone_at) where gone_at is not null`.execute(db)
  await sql`create index edition_of on edition (subscription, at)`.execute(db)
  await sql`create index edition_age on edition (at)`.execute(db)
  await sql`create index told_place on told (lane, channel, at)`.execute(db)
  await sql`create index told_age on told (at)`.execute(db)
  await sql`create index setting_space on setting (lane, space)`.execute(db)
  await sql`create index setting_expiry on setting (expires_at) where expires_at is not null`.execute(db)
  await sql`create index setting_gone on setting (gone_at) where gone_at is not null`.execute(db)
}

/** What gave way is counted each time that somebody looks at the numbers; what only stood by for a refusal is not. */
async function watching(db: Kysely<Schema>): Promise<void> {
  await sql`create index step_lost on step (settled_at, lane) where state = 'dropped' and if_refused is null`.execute(
    db,
  )
}

/** A digest's root tells several stories, each of which can be taken out of it. */
async function digestPostings(db: Kysely<Schema>): Promise<void> {
  await db.schema.alterTable('step').addColumn('story', 'text').execute()
  await db.schema.alterTable('posting_message').addColumn('story', 'text').execute()
  await db.schema
    .createTable('posted_story')
    .addColumn('posting', 'text', column => column.notNull().references('posting.key').onDelete('cascade'))
    .addColumn('story', 'text', column => column.notNull())
    .addColumn('position', 'integer', column => column.notNull())
    .addPrimaryKeyConstraint('posted_story_key', ['posting', 'story'])
    .execute()
  await sql`create index posted_story_of on posted_story (story)`.execute(db)
}

/** What is ready at the same time goes in the order in which it was kept, which is that of its key: neighbours stand on the same pages. */
async function inOrder(db: Kysely<Schema>): Promise<void> {
  await sql`drop index step_ready`.execute(db)
  await sql`create index step_ready on step (rank, next_try_at, kept_at, position, key, lane, channel)
    where state in ('queued', 'waiting') and ready = 1`.execute(db)
}

/** What is in doubt is searched for among all that was sent in a week. */
async function doubts(db: Kysely<Schema>): Promise<void> {
  await sql`create index step_doubt on step (claim, channel) where state = 'in-doubt'`.execute(db)
}

/** Nobody asks for those of other zone data, and the index was written each time that a digest moved on to its next time. */
async function withoutZones(db: Kysely<Schema>): Promise<void> {
  await sql`drop index subscription_zone`.execute(db)
}
