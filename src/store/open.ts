import { openSqlite } from './sqlite.ts'
import type { Store } from './store.ts'

/** Where the bot keeps things: in the database of that address, or else in a file in that folder. */
export interface StorePlace {
  readonly dataDir: string
  /** `postgres://user:password@host:5432/name`. Holds a secret. */
  readonly databaseUrl?: string
}

/** Opens the store and brings its tables up to date. Rejects with a `StoreError` whose message says what to do. */
export async function openStore({ dataDir, databaseUrl }: StorePlace): Promise<Store> {
  if (databaseUrl === undefined) return openSqlite(dataDir)
  // Loaded only where it is used.
  const { openPostgres } = await import('./postgres.ts')
  return openPostgres(databaseUrl)
}
