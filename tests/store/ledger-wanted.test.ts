import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLedger } from '../../src/store/open-ledger.ts'
import type { Wanted } from '../../src/store/open-ledger-wanted.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { emptyFolder } from './sqlite-home.ts'
import { inDoubt, landed, lease, MINUTE, OWNER, step, T0 } from './steps.ts'
import { edition, subscription, tells } from './subscriptions.ts'

const CHANNELS = 8
const MOST = 3

/** A morning of more digests than are looked at; the first of them is in doubt, and told a story that no other did. */
const dataDir = emptyFolder()
beforeAll(async () => {
  const store = await openSqlite(dataDir)
  for (let n = 0; n < CHANNELS; n += 1) {
    const at = T0 + n * 1_000
    const of = { channel: `C${n}` }
    await store.take(`set/d${n}`, [], at, {
      changes: [{ kind: 'subscribe', subscription: subscription(`d${n}`, of) }],
    })
    const told = tells(n === 0 ? 'korea' : 'ports')
    await store.publish(edition(`d${n}`), [step(`r${n}`, { ...of, tells: [told] })], subscription(`d${n}`, of), at)
    await lease(store, at)
    await store.settle(`r${n}`, OWNER, n === 0 ? inDoubt : landed(`m${n}`), at)
  }
  await store.close()
})
afterAll(() => rmSync(dataDir, { recursive: true }))

async function found(wanted: Partial<Wanted>) {
  const ledger = await openLedger({ dataDir })
  const { sent, isCut, doubtElsewhere } = await ledger.find({ since: T0 - MINUTE, most: MOST, ...wanted })
  await ledger.close()
  return { channels: sent.map(one => one.channel), isCut, doubtElsewhere }
}

test.each([
  ['what is in doubt', { onlyDoubt: true }],
  ['what tells a story', { story: 'korea' }],
])('%s is found however much came after it', async (_what, wanted) => {
  expect(await found(wanted)).toEqual({ channels: ['C0'], isCut: false, doubtElsewhere: [] })
})

test('where not all is shown, it is named where something else is in doubt', async () => {
  expect(await found({})).toEqual({ channels: ['C7', 'C6', 'C5'], isCut: true, doubtElsewhere: ['C0'] })
})

test('where all is shown, nothing is left to be named', async () => {
  expect(await found({ most: 100 })).toMatchObject({ isCut: false, doubtElsewhere: [] })
})
