import { closeSync, existsSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileTrouble } from './open-trouble.ts'
import { FILE } from './sqlite.ts'
import { StoreError } from './store.ts'

/** A bot that starts or ends holds the file for a moment. */
const BUSY_MS = 5_000

/**
 * Copies the database in `folder` into a new file, as it stands at one moment, while a bot goes on writing to it. Throws a
 * `StoreError` with a remedy; then there is no file.
 */
export function backUpSqlite(folder: string, file: string): void {
  const source = join(folder, FILE)
  if (!existsSync(source)) throw new StoreError(`There is no database ${source}. Set DATA_DIR to the bot's folder.`)
  make(file)
  try {
    const database = new DatabaseSync(source, { timeout: BUSY_MS })
    try {
      // It reads, and in this journal mode readers wait for nobody: https://www.sqlite.org/lang_vacuum.html#vacuuminto
      database.prepare('vacuum into ?').run(file)
    } finally {
      database.close()
    }
  } catch (cause) {
    rmSync(file, { force: true })
    throw fileTrouble(`${source} cannot be copied to ${file}`, cause, 'Look whether the disk has room.')
  }
}

/** Answers that are under way are in it: for this user only. */
function make(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (cause) {
    throw new StoreError(
      `${file} cannot be made: ${why(cause)}. Name a new file in a folder that this user may write to.`,
      {
        cause,
      },
    )
  }
}

function why(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
