import { storeContract } from '../contracts/store-contract.ts'
import { pgliteHome } from './pglite-home.ts'

storeContract('A store in PostgreSQL', pgliteHome)
