import { setImmediate as turn } from 'node:timers/promises'

/** The loop goes on after so many milliseconds of work: a platform wants an answer in time while many stories come. */
const BREATHE_MS = 5
/** Asking for the time costs more than most steps do. */
const STEPS = 16

/** To be called after each step of long work: a promise to wait for when it has gone on for a while, else undefined. */
export type Breathe = () => Promise<void> | undefined

/** `afterMs`: how long work goes on at once, where what waits has less time than people have. */
export function breathing(afterMs = BREATHE_MS): Breathe {
  let since = performance.now()
  const pause = async () => {
    await turn()
    since = performance.now()
  }
  return () => (performance.now() - since < afterMs ? undefined : pause())
}

/** `each` for every item, with everything else having its turn in between. */
export async function inTurns<T>(items: Iterable<T>, each: (item: T) => void): Promise<void> {
  const breathe = breathing()
  let steps = 0
  for (const item of items) {
    each(item)
    if (++steps % STEPS === 0) await breathe()
  }
}

/** Sorted without stopping everything else: in runs, which are then merged. */
export async function sortedInTurns<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  let runs: T[][] = []
  for (let from = 0; from < items.length; from += RUN) runs.push(items.slice(from, from + RUN))
  await inTurns(runs, run => run.sort(compare))
  while (runs.length > 1) {
    const wider: T[][] = []
    for (let at = 0; at < runs.length; at += 2) wider.push(await merged(runs[at] ?? [], runs[at + 1] ?? [], compare))
    runs = wider
  }
  return runs[0] ?? []
}

const RUN = 256

async function merged<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const all: T[] = []
  let at = 0
  await inTurns(left, item => {
    for (let other = right[at]; other !== undefined && compare(other, item) < 0; other = right[++at]) all.push(other)
    all.push(item)
  })
  await inTurns(right.slice(at), item => all.push(item))
  return all
}
