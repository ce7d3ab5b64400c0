import { join } from 'node:path'
import type { Library } from '../core/library/library.ts'
import type { Problem } from '../core/story/problem.ts'
import { breathing, inTurns } from './breathing.ts'
import { openProblemBoard } from './problem-board.ts'
import { broughtSomething, countOne, type Headline, noneYet, type Put, type Round } from './round.ts'
import type { Arrival, Source } from './source.ts'
import { type WatchOptions, watchFolder } from './watch.ts'

/** Where stories are put: a library. */
export type Shelf = Pick<Library, 'put' | 'file' | 'remove' | 'get' | 'ids' | 'size'>

export interface LiveOptions {
  /** Closed with the rest. */
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
  /** Whether the shelf has what is in this file now: resolves when it was looked at; `file` is relative to the folder, with `/` between names. */
  follow(file: string): Promise<boolean>
  close(): Promise<void>
}

/** What was counted since the last round, and what `anew` asks for. */
interface Count {
  readonly added: ReturnType<typeof noneYet<Put>>
  readonly edited: ReturnType<typeof noneYet<Put>>
  readonly removed: ReturnType<typeof noneYet<Headline>>
}

/** Reads the folder, watches it, and keeps the shelf as the folder is. */
export function liveStories(options: LiveOptions): LiveStories {
  const { folder, shelf, source, told } = options
  const stop = new AbortController()
  const loading = Promise.withResolvers<Round>()
  const board = openProblemBoard()
  let count = nothingYet()
  /** A look that failed may have missed anything. */
  let everything = true
  let first = true
  let failing = false
  // Nobody may wait for it when it is closed before.
  loading.promise.catch(() => undefined)

  async function look(only: ReadonlySet<string> | undefined): Promise<Round> {
    const { signal } = stop
    const breathe = breathing()
    /** What came, where everything is told anew and the shelf may hold more than that. */
    let came: Set<string> | undefined
    let faultless = true
    for await (const arrival of source.read(everything || only === undefined ? { signal } : { signal, only })) {
      if (arrival.kind === 'anew') {
        board.clearAll()
        came = shelf.size > 0 ? new Set() : undefined
      }
      if (arrival.kind === 'story') came?.add(arrival.story.id)
      if (arrival.kind === 'sheet') came?.add(arrival.sheet.id)
      if (arrival.kind === 'problem') faultless = false
      take(arrival)
      await breathe()
    }
    // A file that cannot be read now keeps the story that it gave before, and nobody knows any more which one that was.
    if (came !== undefined && faultless) await removeOthers(came)
    everything = false
    const { fresh, mended } = await board.settle()
    const round = { ...count, problems: fresh, mended }
    count = nothingYet()
    return round
  }

  function take(arrival: Arrival): void {
    switch (arrival.kind) {
      case 'anew':
        break
      case 'story':
        filed(shelf.put(arrival.story), arrival.story, arrival.file)
        break
      case 'sheet':
        filed(shelf.file(arrival.sheet), arrival.sheet, arrival.file)
        break
      case 'gone':
        remove(arrival.id)
        break
      case 'looked':
        board.clear(arrival.file)
        break
      case 'problem':
        board.add(arrival.problem)
        break
    }
  }

  function filed(how: ReturnType<Shelf['put']>, story: Headline, file: string): void {
    if (how !== 'same') countOne(count[how], () => ({ story: headline(story), file }))
  }

  function remove(id: string): void {
    const story = shelf.get(id)
    if (story === undefined) return
    countOne(count.removed, () => headline(story))
    shelf.remove(id)
  }

  async function removeOthers(came: ReadonlySet<string>): Promise<void> {
    const others: string[] = []
    await inTurns(shelf.ids(), id => (came.has(id) ? undefined : others.push(id)))
    await inTurns(others, remove)
  }

  const watch = watchFolder(folder, {
    ...(options.watch === undefined ? {} : { watch: options.watch }),
    changed: async only => {
      try {
        const round = await look(only)
        if (first) loading.resolve(round)
        else if (broughtSomething(round)) told(round)
        first = false
        failing = false
      } catch (error) {
        everything = true
        failing = true
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
    await source.close()
  }

  async function follow(file: string): Promise<boolean> {
    await watch.look(join(folder, file))
    return !failing && !stop.signal.aborted
  }

  return { problems: board.all, loaded: loading.promise, follow, close }
}

function nothingYet(): Count {
  return { added: noneYet(), edited: noneYet(), removed: noneYet() }
}

/** With characters of its own: what is cut from a file's text would keep the whole text. */
function headline({ id, title }: Headline): Headline {
  return { id: Buffer.from(id).toString(), title: Buffer.from(title).toString() }
}
