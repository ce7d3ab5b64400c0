import { basename } from 'node:path'
import type { Aliases } from '../core/library/aliases.ts'
import { PATIENT_DISK } from './disk.ts'
import { readFolder } from './folder.ts'
import { holdsMore } from './folder-list.ts'
import { isNothing, nothingKnown } from './folder-marks.ts'
import type { Arrival, Look, Source } from './source.ts'
import type { FolderThread } from './thread-source.ts'

export interface WideOptions {
  /** What stands for the folder in problems. */
  readonly name?: string
  /** What the stories are filed under. */
  readonly aliases: Aliases
  /** With more story files than this the folder is read in a thread; a thread takes some 30 MB. */
  readonly many?: number
}

const MANY = 1_000

/** As `folderSource`, for folders of any size: one of many files is read in a thread of its own, from then on. */
export function wideFolderSource(folder: string, options: WideOptions): Source {
  const { name = basename(folder), many = MANY, aliases } = options
  let known = nothingKnown()
  let thread: FolderThread | undefined

  async function* read(look: Look = {}): AsyncIterable<Arrival> {
    const every = look.only === undefined || isNothing(known)
    if (thread === undefined && every && (await holdsMore(PATIENT_DISK, folder, many))) {
      // Loaded where it is needed: most bots have few stories, and each file takes memory.
      const { openFolderThread } = await import('./thread-source.ts')
      thread = openFolderThread({ folder, name, aliases: aliases.book, known })
      known = nothingKnown()
    }
    if (thread === undefined) yield* readFolder({ folder, name, disk: PATIENT_DISK }, known, look)
    else yield* inThread(thread, look)
  }

  async function* inThread(opened: FolderThread, look: Look): AsyncIterable<Arrival> {
    let whole = false
    try {
      yield* opened.read(look)
      whole = true
    } finally {
      // It was lost, or holds arrivals that nobody took: another one begins anew.
      if (!whole) {
        thread = undefined
        await opened.close()
      }
    }
  }

  return {
    name,
    read,
    async close() {
      await thread?.close()
      thread = undefined
    },
  }
}
