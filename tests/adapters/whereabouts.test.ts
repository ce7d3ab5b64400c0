import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whereabouts } from '../../src/adapters/whereabouts.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { emptyFolder } from '../store/sqlite-home.ts'
import { T0 } from '../store/steps.ts'
import { subscription } from '../store/subscriptions.ts'

let folder = ''
let store: Store
beforeEach(async () => {
  folder = emptyFolder()
  store = await openSqlite(folder)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

/** Digests of a lane, by name with the space in which each was set; gives the names of those that run after what the adapter told. */
async function running(
  lane: string,
  digests: Readonly<Record<string, string | undefined>>,
  tell: (link: ReturnType<typeof whereabouts>) => void,
): Promise<readonly string[]> {
  const changes = Object.entries(digests).map(([id, space]) => {
    const { space: _, ...rest } = subscription(id, { lane })
    return { kind: 'subscribe', subscription: space === undefined ? rest : { ...rest, space } } as const
  })
  await store.take('set', [], T0, { changes })
  const link = whereabouts(
    'slack',
    store,
    () => T0,
    error => expect.unreachable(String(error)),
  )
  tell(link)
  // Committed after what was told.
  await store.hold('elsewhere', undefined, T0)
  return (await store.dueSubscriptions(T0, 9)).map(({ id }) => id).toSorted()
}

const told = { guest: 'T02', here: 'T01', nowhere: undefined }

test('what a guest of another workspace has set runs on where the installation is a workspace itself', async () => {
  expect(await running('slack/T01', told, link => link.within('T01', ['T01']))).toEqual(['guest', 'here', 'nowhere'])
})

test('so does what was set in no workspace, once the app that was removed is there again', async () => {
  const again = await running('slack/T01', told, link => {
    link.gone('T01')
    link.within('T01', ['T01'])
  })
  expect(again).toEqual(['guest', 'here', 'nowhere'])
})

test('of an installation that has several, what was set where the bot is not any more rests', async () => {
  expect(await running('slack/E01', told, link => link.within('E01', ['T01']))).toEqual(['here', 'nowhere'])
})
