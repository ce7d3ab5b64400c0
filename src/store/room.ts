import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { atMost } from './limit.ts'
import type { Schema } from './schema.ts'
import type { NewStep } from './step.ts'
import type { Room } from './store.ts'

/** What has no room for one more claim, if anything: the channel of the step, or its lane. */
export async function crowded(
  tx: Transaction<Schema>,
  step: Pick<NewStep, 'lane' | 'channel'> | undefined,
  room: Room | undefined,
): Promise<'channel' | 'lane' | undefined> {
  if (step === undefined || room === undefined) return undefined
  const inChannel = sql<boolean>`lane = ${step.lane} and channel = ${step.channel}`
  if ((await waiting(tx, inChannel, room.channel)) >= room.channel) return 'channel'
  const inLane = sql<boolean>`lane = ${step.lane}`
  return (await waiting(tx, inLane, room.lane)) >= room.lane ? 'lane' : undefined
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
