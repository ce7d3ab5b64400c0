import { expect, test } from 'vitest'
import type { Push } from '../../src/playground/page/protocol.ts'
import { listen, playground, send } from './stage.ts'

const BEN = { person: 'ben', place: 'news' } as const

function isShown(push: Push, platform: string, words: string): boolean {
  return push.kind === 'shown' && push.message.platform === platform && push.message.text.includes(words)
}

test('a page hears first of all what there is: places, people, commands and their words', async () => {
  const { address } = await playground()
  const world = await listen(address).hears(() => true)
  expect(world).toMatchObject({
    kind: 'world',
    places: { slack: [{ name: 'news' }, { name: 'general' }, { name: 'desk' }, { name: 'bot' }] },
    people: [
      { name: 'ana', manages: true },
      { name: 'ben', manages: false },
    ],
    commands: [
      { name: 'story', example: '/story north-korea', words: [{ name: 'query' }, { name: 'visibility' }] },
      {
        name: 'digest',
        subcommands: expect.arrayContaining([
          expect.objectContaining({
            name: 'daily',
            words: expect.arrayContaining([expect.objectContaining({ name: 'time', required: true })]),
          }),
        ]),
      },
    ],
  })
})

test('a page that opens is not empty: both platforms show a story with both sides', async () => {
  const { address } = await playground()
  const page = listen(address)
  await page.hears(push => push.kind === 'stories')
  const shown = page.pushes.flatMap(push => (push.kind === 'shown' ? [push.message] : []))
  const outline = (platform: string) =>
    shown.filter(one => one.platform === platform).map(one => one.thread !== undefined)
  expect([outline('slack'), outline('discord')]).toEqual([
    [false, true, true],
    [false, true, true],
  ])
})

test.each(['slack', 'discord'] as const)('what is said on %s is told to every open page', async platform => {
  const { address } = await playground()
  const pages = [listen(address), listen(address)]
  await Promise.all(pages.map(page => page.hears(push => push.kind === 'connected')))
  await send(address, { act: 'type', platform, ...BEN, text: 'good morning' })
  const heard = await Promise.all(pages.map(page => page.hears(push => isShown(push, platform, 'good morning'))))
  expect(heard.map(push => push.kind)).toEqual(['shown', 'shown'])
})

test('a root is told again when its thread grows, and nothing is told twice that stays as it was', async () => {
  const { address } = await playground()
  const page = listen(address)
  await page.hears(push => push.kind === 'stories')
  await send(address, { act: 'type', platform: 'slack', ...BEN, text: '/story fukushima' })
  await page.hears(
    push => push.kind === 'shown' && push.message.text.includes('Fukushima') && push.message.payload.reply_count === 2,
  )
  const told = page.pushes.map(push => JSON.stringify(push))
  expect(told.length - new Set(told).size).toBe(0)
})

test('whose direct message and whose private answer it is, is told with it', async () => {
  const { address } = await playground()
  const page = listen(address)
  await send(address, { act: 'type', platform: 'slack', person: 'ana', place: 'bot', text: 'hello' })
  await send(address, { act: 'type', platform: 'discord', ...BEN, text: '/story query:help' })
  const [direct, secret] = await Promise.all([
    page.hears(push => isShown(push, 'slack', 'hello')),
    page.hears(push => push.kind === 'shown' && push.message.onlyFor !== undefined),
  ])
  expect([direct, secret]).toMatchObject([{ message: { direct: 'ana' } }, { message: { onlyFor: 'ben' } }])
})

test('calls of the bot are told as they arrive and as they are answered', async () => {
  const { address } = await playground()
  const page = listen(address)
  await page.hears(push => push.kind === 'stories')
  const before = page.pushes.length
  await send(address, { act: 'type', platform: 'slack', ...BEN, text: '/story fukushima' })
  await page.hears(push => isShown(push, 'slack', 'Fukushima'))
  const posts = page.pushes
    .slice(before)
    .flatMap(push => (push.kind === 'call' && push.name === 'chat.postMessage' ? [push] : []))
  expect([posts[0]?.status, posts.some(push => push.status === 200)]).toEqual([undefined, true])
})

test('a lost connection and its return are told', async () => {
  const { address } = await playground()
  const page = listen(address)
  await page.hears(push => push.kind === 'stories')
  await send(address, { act: 'weather', platform: 'slack', fault: { kind: 'disconnect' } })
  await page.hears(push => push.kind === 'connected' && push.platform === 'slack' && !push.connected)
  const states = () =>
    page.pushes.flatMap(push => (push.kind === 'connected' && push.platform === 'slack' ? [push.connected] : []))
  await page.hears(() => states().at(-1) === true)
  expect(states()).toEqual([true, false, true])
})
