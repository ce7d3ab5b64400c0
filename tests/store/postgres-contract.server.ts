import { storeContract } from '../contracts/store-contract.ts'
import { postgresHomes } from './postgres-home.ts'

storeContract('A store on a PostgreSQL server', await postgresHomes())
