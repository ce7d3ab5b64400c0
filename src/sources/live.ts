import type { Problem } from '../core/story/problem.ts'
import type { Story } from '../core/story/story.ts'
import { breathing, inTurns, sortedInTurns } from './breathing.ts'
import { isUnchanged, readCursor } from './folder-cursor.ts'
import type { Source } from './source.ts'
import { type WatchOptions, watchFolder } from './watch.ts'

/** Where stories are put: a library. */
export interface Shelf {
  put(story: Story): void
  remove(id: string): boolean
  get(id: string): Story | undefined
}

/** What one look at the folder brought. */
export interface Round {
  readonly added: readonly Put[]
  readonly edited: readonly Put[]
  readonly removed: readonly Headline[]
  /** Those that were not there before. */
  readonly problems: readonly Problem[]
  /** Problems that are no longer there. */
  readonly mended: number
}

export interface Put {
  readonly story: Headline
  readonly file: string
}

/** What a story is called: the story itself is on the shelf, and a hundred thousand would not fit into memory twice. */
export type Headline = Pick<Story, 'id' | 'title'>

export interface LiveOptions {
  readonly source: Source
  readonly folder: string
  readonly shelf: Shelf
  /** Told of each later look that brought something. */
  readonly told: (round: Round) => void
  /** A look that failed; the next one tries again. */
  readonly failed: (error: unknown) => void
  readonly watch?: WatchOptions['watch']
}

/** A folder whose stories the shelf always has. */
export interface LiveStories {
  /** All that an editor has to mend now, in the order of the files. */
  problems(): readonly Problem[]
  /** Resolves when everything was read for the first time; rejects when that was not possible. */
  readonly loaded: Promise<Round>
  close(): Promise<void>
}

/** Reads the folder, watches it, and keeps the shelf as the folder is. */
export function liveStories(options: LiveOptions): LiveStories {
  const { folder, shelf, source, told } = options
  const stop = new AbortController()
  const loading = Promise.withResolvers<Round>()
  let cursor: string | undefined
  let problems: readonly Problem[] = []
  let first = true
  // Nobody may wait for it when it is closed before.
  loading.promise.catch(() => undefined)

  async function look(): Promise<Round> {
    const before = cursor
    const added: Put[] = []
    const edited: Put[] = []
    const removed: Headline[] = []
    const found: Problem[] = []
    const breathe = breathing()
    for await (const arrival of source.read(before, stop.signal)) {
      switch (arrival.kind) {
        case 'story': {
          const earlier = shelf.get(arrival.story.id)
          if (isSame(arrival.story, earlier)) break
          const put = earlier === undefined ? added : edited
          put.push({ story: headline(arrival.story), file: arrival.file })
          shelf.put(arrival.story)
          break
        }
        case 'gone': {
          const story = shelf.get(arrival.id)
          if (story !== undefined) removed.push(headline(story))
          shelf.remove(arrival.id)
          break
        }
        case 'problem':
          found.push(arrival.problem)
          break
        case 'cursor':
          cursor = arrival.cursor
          break
      }
      await breathe()
    }
    const standing = [...(await kept(problems, found, { before, after: cursor }, source.name)), ...found]
    const [known, now] = [await keysOf(problems), await keysOf(standing)]
    let mended = 0
    for (const key of known) if (!now.has(key)) mended++
    problems = await sortedInTurns(standing, byPlace)
    const fresh: Problem[] = []
    await inTurns(problems, problem => {
      if (!known.has(keyOf(problem))) fresh.push(problem)
    })
    return { added, edited, removed, problems: fresh, mended }
  }

  const watch = watchFolder(folder, {
    ...(options.watch === undefined ? {} : { watch: options.watch }),
    changed: async () => {
      try {
        const round = await look()
        if (first) loading.resolve(round)
        else if (broughtSomething(round)) told(round)
        first = false
      } catch (error) {
        // Whoever waits for the first look has nothing to close yet.
        if (first) void close()
        else if (!stop.signal.aborted) options.failed(error)
        loading.reject(error)
      }
    },
  })

  async function close(): Promise<void> {
    stop.abort()
    await watch.close()
  }

  return { problems: () => problems, loaded: loading.promise, close }
}

function broughtSomething({ added, edited, removed, problems, mended }: Round): boolean {
  return added.length + edited.length + removed.length + problems.length + mended > 0
}

/** Problems of files that were not read again: what a source says of a file it says once, until the file changes. */
async function kept(
  problems: readonly Problem[],
  found: readonly Problem[],
  cursors: { readonly before: string | undefined; readonly after: string | undefined },
  name: string,
): Promise<readonly Problem[]> {
  if (problems.length === 0) return []
  const [before, after] = [await readCursor(cursors.before), await readCursor(cursors.after)]
  const said = new Set(found.map(problem => problem.file))
  const standing: Problem[] = []
  await inTurns(problems, problem => {
    const path = problem.file.slice(name.length + 1)
    if (!said.has(problem.file) && isUnchanged(before.get(path), after.get(path))) standing.push(problem)
  })
  return standing
}

async function keysOf(problems: readonly Problem[]): Promise<ReadonlySet<string>> {
  const keys = new Set<string>()
  await inTurns(problems, problem => keys.add(keyOf(problem)))
  return keys
}

function byPlace(one: Problem, other: Problem): number {
  if (one.file === other.file) return one.line - other.line
  return one.file < other.file ? -1 : 1
}

function keyOf({ file, line, message }: Problem): string {
  return `${file}:${line} ${message}`
}

/** A file that was only saved again has the same story. */
function isSame(story: Story, other: Story | undefined): boolean {
  return other !== undefined && JSON.stringify(story) === JSON.stringify(other)
}

/** With characters of its own: what is cut from a file's text would keep the whole text. */
function headline({ id, title }: Story): Headline {
  return { id: Buffer.from(id).toString(), title: Buffer.from(title).toString() }
}
