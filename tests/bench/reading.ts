import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read } from '../../src/core/reading/read.ts'

export const SEEDS = join(import.meta.dirname, '..', '..', 'seeds')

/** Seconds to read `count` different documents, made from the seeds by giving each its own id and title. */
export function measureReading(count: number): number {
  const seeds = readdirSync(SEEDS)
    .filter(name => name.endsWith('.md'))
    .map(name => readFileSync(join(SEEDS, name), 'utf8'))
  const documents = Array.from({ length: count }, (_, n) =>
    (seeds[n % seeds.length] ?? '').replace(/^id: .*$/mu, `id: story-${n}`).replace(/^# /mu, `# Report ${n}: `),
  )
  const start = performance.now()
  const readings = documents.map((text, n) => read(text, `bench/2026-05-01-${n}.md`))
  const seconds = (performance.now() - start) / 1_000
  const stories = new Set(readings.flatMap(reading => reading.stories.map(story => story.id))).size
  const [problem] = readings.flatMap(reading => reading.problems)
  if (stories !== count || problem !== undefined) {
    throw new Error(`${stories} of ${count} documents were read. ${problem?.message ?? ''}`)
  }
  return seconds
}

/** A `/story` for each seed, by its id. */
export function seedQuestions(): readonly string[] {
  return readdirSync(SEEDS).flatMap(name => {
    const id = /^id: (\S+)$/mu.exec(readFileSync(join(SEEDS, name), 'utf8'))?.[1]
    return id === undefined ? [] : [`/story ${id}`]
  })
}
