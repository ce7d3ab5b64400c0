import { join } from 'node:path'
import { keepInPlace } from './open-in-place.ts'
import { noticing } from './open-noticing.ts'
import { fileTrouble, isFileTrouble } from './open-trouble.ts'
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
export async function openStore(where: StorePlace): Promise<Store> {
  const { dataDir, databaseUrl } = where
  // Each is loaded only where it is used.
  if (databaseUrl !== undefined) {
    return noticing(await (await import('./postgres.ts')).openPostgres(databaseUrl), {
      told: asItIs,
      check: () => undefined,
    })
  }
  const { FILE } = await import('./sqlite.ts')
  const file = join(dataDir, FILE)
  const opened = await openFile(where).catch(troubleWith(`Cannot open the database ${file}`))
  const place = keepInPlace(file)
  const told = troubleWith(`Cannot write to the database ${file}`)
  const store: Store = {
    ...noticing(opened, { told, check: place.check }),
    close: async () => {
      await opened.close()
      place.close()
    },
  }
  try {
    // A file that can only be read opens like any other, and refuses the first word that is written. Nothing was posted before 1970.
    await store.forgetPostings(0)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

async function openFile({ dataDir, aside, moved = () => undefined }: StorePlace): Promise<Store> {
  if (aside === 'always') return (await import('./aside.ts')).openSqliteAside(dataDir)
  if (aside === 'when-busy') return (await import('./relief.ts')).openSqliteRelieved(dataDir, { moved })
  return (await import('./sqlite.ts')).openSqlite(dataDir)
}

/** Throws what SQLite says of the file with what to do about it, and anything else as it is. */
function troubleWith(doing: string): (error: unknown) => never {
  return error => {
    throw isFileTrouble(error) ? fileTrouble(doing, error, '') : error
  }
}

function asItIs(error: unknown): never {
  throw error
}
