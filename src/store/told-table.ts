import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'
import { alone } from './side-by-side.ts'
import type { NewStep } from './step.ts'
import type { Told, ToldQuery } from './subscription.ts'
import type { Place } from './template.ts'
import { insertion, template } from './template.ts'

/** SQLite binds a limited number of values. */
const ROWS_AT_ONCE = 100

/** Keeps what readers will have had with these steps, in the commit that keeps the steps. */
export async function tell(tx: Transaction<Schema>, steps: readonly NewStep[], now: number): Promise<void> {
  const rows = steps.flatMap(({ key, lane, channel, tells = [] }) =>
    tells.map(({ story, hash, snapshot }) => ({ step: key, story, lane, channel, hash, snapshot, at: now })),
  )
  await putTold(tx, rows)
}

const putTold = insertion(
  'told',
  ['step', 'story', 'lane', 'channel', 'hash', 'snapshot', 'at'],
  'on conflict do nothing',
)

/** These steps will never be read: nobody was told by them. */
export async function untell(tx: Transaction<Schema>, steps: readonly string[]): Promise<void> {
  for (let from = 0; from < steps.length; from += ROWS_AT_ONCE) {
    await tx
      .deleteFrom('told')
      .where('step', 'in', steps.slice(from, from + ROWS_AT_ONCE))
      .execute()
  }
}

const newestOf = template(
  (_db, at: Place<'lane' | 'channel' | 'since'>) => sql<{ story: string; hash: string; snapshot: string; at: number }>`
    select story, hash, snapshot, at from (
      select story, hash, snapshot, at, row_number() over (partition by story order by at desc, step desc) as place
      from told where lane = ${at('lane')} and channel = ${at('channel')} and at > ${at('since')}) as revision
    where place = 1 order by at desc, story`,
)

export async function told(db: Kysely<Schema>, { lane, channel, since }: ToldQuery): Promise<readonly Told[]> {
  const found = await newestOf(db, { lane, channel, since })
  return found.rows.map(({ story, hash, snapshot, at }) => ({ story, hash, snapshot, at: Number(at) }))
}

/**
 * Whether the newest that the channel has had of one of these stories since then is the very same. Nobody else who asks tells
 * anything there until this commit is over.
 */
export async function toldAlready(tx: Transaction<Schema>, steps: readonly NewStep[], since: number): Promise<boolean> {
  const places = Map.groupBy(
    steps.filter(step => step.tells !== undefined),
    ({ lane, channel }) => JSON.stringify([lane, channel]),
  )
  for (const there of places.values()) {
    const [first] = there
    if (first === undefined) continue
    await alone(tx, first.lane, first.channel)
    const had = new Map((await told(tx, { ...first, since })).map(one => [one.story, one.hash]))
    if (there.some(step => step.tells?.some(({ story, hash }) => had.get(story) === hash))) return true
  }
  return false
}
