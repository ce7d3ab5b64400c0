import type { RawBuilder, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'
import { sideBySide } from './side-by-side.ts'
import type { Place } from './template.ts'
import { template } from './template.ts'

/** SQLite binds a limited number of values, and a thread has no fixed length. */
const KEYS_AT_ONCE = 100

/** Marks what waited for these settled steps, and for nothing else any more, as ready. A step that is ready stays so. */
export async function wake(tx: Transaction<Schema>, settled: readonly string[]): Promise<void> {
  const [only] = settled
  if (settled.length === 1 && only !== undefined) {
    if (sideBySide(tx)) await lockBelowOne(tx, { only })
    await wakeBelowOne(tx, { only })
    return
  }
  for (let from = 0; from < settled.length; from += KEYS_AT_ONCE) {
    const keys = sql.join(settled.slice(from, from + KEYS_AT_ONCE))
    if (sideBySide(tx)) await locking(keys).execute(tx)
    await waking(keys).execute(tx)
  }
}

/** Nearly always it is one. */
const lockBelowOne = template((_db, at: Place<'only'>) => locking(at<string>('only')))
const wakeBelowOne = template((_db, at: Place<'only'>) => waking(at<string>('only')))

/** Of two commits that each settle one thing a step waits for, the second sees what the first did. */
function locking(keys: RawBuilder<unknown>) {
  return sql`select key from step where ${waitingFor(keys)} order by key for update`
}

function waking(keys: RawBuilder<unknown>) {
  return sql`
    update step set ready = 1
    where ${waitingFor(keys)}
    and (under is null or (select u.state from step u where u.key = step.under) = 'posted')
    and (if_refused is null or (select r.state from step r where r.key = step.if_refused) = 'refused')
    and (after is null or (select a.settled_at from step a where a.key = step.after) is not null)`
}

function waitingFor(keys: RawBuilder<unknown>) {
  return sql`state in ('queued', 'waiting') and ready = 0 and key in (
    select key from step where under in (${keys})
    union select key from step where if_refused in (${keys})
    union select key from step where after in (${keys}))`
}
