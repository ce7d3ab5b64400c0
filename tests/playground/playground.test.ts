import { expect, onTestFinished, test } from 'vitest'
import { openPageServer } from '../../src/playground/server.ts'
import { knock, listen, playground } from './stage.ts'

async function server(port: number) {
  const opened = await openPageServer({
    host: '127.0.0.1',
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

test('a page that is open does not keep the playground from closing', async () => {
  const opened = await playground()
  await listen(opened.address).hears(push => push.kind === 'world')
  await expect(opened.close()).resolves.toBeUndefined()
})
