import { afterAll } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { sqliteHome } from '../store/sqlite-home.ts'

/** A store that all tests of a file share, closed and removed after the last of them. Called once, at the top of the file. */
export async function storeForFile(): Promise<Store> {
  const home = sqliteHome()
  const store = await home.open()
  afterAll(async () => {
    await store.close()
    await home.remove()
  })
  return store
}
