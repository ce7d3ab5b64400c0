import { openSqliteAside } from '../../src/store/aside.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

/**
 * Opens a store, asks it for more than it can do at once, closes it, waits for what became of all that, and has nothing else
 * to do: `node ending.ts here|aside|postgres FOLDER|ADDRESS`.
 */
const OPEN = { here: openSqlite, aside: openSqliteAside, postgres: openPostgres }
const [how = '', where = ''] = process.argv.slice(2)
if (how !== 'here' && how !== 'aside' && how !== 'postgres') throw new Error(`"${how}" is no way to open a store.`)
const store = await OPEN[how](where)
await store.take('ask', [], 0)
const asked = Array.from({ length: 12 }, (_, n) => store.setting('slack/T01', `channel${n}`))
await store.close()
await Promise.allSettled(asked)
