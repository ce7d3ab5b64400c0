import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'
import type { Setting } from './store.ts'

/** The last one counts. */
export async function putSetting(tx: Transaction<Schema>, setting: Setting, now: number): Promise<void> {
  const { lane, channel, value, by, space, expiresAt } = setting
  const kept = {
    value,
    set_by: by,
    set_at: now,
    space: space ?? null,
    expires_at: expiresAt ?? null,
    gone_at: null,
  }
  await tx
    .insertInto('setting')
    .values({ lane, channel, ...kept })
    .onConflict(conflict => conflict.columns(['lane', 'channel']).doUpdateSet(kept))
    .execute()
}

export async function readSetting(db: Kysely<Schema>, lane: string, channel: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('lane', '=', lane)
    .where('channel', '=', channel)
    .executeTakeFirst()
  return row?.value
}
