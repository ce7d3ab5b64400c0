import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'
import { alone } from './side-by-side.ts'
import type { NewStep } from './step.ts'

/** The step, which waits for what is still to be changed or taken away of the same posting. */
export async function behindOthers(tx: Transaction<Schema>, step: NewStep): Promise<NewStep> {
  const posting = step.takes ?? step.edits
  if (posting === undefined || step.after !== undefined) return step
  await alone(tx, posting)
  // States are written out so that their indexes are used. Each claim's steps are in a row, and each row behind another: one is the last
  // of those that were not dropped.
  const open = [sql`state in ('queued', 'waiting')`, sql`state = 'posting'`].map(
    state => sql`
      select key, kept_at, position from step
      where ${state} and posting = ${posting} and kind in ('edit', 'remove')`,
  )
  const last = await sql<{ key: string }>`
    select key from (${sql.join(open, sql` union all `)}) as unsettled
    where not exists (select 1 from step w where w.after = unsettled.key and w.kind in ('edit', 'remove') and w.settled_at is null)
    order by kept_at desc, position desc limit 1`.execute(tx)
  const [before] = last.rows
  return before === undefined ? step : { ...step, after: before.key }
}
