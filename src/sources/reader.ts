import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { Reading } from '../core/reading/read.ts'
import { read } from '../core/reading/read.ts'
import { openThread } from '../threads/open-thread.ts'

/** Reads texts without stopping the bot; one at a time. */
export interface Reader {
  /** As `read`; never rejects. A text that takes too long or too much memory is a problem. */
  read(text: string, file: string): Promise<Reading>
  /** Ends the thread, if there was one. */
  close(): void
}

export interface ReaderOptions {
  /** Characters; a longer text is read in a thread of its own. */
  readonly inPlace?: number
  /** Milliseconds for one text in the thread. */
  readonly patienceMs?: number
}

/** Three times the longest story that was ever seen; the slowest text of this size takes some 15 ms. */
const IN_PLACE = 20_000
/** The slowest text of the largest size takes half a second; the machine may be busy. */
const PATIENCE_MS = 5_000
/** The largest texts need some 60 MB; a thread that wants more than this is ended, and the bot goes on. */
const THREAD_MEMORY = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 } as const
const TOO_MUCH =
  'Reading this text takes too long or too much memory, so it is not read. Divide it into files of one story each.'
const THREAD = join(import.meta.dirname, 'reading-thread.ts')

/** What the thread is given. */
export interface Page {
  readonly text: string
  readonly file: string
}

export function openReader({ inPlace = IN_PLACE, patienceMs = PATIENCE_MS }: ReaderOptions = {}): Reader {
  let thread: Worker | undefined
  /** Where the answer to the page that the thread has goes. */
  let settle: (reading: Reading | undefined) => void = () => undefined

  function start(): Worker {
    const worker = openThread(THREAD, { resourceLimits: THREAD_MEMORY })
    // One that was given up may still say something.
    const answer = (reading: Reading | undefined) => (worker === thread ? settle(reading) : undefined)
    worker.on('message', answer)
    // It has used up its memory.
    worker.on('error', () => answer(undefined))
    return worker
  }

  async function readAside(page: Page): Promise<Reading> {
    const { promise, resolve } = Promise.withResolvers<Reading | undefined>()
    settle = resolve
    thread ??= start()
    const patience = setTimeout(resolve, patienceMs, undefined)
    thread.postMessage(page)
    const reading = await promise
    clearTimeout(patience)
    if (reading !== undefined) return reading
    close()
    return { stories: [], problems: [{ file: page.file, line: 1, message: TOO_MUCH }] }
  }

  function close(): void {
    void thread?.terminate()
    thread = undefined
    settle(undefined)
  }

  return {
    read: async (text, file) => (text.length > inPlace ? readAside({ text, file }) : read(text, file)),
    close,
  }
}
