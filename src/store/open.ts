import type { Store } from './store.ts'

/** Where the bot keeps things: in the database of that address, or else in a file in that folder. */
export interface StorePlace {
  readonly dataDir: string
  /** `postgres://user:password@host:5432/name`. Holds a secret. */
  readonly databaseUrl?: string
  /** The file is worked on in a thread of its own, so that whoever waits for the disk does not hold up all others. */
  readonly aside?: boolean
}

/** Opens the store and brings its tables up to date. Rejects with a `StoreError` whose message says what to do. */
export async function openStore({ dataDir, databaseUrl, aside }: StorePlace): Promise<Store> {
  // Each is loaded only where it is used.
  if (databaseUrl !== undefined) return (await import('./postgres.ts')).openPostgres(databaseUrl)
  if (aside === true) return (await import('./aside.ts')).openSqliteAside(dataDir)
  return (await import('./sqlite.ts')).openSqlite(dataDir)
}
