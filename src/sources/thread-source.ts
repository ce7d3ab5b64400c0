import { join } from 'node:path'
import { readSheet, type SheetBytes, sheetBytes } from '../core/library/sheet-bytes.ts'
import { openThread } from '../threads/open-thread.ts'
import type { Arrival, Look } from './source.ts'
import type { Answer, FolderJob, Parcelled, Request } from './thread-talk.ts'

/** A folder that is read in a thread of its own. */
export interface FolderThread {
  /** As a source's; rejects when the thread is lost, with all that it knew. */
  read(look: Look): AsyncIterable<Arrival>
  close(): Promise<void>
}

const THREAD = join(import.meta.dirname, 'folder-thread.ts')
/** The thread has time: a small young space keeps the bot's memory down. */
const THREAD_MEMORY = { maxYoungGenerationSizeMb: 8 } as const

export function openFolderThread(job: FolderJob): FolderThread {
  const worker = openThread(THREAD, { workerData: job, resourceLimits: THREAD_MEMORY })
  const answers: Answer[] = []
  let wake: () => void = () => undefined
  let lost: string | undefined
  const lose = (why: string) => {
    lost ??= why
    wake()
  }
  worker.on('message', (answer: Answer) => {
    answers.push(answer)
    wake()
  })
  worker.on('error', error => lose(String(error)))
  worker.on('exit', code => lose(`it ended with code ${code}`))
  worker.unref()

  const tell = (request: Request, bytes: readonly ArrayBuffer[] = []) => worker.postMessage(request, bytes)

  async function next(signal: AbortSignal | undefined): Promise<Answer> {
    for (;;) {
      signal?.throwIfAborted()
      const answer = answers.shift()
      if (answer !== undefined) return answer
      if (lost !== undefined) throw new Error(`The thread that reads the stories was lost: ${lost}.`)
      const { promise, resolve } = Promise.withResolvers<void>()
      wake = resolve
      await promise
    }
  }

  async function* read({ signal, only }: Look): AsyncIterable<Arrival> {
    const stop = () => wake()
    signal?.addEventListener('abort', stop)
    // The process waits for it only while somebody else does.
    worker.ref()
    try {
      tell({ kind: 'read', ...(only === undefined ? {} : { only }) })
      for (;;) {
        const answer = await next(signal)
        if (answer.kind === 'done') return
        if (answer.kind === 'failed') throw new Error(answer.message)
        const { arrivals, bytes } = answer.parcel
        const sheets = sheetBytes(bytes)
        for (const arrival of arrivals) yield unpacked(arrival, sheets)
        tell({ kind: 'bytes', bytes }, [bytes])
      }
    } finally {
      worker.unref()
      signal?.removeEventListener('abort', stop)
    }
  }

  return {
    read,
    async close() {
      await worker.terminate()
    },
  }
}

function unpacked(arrival: Parcelled, sheets: SheetBytes): Arrival {
  return arrival.kind === 'sheet'
    ? { kind: 'sheet', sheet: readSheet(sheets, arrival.at), file: arrival.file }
    : arrival
}
