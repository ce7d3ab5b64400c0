import { openSqliteAside } from '../../src/store/aside.ts'
import { openSqliteRelieved } from '../../src/store/relief.ts'
import { storeContract } from '../contracts/store-contract.ts'
import { sqliteHome } from './sqlite-home.ts'

// A thread takes a moment to start: those rooms whose questions are asked in another way there.
const ROOMS = ['taking', 'leasing', 'two connections', 'beginning', 'a crowd'] as const

storeContract(
  'A store in SQLite in a thread of its own',
  async () => sqliteHome(folder => openSqliteAside(folder)),
  ROOMS,
)

storeContract(
  'A store in SQLite that goes over to its thread from the second act on',
  async () => sqliteHome(folder => openSqliteRelieved(folder, { from: 2 })),
  ['two connections', 'a crowd'],
)
