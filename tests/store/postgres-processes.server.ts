import { openPostgres } from '../../src/store/postgres.ts'
import { processesContract } from '../contracts/store-processes.ts'
import { emptySchema } from './postgres-home.ts'

processesContract('Processes on one PostgreSQL server', async () => {
  const { url, remove } = await emptySchema()
  return { address: url, open: () => openPostgres(url), remove }
})
