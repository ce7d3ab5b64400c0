import type { Transaction } from 'kysely'
import { atMost } from './limit.ts'
import type { Schema } from './schema.ts'

const DAY = 86_400_000
const EDITIONS_KEPT_MS = 400 * DAY
/** How long it is remembered what a channel was told, counted from when anything was told last. */
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

/** The bot is in these spaces of a lane and in no other, whatever was told of them before. */
export async function present(
  tx: Transaction<Schema>,
  lane: string,
  spaces: readonly string[],
  now: number,
): Promise<void> {
  const here = new Set(spaces)
  const moved = new Set<string>()
  for (const table of ['subscription', 'setting'] as const) {
    const rows = await tx.selectFrom(table).select(['space', 'gone_at']).distinct().where('lane', '=', lane).execute()
    // Of a thousand servers hardly one has changed.
    for (const { space, gone_at } of rows)
      if (space !== null && here.has(space) === (gone_at !== null)) moved.add(space)
  }
  for (const space of moved) await forgetSpace(tx, lane, space, here.has(space) ? undefined : { at: now })
}

export async function forgetDigests(tx: Transaction<Schema>, now: number): Promise<number> {
  const gone = [
    await tx
      .deleteFrom('edition')
      .where('at', '<', now - EDITIONS_KEPT_MS)
      .executeTakeFirst(),
    await tx
      .deleteFrom('told')
      .where('at', '<', Math.min(now, await lastTold(tx)) - TOLD_KEPT_MS)
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

/** A clock that is ahead by more than that would make news of what channels have had, once it is right again. */
async function lastTold(tx: Transaction<Schema>): Promise<number> {
  const newest = await tx.selectFrom('told').select('at').orderBy('at', 'desc').limit(atMost(1)).executeTakeFirst()
  return newest?.at ?? 0
}
