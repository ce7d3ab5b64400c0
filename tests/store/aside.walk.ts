import { openSqliteAside } from '../../src/store/aside.ts'
import { storeContract } from '../contracts/store-contract.ts'
import { sqliteHome } from './sqlite-home.ts'

// A thread takes a moment to start: those rooms whose questions are asked in another way there.
const ROOMS = ['taking', 'leasing', 'two connections', 'beginning', 'a crowd'] as const

storeContract('A store in SQLite in a thread of its own', async () => sqliteHome(openSqliteAside), ROOMS)
