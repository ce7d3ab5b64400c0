import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'

/** Calls back when what was asked for until then is committed. */
export type Turn = (act: () => void) => void

/** One act of a commit. */
type Act<Result> = (tx: Transaction<Schema>) => Promise<Result>

interface Waiting {
  /** Does the act; gives what settles its promise, once it is on disk. */
  run(tx: Transaction<Schema>): Promise<() => void>
  failed(error: unknown): void
}

/** So that nobody waits noticeably for those before. */
const MOST_AT_ONCE = 50
/** Of those for which no person waits: thousands may come together, and each commit holds up everything else. */
const MOST_CALM_AT_ONCE = 6

/**
 * Commits together what is asked for in one turn of the event loop: a commit waits for the disk, and fifty people who ask at
 * the same moment would wait for fifty. Each act is still all or nothing by itself, and none is told that it is done before
 * all of them are on disk. A few `calm` ones go with each commit, after the others.
 */
export function groupCommits(
  db: Kysely<Schema>,
  turn: Turn = endOfTurn,
): <Result>(act: Act<Result>, manner?: 'calm') => Promise<Result> {
  const prompt: Waiting[] = []
  const calm: Waiting[] = []
  let called = false

  function call(): void {
    if (called || prompt.length + calm.length === 0) return
    called = true
    turn(flush)
  }

  function flush(): void {
    called = false
    const group = [...prompt.splice(0, MOST_AT_ONCE), ...calm.splice(0, MOST_CALM_AT_ONCE)]
    call()
    commit(db, group).then(
      done => {
        for (const settle of done) settle()
      },
      (error: unknown) => {
        for (const one of group) one.failed(error)
      },
    )
  }

  return (act, manner) =>
    new Promise((resolve, reject) => {
      const queue = manner === 'calm' ? calm : prompt
      queue.push({
        async run(tx) {
          const result = await act(tx)
          return () => resolve(result)
        },
        failed: reject,
      })
      call()
    })
}

function endOfTurn(act: () => void): void {
  setImmediate(act)
}

function commit(db: Kysely<Schema>, group: readonly Waiting[]): Promise<readonly (() => void)[]> {
  return db.transaction().execute(async tx => {
    const [first, ...others] = group
    if (first !== undefined && others.length === 0) return [await first.run(tx)]
    const done: (() => void)[] = []
    for (const one of group) done.push(await apart(tx, one))
    return done
  })
}

/** One act among others: when it fails, they go on without it. */
async function apart(tx: Transaction<Schema>, one: Waiting): Promise<() => void> {
  await sql`savepoint act`.execute(tx)
  try {
    const done = await one.run(tx)
    await sql`release savepoint act`.execute(tx)
    return done
  } catch (error) {
    await sql`rollback to savepoint act`.execute(tx)
    await sql`release savepoint act`.execute(tx)
    return () => one.failed(error)
  }
}
