import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { atMost } from './limit.ts'
import type { Schema } from './schema.ts'
import { alone, sideBySide } from './side-by-side.ts'
import type { NewStep } from './step.ts'
import type { Room } from './store.ts'

/**
 * What has no room for one more claim, if anything: the channel of the step, or its lane. Up to half of it nobody waits for
 * anybody: those who take at this moment are not seen, and are never as many as the other half. From there on one takes after
 * the other; in a lane, not in a channel, so that two commits which both take for several channels cannot wait for each other.
 */
export async function crowded(
  tx: Transaction<Schema>,
  step: Pick<NewStep, 'lane' | 'channel'> | undefined,
  room: Room | undefined,
): Promise<'channel' | 'lane' | undefined> {
  if (step === undefined || room === undefined) return undefined
  const seen = await crowd(tx, step, room)
  const isFree = seen.channel < room.channel / 2 && seen.lane < room.lane / 2
  const isFull = seen.channel >= room.channel || seen.lane >= room.lane
  if (isFree || isFull || !sideBySide(tx)) return fullOf(seen, room)
  await alone(tx, step.lane)
  return fullOf(await crowd(tx, step, room), room)
}

function fullOf(seen: Room, room: Room): 'channel' | 'lane' | undefined {
  if (seen.channel >= room.channel) return 'channel'
  return seen.lane >= room.lane ? 'lane' : undefined
}

async function crowd(
  tx: Transaction<Schema>,
  { lane, channel }: Pick<NewStep, 'lane' | 'channel'>,
  room: Room,
): Promise<Room> {
  return {
    channel: await waiting(tx, sql<boolean>`lane = ${lane} and channel = ${channel}`, room.channel),
    lane: await waiting(tx, sql<boolean>`lane = ${lane}`, room.lane),
  }
}

/** How many claims have steps there that wait; stops counting at `most`. */
async function waiting(tx: Transaction<Schema>, there: ReturnType<typeof sql<boolean>>, most: number): Promise<number> {
  const found = await sql<{ claims: number }>`
    select count(*) as claims from (
      select distinct claim from step where state in ('queued', 'waiting') and ${there} limit ${atMost(most)}) as crowd`.execute(
    tx,
  )
  return Number(found.rows[0]?.claims ?? 0)
}
