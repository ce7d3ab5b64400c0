import type { Problem } from '../core/story/problem.ts'
import { inTurns, sortedInTurns } from './breathing.ts'

/** What an editor has to mend now, by file. */
export interface ProblemBoard {
  /** In the order of the files. */
  readonly all: () => readonly Problem[]
  add(problem: Problem): void
  /** What was said of this file does not hold any more. */
  clear(file: string): void
  clearAll(): void
  /** What came and how many went since the last time; what went and came again did neither. */
  settle(): Promise<{ readonly fresh: readonly Problem[]; readonly mended: number }>
}

export function openProblemBoard(): ProblemBoard {
  const byFile = new Map<string, readonly Problem[]>()
  /** Of files of which something was said since, what stood before. */
  const before = new Map<string, readonly Problem[]>()
  let all: readonly Problem[] = []

  const touch = (file: string) => {
    if (!before.has(file)) before.set(file, byFile.get(file) ?? [])
  }

  async function settle() {
    const fresh: Problem[] = []
    let mended = 0
    await inTurns([...before], ([file, earlier]) => {
      const now = byFile.get(file) ?? []
      const [known, still] = [new Set(earlier.map(keyOf)), new Set(now.map(keyOf))]
      fresh.push(...now.filter(problem => !known.has(keyOf(problem))))
      for (const key of known) if (!still.has(key)) mended += 1
    })
    if (before.size > 0) all = await sortedInTurns([...byFile.values()].flat(), byPlace)
    before.clear()
    return { fresh: await sortedInTurns(fresh, byPlace), mended }
  }

  return {
    all: () => all,
    add(problem) {
      touch(problem.file)
      byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), problem])
    },
    clear(file) {
      if (!byFile.has(file)) return
      touch(file)
      byFile.delete(file)
    },
    clearAll() {
      for (const file of byFile.keys()) touch(file)
      byFile.clear()
    },
    settle,
  }
}

function byPlace(one: Problem, other: Problem): number {
  if (one.file === other.file) return one.line - other.line
  return one.file < other.file ? -1 : 1
}

function keyOf({ line, message }: Problem): string {
  return `${line} ${message}`
}
