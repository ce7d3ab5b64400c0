import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { disk } from '../settings-file.ts'
import type { Tool } from './tool.ts'
import { UsageError } from './tool.ts'

const usage = `Usage: counterpoint backup FILE

Copies the database of DATA_DIR into a new file, as it stands at one moment. The bot may run meanwhile.
  FILE   a name that is not taken yet; only this user can read the file
To go back to it: stop the bot, put the file into DATA_DIR under the name counterpoint.sqlite, remove counterpoint.sqlite-wal
and counterpoint.sqlite-shm there, start the bot. A PostgreSQL database is copied with pg_dump: see docs/run-on-a-server.md.
Exit codes: 0 the copy is made, 1 it is not, 2 the words were not understood.
`

/** A copy of the database, to go back to. */
export const backup: Tool = {
  name: 'backup',
  summary: 'copy the database into a file while the bot runs',
  usage,
  async run(words, io) {
    const { positionals } = parseArgs({ args: [...words], options: {}, allowPositionals: true })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError('Name one new file.')
    const { dataDir, databaseUrl } = readConfig(io.environment, disk)
    if (databaseUrl !== undefined) {
      io.err('The database is on a PostgreSQL server. Copy it with: pg_dump -Fc --file FILE "$DATABASE_URL"\n')
      return 1
    }
    // As with the other tools: whoever only asks for help does not load a database.
    const { backUpSqlite } = await import('../store/backup.ts')
    backUpSqlite(dataDir, file)
    io.out(`${file} holds the database as it was just now.\n`)
    return 0
  },
}
