import { rmSync } from 'node:fs'
import { openSqlite } from '../../src/store/sqlite.ts'
import { processesContract } from '../contracts/store-processes.ts'
import { emptyFolder } from './sqlite-home.ts'

processesContract('Processes on one SQLite file', async () => {
  const folder = emptyFolder()
  return { address: folder, open: () => openSqlite(folder), remove: async () => rmSync(folder, { recursive: true }) }
})
