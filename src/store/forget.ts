import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'

const DAY = 86_400_000
const EDITIONS_KEPT_MS = 400 * DAY
/** How long it is remembered what a channel was told. */
export const TOLD_KEPT_MS = 60 * DAY
/** Long enough to invite a bot again that was removed by mistake. */
const LEFT_KEPT_MS = 30 * DAY

/** What was set in a space rests from the moment the bot left; being told so again changes nothing. */
export async function forgetSpace(
  tx: Transaction<Schema>,
  lane: string,
  space: string | undefined,
  gone: { readonly at: number } | undefined,
): Promise<void> {
  for (const table of ['subscription', 'setting'] as const) {
    let rows = tx
      .updateTable(table)
      .set({ gone_at: gone?.at ?? null })
      .where('lane', '=', lane)
    if (space !== undefined) rows = rows.where('space', '=', space)
    await rows.where('gone_at', gone === undefined ? 'is not' : 'is', null).execute()
  }
}

export async function forgetDigests(tx: Transaction<Schema>, now: number): Promise<number> {
  const gone = [
    await tx
      .deleteFrom('edition')
      .where('at', '<', now - EDITIONS_KEPT_MS)
      .executeTakeFirst(),
    await tx
      .deleteFrom('told')
      .where('at', '<', now - TOLD_KEPT_MS)
      .executeTakeFirst(),
    await tx
      .deleteFrom('subscription')
      .where('gone_at', '<', now - LEFT_KEPT_MS)
      .executeTakeFirst(),
    await tx
      .deleteFrom('setting')
      .where('gone_at', '<', now - LEFT_KEPT_MS)
      .executeTakeFirst(),
    await tx.deleteFrom('setting').where('expires_at', '<', now).executeTakeFirst(),
  ]
  return gone.reduce((sum, result) => sum + Number(result.numDeletedRows), 0)
}
