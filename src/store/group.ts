import type { Kysely, Transaction } from 'kysely'
import { CompiledQuery } from 'kysely'
import { runBuilt, straight } from './connection.ts'
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

/** How much goes into one commit. */
export interface Shared {
  /** Acts of each manner. */
  readonly most: number
  /** How long acts are taken in that a step on its way waits for, in milliseconds as the others; as long as the disk took last, if that is longer. */
  readonly soonMs: number
  /** How long acts are taken in for which nobody waits: thousands may come together, and each commit holds up everything else. */
  readonly calmMs: number
  /** How long the disk rests at least after a commit, but for those who wait for an answer: what comes meanwhile shares the next one. */
  readonly restMs: number
}

/** So that nobody waits noticeably for those before. */
const SHARED: Shared = { most: 50, soonMs: 5, calmMs: 4, restMs: 0 }
const PART = 0.25
/** However slow the disk is: a step's next one waits for this. */
const LONGEST_REST_MS = 10

/** Who waits for an act: a person; a step on its way, which also lets the disk rest as long as it took last; or nobody (`calm`). */
const MANNERS = ['prompt', 'soon', 'calm'] as const
type Manner = (typeof MANNERS)[number]

/**
 * Commits together what is asked for in one turn of the event loop: a commit waits for the disk, and fifty people who ask at
 * the same moment would wait for fifty. Each act is still all or nothing by itself, and none is told that it is done before
 * all of them are on disk. What no person waits for goes with a commit after the others, for a few milliseconds or as long as the disk lately took.
 */
export function groupCommits(
  db: Kysely<Schema>,
  turn: Turn = endOfTurn,
  { most, soonMs, calmMs, restMs }: Shared = SHARED,
): <Result>(manner: Manner, act: Act<Result>) => Promise<Result> {
  const waiting: Readonly<Record<Manner, Waiting[]>> = { prompt: [], soon: [], calm: [] }
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
    const group = {
      prompt: waiting.prompt.splice(0, most),
      soon: waiting.soon.splice(0, most),
      calm: waiting.calm.splice(0, most),
    }
    const all = MANNERS.flatMap(manner => group[manner])
    if (all.length === 0) return
    if (waiting.prompt.length > 0) call('prompt')
    // Where a person waits, the others have a part of their time.
    const share = group.prompt.length > 0 ? PART : 1
    commit(db, group, { soon: Math.max(soonMs, syncMs) * share, calm: Math.max(calmMs, syncMs) * share }).then(
      ({ done, left, syncedInMs }) => {
        syncMs = Math.min(syncedInMs, LONGEST_REST_MS)
        restUntil = performance.now() + Math.max(restMs, syncMs)
        waiting.soon.unshift(...left.soon)
        waiting.calm.unshift(...left.calm)
        callForRest()
        for (const settle of done) settle()
      },
      (error: unknown) => {
        callForRest()
        for (const one of all) one.failed(error)
      },
    )
  }

  function callForRest(): void {
    if (waiting.soon.length > 0) call('soon')
    else if (waiting.calm.length > 0) call('calm')
  }

  return (manner, act) =>
    new Promise((resolve, reject) => {
      waiting[manner].push({
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
  /** Those for which there was no time; one of each always has its turn. */
  readonly left: Readonly<Record<'soon' | 'calm', readonly Waiting[]>>
  readonly syncedInMs: number
}

async function commit(
  db: Kysely<Schema>,
  group: Readonly<Record<Manner, readonly Waiting[]>>,
  forMs: Readonly<Record<'soon' | 'calm', number>>,
): Promise<Committed> {
  const alone = MANNERS.reduce((count, manner) => count + group[manner].length, 0) === 1
  const done: (() => void)[] = []
  const taken = { soon: 0, calm: 0 }
  let ended = 0
  await db.transaction().execute(async tx => {
    const { ended: endStraight } = await straight(tx)
    const act = async (one: Waiting) => void done.push(alone ? await one.run(tx) : await apart(tx, one))
    for (const one of group.prompt) await act(one)
    for (const manner of ['soon', 'calm'] as const) {
      const until = performance.now() + forMs[manner]
      for (const one of group[manner]) {
        await act(one)
        taken[manner] += 1
        if (performance.now() > until) break
      }
    }
    endStraight()
    ended = performance.now()
  })
  const left = { soon: group.soon.slice(taken.soon), calm: group.calm.slice(taken.calm) }
  return { done, left, syncedInMs: performance.now() - ended }
}

const SAVEPOINT = CompiledQuery.raw('savepoint act')
const ROLLBACK = CompiledQuery.raw('rollback to savepoint act')
const RELEASE = CompiledQuery.raw('release savepoint act')

/** One act among others: when it fails, they go on without it. */
async function apart(tx: Transaction<Schema>, one: Waiting): Promise<() => void> {
  await runBuilt(tx, SAVEPOINT)
  try {
    const done = await one.run(tx)
    await runBuilt(tx, RELEASE)
    return done
  } catch (error) {
    await runBuilt(tx, ROLLBACK)
    await runBuilt(tx, RELEASE)
    return () => one.failed(error)
  }
}
