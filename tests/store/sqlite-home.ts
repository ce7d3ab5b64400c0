import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { StoreHome } from '../contracts/store-contract.ts'

export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'counterpoint-store-'))
}

export const fileIn = (folder: string) => join(folder, 'counterpoint.sqlite')

/** An empty store, made once in a process and copied: making the tables takes longer than most tests. */
const template = emptyFolder()
await (await openSqlite(template)).close()
process.once('exit', () => rmSync(template, { recursive: true, force: true }))

/** A store in a new folder; what is left over is looked for in the bytes of its files. */
export function sqliteHome(open: typeof openSqlite = openSqlite): StoreHome {
  const folder = emptyFolder()
  copyFileSync(fileIn(template), fileIn(folder))
  return {
    open: turn => open(folder, turn),
    leftovers: async secrets => {
      // The log of older pages is emptied by SQLite in its own time; here it is asked to.
      const database = new DatabaseSync(fileIn(folder))
      database.exec('pragma wal_checkpoint(truncate)')
      database.close()
      const bytes = readdirSync(folder).map(name => readFileSync(join(folder, name)))
      return secrets.filter(secret => bytes.some(file => file.includes(secret)))
    },
    remove: async () => rmSync(folder, { recursive: true }),
  }
}
