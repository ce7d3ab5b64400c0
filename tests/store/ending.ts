import { openSqliteAside } from '../../src/store/aside.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

/** Opens a store, writes, and closes it, and has nothing else to do: `node ending.ts here|aside FOLDER`. */
const [how = '', folder = ''] = process.argv.slice(2)
const store = await (how === 'aside' ? openSqliteAside(folder) : openSqlite(folder))
await store.take('ask', [], 0)
await store.close()
