import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'

/** Calls back when what was asked for until then is committed, at the end of the turn or so many milliseconds later. */
export type Turn = (act: () => void, afterMs: number) => void

/** One act of a commit. */
type Act<Result> = (tx: Transaction<Schema>) => Promise<Result>

interface Waiting {
  /** Does the act; gives what settles its promise, once it is on disk. */
  run(tx: Transaction<Schema>): Promise<() => void>
  failed(error: unknown): void
}

/** So that nobody waits noticeably for those before. */
const MOST_AT_ONCE = 50
/** Acts for which no person waits: thousands may come together, and each commit holds up everything else. */
const CALM_FOR_MS = 8
/** However slow the disk is: a step's next one waits for this. */
const LONGEST_REST_MS = 20

/** Who waits for an act: a person; a step on its way, which also lets the disk rest as long as it took last; or nobody (`calm`). */
type Manner = 'prompt' | 'soon' | 'calm'

/**
 * Commits together what is asked for in one turn of the event loop: a commit waits for the disk, and fifty people who ask at
 * the same moment would wait for fifty. Each act is still all or nothing by itself, and none is told that it is done before
 * all of them are on disk. `calm` ones go with a commit after the others, for a few milliseconds or as long as the disk lately took.
 */
export function groupCommits(
  db: Kysely<Schema>,
  turn: Turn = endOfTurn,
): <Result>(manner: Manner, act: Act<Result>) => Promise<Result> {
  const prompt: Waiting[] = []
  const calm: Waiting[] = []
  let called: 'not' | 'later' | 'now' = 'not'
  /** What the disk took for the last commit: where that is long, more shares the next one. */
  let syncMs = 0
  let restUntil = 0

  function call(manner: Manner): void {
    const restMs = manner === 'prompt' ? 0 : Math.max(0, restUntil - performance.now())
    const when = restMs < 1 ? 'now' : 'later'
    if (called === 'now' || called === when) return
    called = when
    turn(flush, restMs)
  }

  function flush(): void {
    called = 'not'
    const group = prompt.splice(0, MOST_AT_ONCE)
    const others = calm.splice(0, MOST_AT_ONCE)
    if (group.length + others.length === 0) return
    if (prompt.length > 0) call('prompt')
    commit(db, group, others, Math.max(CALM_FOR_MS, syncMs)).then(
      ({ done, left, syncedInMs }) => {
        syncMs = Math.min(syncedInMs, LONGEST_REST_MS)
        restUntil = performance.now() + syncMs
        calm.unshift(...left)
        if (calm.length > 0) call('calm')
        for (const settle of done) settle()
      },
      (error: unknown) => {
        if (calm.length > 0) call('calm')
        for (const one of [...group, ...others]) one.failed(error)
      },
    )
  }

  return (manner, act) =>
    new Promise((resolve, reject) => {
      const queue = manner === 'calm' ? calm : prompt
      queue.push({
        async run(tx) {
          const result = await act(tx)
          return () => resolve(result)
        },
        failed: reject,
      })
      call(manner)
    })
}

function endOfTurn(act: () => void, afterMs: number): void {
  if (afterMs < 1) setImmediate(act)
  else setTimeout(act, afterMs)
}

interface Committed {
  readonly done: readonly (() => void)[]
  /** Of the calm ones, those for which there was no time; one always has its turn. */
  readonly left: readonly Waiting[]
  readonly syncedInMs: number
}

async function commit(
  db: Kysely<Schema>,
  group: readonly Waiting[],
  calm: readonly Waiting[],
  calmForMs: number,
): Promise<Committed> {
  const done: (() => void)[] = []
  let ended = 0
  await db.transaction().execute(async tx => {
    const all = [...group, ...calm]
    const until = performance.now() + calmForMs
    for (const one of all) {
      if (done.length > group.length && performance.now() > until) break
      done.push(all.length === 1 ? await one.run(tx) : await apart(tx, one))
    }
    ended = performance.now()
  })
  return { done, left: calm.slice(Math.max(0, done.length - group.length)), syncedInMs: performance.now() - ended }
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
