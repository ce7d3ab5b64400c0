import type { Aliases } from '../core/library/aliases.ts'
import type { Library } from '../core/library/library.ts'
import { createLibrary } from '../core/library/library.ts'
import { describeProblem } from '../core/story/problem.ts'
import { inTurns } from './breathing.ts'
import type { LiveStories } from './live.ts'
import { liveStories } from './live.ts'
import type { Put, Round, Several } from './round.ts'
import { wideFolderSource } from './wide-folder.ts'

/** The library with the folder that fills it. */
export interface Newsroom {
  readonly library: Library
  /** What topics are called. */
  readonly aliases: Aliases
  readonly live: LiveStories
  /** Those who are told of each change. */
  readonly listeners: Set<() => void>
}

/** Where the newsroom says what came and what an editor has to mend. */
export interface NewsroomLog {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void
  warn(message: string, detail?: Readonly<Record<string, unknown>>): void
  error(message: string, detail?: Readonly<Record<string, unknown>>): void
}

/** Resolves when the stories of the folder are in the library; from then on the library follows the folder. */
export async function openNewsroom(folder: string, aliases: Aliases, log: NewsroomLog): Promise<Newsroom> {
  const library = createLibrary(aliases)
  const listeners = new Set<() => void>()
  const live = liveStories({
    source: wideFolderSource(folder, { name: folder, aliases }),
    folder,
    shelf: library,
    told: round => {
      reportRound(log, round)
      for (const listener of listeners) listener()
    },
    failed: error => log.error('The stories folder could not be read; it is tried again.', { error: String(error) }),
  })
  const first = await live.loaded
  await inTurns(first.problems, problem => log.warn(describeProblem(problem)))
  log.info(`Stories in the library: ${library.size}.`, { folder })
  return { library, aliases, live, listeners }
}

function reportRound(log: NewsroomLog, { added, edited, removed, problems, mended }: Round): void {
  reportPut(log, 'Added', added)
  reportPut(log, 'Changed', edited)
  for (const story of removed.first) log.info(`Removed “${story.title}”.`, { id: story.id })
  reportRest(log, 'Removed', removed)
  for (const problem of problems.slice(0, MOST_PROBLEMS)) log.warn(describeProblem(problem))
  if (problems.length > MOST_PROBLEMS) {
    log.warn(
      `There are ${problems.length - MOST_PROBLEMS} more problems in the stories folder: \`counterpoint check\` names all.`,
    )
  }
  if (mended > 0) log.info('Problems in the stories folder are mended.', { mended })
}

/** Lines for one change: more would stop everything else while they are written. */
const MOST_PROBLEMS = 100

function reportPut(log: NewsroomLog, what: string, put: Several<Put>): void {
  for (const { story, file } of put.first) log.info(`${what} “${story.title}”.`, { id: story.id, file })
  reportRest(log, what, put)
}

function reportRest(log: NewsroomLog, what: string, { count, first }: Several<unknown>): void {
  if (count > first.length) log.info(`${what} ${count - first.length} more stories.`)
}
