import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { URGENT } from './rank.ts'
import type { Schema } from './schema.ts'
import type { Place } from './template.ts'
import { template } from './template.ts'

/** A hold of a whole lane, in the place of its channel. */
const WHOLE_LANE = ''

/** Moves what waits and is not urgent, and is remembered for what is kept or put back later. A hold is never shortened. */
export async function hold(
  tx: Transaction<Schema>,
  lane: string,
  channel: string | undefined,
  until: number,
): Promise<void> {
  await tx
    .insertInto('hold')
    .values({ lane, channel: channel ?? WHOLE_LANE, until })
    .onConflict(conflict =>
      conflict.columns(['lane', 'channel']).doUpdateSet({ until }).where('hold.until', '<', until),
    )
    .execute()
  let held = tx
    .updateTable('step')
    .set({ next_try_at: until })
    // Written out, because the index of waiting steps is not used for a state that is bound.
    .where(sql<boolean>`state in ('queued', 'waiting')`)
    .where('lane', '=', lane)
    .where('rank', '>', URGENT)
    .where('next_try_at', '<', until)
  if (channel !== undefined) held = held.where('channel', '=', channel)
  await held.execute()
}

/** Until when this channel is held, by itself or with its lane; 0 when it never was. */
export async function heldUntil(tx: Transaction<Schema>, lane: string, channel: string): Promise<number> {
  const [row] = (await held(tx, { lane, channel })).rows
  return Number(row?.until ?? 0)
}

const held = template((db, at: Place<'lane' | 'channel'>) =>
  db
    .selectFrom('hold')
    .select(({ fn }) => fn.max('until').as('until'))
    .where('lane', '=', at<string>('lane'))
    .where('channel', 'in', [WHOLE_LANE, at<string>('channel')]),
)
