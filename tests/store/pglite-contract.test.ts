import { storeContract } from '../contracts/store-contract.ts'
import { pgliteHome } from './pglite-home.ts'

/** The rooms with the most SQL of their own; `npm run walk` tries all of them, `.ci/run` on a real server too. */
storeContract('A store in PostgreSQL', pgliteHome, [
  'leasing',
  'two connections',
  'postings',
  'editions',
  'what was told',
  'forgetting',
])
