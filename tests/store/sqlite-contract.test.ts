import { storeContract } from '../contracts/store-contract.ts'
import { sqliteHome } from './sqlite-home.ts'

storeContract('A store in SQLite', async () => sqliteHome())
