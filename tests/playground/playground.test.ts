import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ConfigError } from '../../src/config.ts'
import { openPageServer } from '../../src/playground/server.ts'
import { knock, listen, playground, SEEDS, send } from './stage.ts'

const PRINTED = `A lighthouse is sold to its keepers
Facts
- The island council sold the lighthouse on Monday.1
Sources: 1Reuters.
Narratives
- Left narrative, as provided by The Guardian. What belongs to all was given to a few.
- Right narrative, as provided by FOX News. Those who care for it should own it.
`

async function server(port: number, host = '127.0.0.1') {
  const opened = await openPageServer({
    host,
    port,
    feed: { attach: response => response.end() },
    act: () => Promise.resolve({ ok: true }),
    now: () => 0,
  })
  onTestFinished(() => opened.close())
  return opened
}

test('a port that is taken is passed over for the next', async () => {
  const first = await server(0)
  const second = await server(first.port)
  expect(second.port).toBeGreaterThan(first.port)
})

test.each([
  [
    'no port that is left',
    '127.0.0.1',
    65_535,
    'PORT: 65535 is taken on 127.0.0.1. Use another one, or 0 for any that is free.',
  ],
  [
    'no address of this machine',
    '203.0.113.1',
    0,
    'HOST: 203.0.113.1 is no address of this machine (EADDRNOTAVAIL). Use 127.0.0.1, or leave it out.',
  ],
])('%s is a setting that is not right, with its remedy', async (_name, host, port, problem) => {
  const last = createServer()
  onTestFinished(() => void last.close())
  // Whoever has it: it is taken.
  await once(last.listen(65_535, '127.0.0.1'), 'listening').catch(() => undefined)
  await expect(server(port, host)).rejects.toThrow(new ConfigError([problem]))
})

test('the playground answers on loopback with its page', async () => {
  const { address } = await playground()
  const { status, body } = await knock(address, '/')
  expect([new URL(address).hostname, status, body.includes('/page/main.ts')]).toEqual(['127.0.0.1', 200, true])
})

test('what the first command brought is there as text, both sides on both platforms', async () => {
  const { first } = await playground()
  expect([
    first.match(/Establishment-critical narrative/gu)?.length,
    first.match(/Pro-establishment narrative/gu)?.length,
  ]).toEqual([2, 2])
})

test('a story that is said to be saved can be asked for at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'saved-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp(SEEDS, folder, { recursive: true })
  const { address } = await playground(folder)
  const { hears } = listen(address)
  const text = PRINTED
  expect(await send(address, { act: 'save', name: 'lighthouse', text })).toMatchObject({ ok: true })
  await send(address, { act: 'type', platform: 'slack', person: 'ben', place: 'news', text: '/story lighthouse' })
  const shown = await hears(push => push.kind === 'shown' && JSON.stringify(push).includes('island council'))
  expect(JSON.stringify(shown)).toContain('The island council sold the lighthouse on Monday.')
})

test('a page that is open does not keep the playground from closing', async () => {
  const opened = await playground()
  await listen(opened.address).hears(push => push.kind === 'world')
  await expect(opened.close()).resolves.toBeUndefined()
})

test('a story is of one age on both platforms', async () => {
  const { first } = await playground()
  const ages = [...first.matchAll(/\d{4} · ([^·\n]* ago)/gu)].map(([, age]) => age?.trim())
  expect([ages.length, new Set(ages).size]).toEqual([2, 1])
})
