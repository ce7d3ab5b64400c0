import type { Aliases } from '../core/library/aliases.ts'
import type { Library } from '../core/library/library.ts'
import { createLibrary } from '../core/library/library.ts'
import { describeProblem } from '../core/story/problem.ts'
import { folderSource } from './folder.ts'
import type { LiveStories, Round } from './live.ts'
import { liveStories } from './live.ts'

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
    source: folderSource(folder, folder),
    folder,
    shelf: library,
    told: round => {
      reportRound(log, round)
      for (const listener of listeners) listener()
    },
    failed: error => log.error('The stories folder could not be read; it is tried again.', { error: String(error) }),
  })
  const first = await live.loaded
  for (const problem of first.problems) log.warn(describeProblem(problem))
  log.info(`${library.size} stories are in the library.`, { folder })
  return { library, aliases, live, listeners }
}

function reportRound(log: NewsroomLog, { added, edited, removed, problems, mended }: Round): void {
  for (const { story, file } of added) log.info(`Added “${story.title}”.`, { id: story.id, file })
  for (const { story, file } of edited) log.info(`Changed “${story.title}”.`, { id: story.id, file })
  for (const story of removed) log.info(`Removed “${story.title}”.`, { id: story.id })
  for (const problem of problems) log.warn(describeProblem(problem))
  if (mended > 0) log.info('Problems in the stories folder are mended.', { mended })
}
