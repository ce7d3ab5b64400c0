import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { StoreError } from './store.ts'

/** About as long as a commit takes that is made meanwhile. */
const LOOKED_EVERY_MS = 20
/** Where the head of a file says whether it is written with a log: https://www.sqlite.org/fileformat2.html#file_format_version_numbers */
const MANNER_AT = 18
const MANNER_BYTES = 2

export interface InPlace {
  /** Throws a `StoreError` where the file is another one than at the start, or not written as it was. */
  check(): void
  /** Only after SQLite has closed the file: to close it here takes SQLite's locks away (https://www.sqlite.org/howtocorrupt.html). */
  close(): void
}

/**
 * Keeps an eye on a database file that is open. One that was moved, removed or replaced is written on by whoever has it open,
 * and all of it is lost with the next start: what was posted until then would be posted again. One into which a copy was
 * written is torn when the log is written to its place. A copy has no log, and its head says so, whether `counterpoint backup`
 * or SQLite's own program has made it.
 */
export function keepInPlace(file: string): InPlace {
  const head = openSync(file, 'r')
  const own = identity(file)
  const ownManner = manner(head)
  const name = basename(file)
  let isOpen = true
  let lookedAt = Number.NEGATIVE_INFINITY
  return {
    check() {
      // Ten thousand digests write forty thousand times in some seconds.
      if (!isOpen || performance.now() - lookedAt < LOOKED_EVERY_MS) return
      if (identity(file) !== own) {
        throw new StoreError(
          `The database ${file} was removed or replaced while the bot ran, so nothing more is written. Stop the bot, remove ${name}-wal and ${name}-shm beside it, and start the bot.`,
        )
      }
      if (manner(head) !== ownManner) {
        throw new StoreError(
          `Something was copied over the database ${file} while the bot ran, so nothing more is written. Stop the bot, remove ${name}-wal and ${name}-shm beside it, put the copy there again, and start the bot.`,
        )
      }
      lookedAt = performance.now()
    },
    close() {
      // By the second time the number may be that of another file.
      if (isOpen) closeSync(head)
      isOpen = false
    },
  }
}

function identity(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? 'nothing' : `${found.dev} ${found.ino}`
}

function manner(head: number): string {
  const bytes = Buffer.alloc(MANNER_BYTES)
  const read = readSync(head, bytes, 0, MANNER_BYTES, MANNER_AT)
  return bytes.subarray(0, read).join()
}
