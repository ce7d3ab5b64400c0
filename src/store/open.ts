import type { Store } from './store.ts'

/** Where the bot keeps things: in the database of that address, or else in a file in that folder. */
export interface StorePlace {
  readonly dataDir: string
  /** `postgres://user:password@host:5432/name`. Holds a secret. */
  readonly databaseUrl?: string
  /** Whether the file is worked on in a thread of its own, so that whoever waits for the disk does not hold up all others; default never. */
  readonly aside?: Aside | undefined
  /** Hears when the work goes over to that thread, and when it comes back. */
  readonly moved?: (to: 'thread' | 'here', trouble?: string) => void
}

export type Aside = 'always' | 'when-busy'

/** Opens the store and brings its tables up to date. Rejects with a `StoreError` whose message says what to do. */
export async function openStore({ dataDir, databaseUrl, aside, moved = () => undefined }: StorePlace): Promise<Store> {
  // Each is loaded only where it is used.
  if (databaseUrl !== undefined) return (await import('./postgres.ts')).openPostgres(databaseUrl)
  if (aside === 'always') return (await import('./aside.ts')).openSqliteAside(dataDir)
  if (aside === 'when-busy') return (await import('./relief.ts')).openSqliteRelieved(dataDir, { moved })
  return (await import('./sqlite.ts')).openSqlite(dataDir)
}
