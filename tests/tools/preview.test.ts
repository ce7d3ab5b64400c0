import { join } from 'node:path'
import { expect, test } from 'vitest'
import { discordPayload } from '../../src/adapters/discord/payload.ts'
import { slackPayload } from '../../src/adapters/slack/payload.ts'
import { folderWith, ran } from './captured.ts'
import { NEWSLETTER, PORTS, TWO_OF_PORTS } from './documents.ts'

test('a story by its id is the whole thread as text', async () => {
  const { code, out, err } = await ran(['preview', 'korea-arms-2023-08'])
  const parts = [
    'Facts',
    'Sources',
    '[Both sides]',
    '  Establishment-critical narrative',
    '  Pro-establishment narrative',
  ]
  expect([code, parts.filter(part => !out.includes(`\n${part}`)), err]).toEqual([0, [], ''])
})

test('on a terminal the text keeps to its columns', async () => {
  const { out } = await ran(['preview', 'korea-arms-2023-08'], { width: 60 })
  expect(
    out.split('\n').filter(line => line.length > 60 && line.trim().includes(' ') && !/http|\[/u.test(line)),
  ).toEqual([])
})

test('words that come near are answered, and it says what they were taken for', async () => {
  const { code, err } = await ran(['preview', 'nort', 'korea'])
  expect([code, err]).toEqual([0, expect.stringMatching(/^“nort korea” was taken for \S+\.\n$/u)])
})

test.each([
  ['several', 'ports'],
  ['none', 'strike crews refuse plugh'],
])('words that mean %s are exit code 1, nothing is shown, and ids to choose from are named', async (_kind, words) => {
  const { code, out, err } = await ran(['preview', words], { environment: { STORIES_DIR: folderWith(TWO_OF_PORTS) } })
  expect([code, out, err]).toEqual([1, '', expect.stringMatching(/\n {2}ports-\d {2}/u)])
})

test('a file is shown without being in the library', async () => {
  const file = join(folderWith({ 'ports.md': PORTS }), 'ports.md')
  expect((await ran(['preview', file])).out).toMatch(/^Northport crane crews refuse a final offer\n/u)
})

test('a file with several stories gives one thread after the other', async () => {
  const file = join(folderWith({ 'letter.txt': NEWSLETTER }), 'letter.txt')
  const { out } = await ran(['preview', file, '--as', 'slack'])
  expect(out.split(/\n\n(?=\{)/u).map(json => JSON.parse(json).replies.length)).toEqual([2, 2])
})

test('as Slack takes it, root and replies are what the outbox would hold', async () => {
  const { out } = await ran(['preview', 'korea-arms-2023-08', '--as', 'slack'])
  const { root, replies } = JSON.parse(out)
  const all = [root, ...replies.map((reply: { message: unknown }) => reply.message)]
  const wrong = all.filter(message => !slackPayload.safeParse({ call: 'post', channel: 'C1', message }).success)
  expect([replies.map((reply: { part: string }) => reply.part).sort(), wrong]).toEqual([
    ['forecast', 'side-1', 'side-2'],
    [],
  ])
})

test('as Discord takes it, root and replies are what the outbox would hold', async () => {
  const { out } = await ran(['preview', 'korea-arms-2023-08', '--as', 'discord'])
  const { root, replies } = JSON.parse(out)
  const all = [root, ...replies.map((reply: { message: unknown }) => reply.message)]
  const wrong = all.filter(body => !discordPayload.safeParse({ call: 'message', into: 'channel', body }).success)
  expect([replies.length, wrong]).toEqual([3, []])
})

test('the thread itself can be had as JSON', async () => {
  const { out } = await ran(['preview', 'korea-arms-2023-08', '--json'])
  expect(JSON.parse(out).root.blocks[0].kind).toBe('heading')
})

test('which side comes first is drawn for the channel', async () => {
  const file = join(folderWith({ 'ports.md': PORTS }), 'ports.md')
  const channels = Array.from({ length: 8 }, (_, at) => `C${at}`)
  const orders = await Promise.all(
    channels.map(async channel => {
      const { out } = await ran(['preview', file, '--channel', channel, '--json'])
      return JSON.parse(out).replies[0].part
    }),
  )
  expect(new Set(orders)).toEqual(new Set(['side-1', 'side-2']))
})

test.each([[['preview']], [['preview', 'ports', '--as', 'irc']]])('%j is not understood', async words => {
  expect(await ran(words)).toMatchObject({ code: 2, out: '' })
})
