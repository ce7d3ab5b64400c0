import { rmSync } from 'node:fs'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { openSqlite } from '../../src/store/sqlite.ts'
import { emptyFolder } from '../store/sqlite-home.ts'
import { T0 } from '../store/steps.ts'
import { folderWith, ran } from './captured.ts'
import { morning, NOW } from './delivered.ts'

let dataDir = ''
beforeAll(async () => {
  dataDir = emptyFolder()
  const store = await openSqlite(dataDir)
  await morning(store)
  // It is still open in the bot meanwhile.
  return async () => {
    await store.close()
    rmSync(dataDir, { recursive: true })
  }
})

function shown(...words: readonly string[]) {
  return ran(['deliveries', ...words], { environment: { DATA_DIR: dataDir }, now: () => NOW })
}

test('what was sent is shown day by day, the newest first, with what is wrong and where it stands', async () => {
  const { code, out } = await shown()
  expect([code, `\n${out}`]).toEqual([
    0,
    `
Tuesday, 14 November 2023
  22:16  answer           slack/T01 C0DESK   in doubt     0 of 1 message
          in doubt: Nobody can look.
  22:15  story ports      slack/T01 C0SHUT   refused      0 of 1 message
          refused: The channel is archived.
  22:14  story ports      slack/T01 C0DESK   posted       1 message, within 0.3 s
          https://slack.com/app_redirect?team=T01&channel=C0DESK
  22:13  digest z9late00  slack/T01 C0LATE   skipped      for 2023-11-15 08:30
          The bot was away for 7 hours.
  22:13  digest p5quiet0  slack/T01 C0QUIET  nothing new  for 2023-11-15 08:30
  22:13  digest k3j9x0aa  slack/T01 C0NEWS   in doubt     2 of 3 messages, for 2023-11-15 08:30, 1.5 s late
          tells korea, ports
          in doubt: Nobody can look.
          https://slack.com/app_redirect?team=T01&channel=C0NEWS

3 digests: 1 skipped, 1 nothing new, 1 in doubt. 2 requests: 1 refused, 1 posted. 1 message was refused. 2 messages are in doubt: look in the channel whether it stands there; it is not posted again.
`,
  ])
})

const lines = (out: string) =>
  out
    .split('\n')
    .filter(line => /^ {2}\d/u.test(line))
    .map(line => line.slice(9).split(/ {2,}/u, 2).join(' '))

test.each([
  [
    ['--channel', 'C0DESK'],
    ['answer slack/T01 C0DESK', 'story ports slack/T01 C0DESK'],
  ],
  [['--story', 'korea'], ['digest k3j9x0aa slack/T01 C0NEWS']],
  [['--in-doubt'], ['answer slack/T01 C0DESK', 'digest k3j9x0aa slack/T01 C0NEWS']],
  [['--in-doubt', '--channel', 'C0NEWS'], ['digest k3j9x0aa slack/T01 C0NEWS']],
  [['--since', '7m'], ['answer slack/T01 C0DESK']],
])('%j shows %j', async (words, wanted) => {
  expect(lines((await shown(...words)).out)).toEqual(wanted)
})

test('programs get the same as JSON', async () => {
  const rows: unknown = JSON.parse((await shown('--json', '--channel', 'C0NEWS')).out)
  expect(rows).toEqual([
    {
      kind: 'edition',
      at: new Date(T0 + 200).toISOString(),
      lane: 'slack/T01',
      channel: 'C0NEWS',
      space: 'T01',
      edition: {
        subscription: 'k3j9x0aa',
        nominal: '2023-11-15T08:30',
        dueAt: new Date(T0).toISOString(),
        outcome: 'posted',
      },
      stories: ['korea', 'ports'],
      steps: { posted: 2, waiting: 0, refused: 0, inDoubt: 1 },
      root: { channel: 'C0NEWS', message: '1700.1' },
      tookMs: 1_500,
      troubles: [{ state: 'in-doubt', kind: 'post', reason: 'Nobody can look.' }],
      outcome: 'in doubt',
      link: 'https://slack.com/app_redirect?team=T01&channel=C0NEWS',
    },
  ])
})

test('what is older than a week is still there, without its reasons', async () => {
  const folder = emptyFolder()
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const store = await openSqlite(folder)
  onTestFinished(() => store.close())
  await morning(store)
  await store.prune(NOW)
  const { out } = await ran(['deliveries'], { environment: { DATA_DIR: folder }, now: () => NOW })
  expect([lines(out), out.match(/2 of 3 messages|Nobody can look/gu)]).toEqual([
    [
      'story ports slack/T01 C0DESK',
      'digest z9late00 slack/T01 C0LATE',
      'digest p5quiet0 slack/T01 C0QUIET',
      'digest k3j9x0aa slack/T01 C0NEWS',
    ],
    ['2 of 3 messages'],
  ])
})

test('an answer that says nothing is a sentence', async () => {
  expect([(await shown('--since', '1m')).out, (await shown('--since', '1m', '--in-doubt')).out]).toEqual([
    'Nothing was sent since Tuesday, 14 November 2023, 22:22 UTC.\n',
    'Nothing is in doubt since Tuesday, 14 November 2023, 22:22 UTC.\n',
  ])
})

test('where nothing of a story or a channel was sent, it is not said that nothing was', async () => {
  expect([(await shown('--story', 'nobody')).out, (await shown('--channel', 'C0LATE', '--in-doubt')).out]).toEqual([
    'Nothing of that was sent since Tuesday, 7 November 2023, 22:23 UTC.\n',
    'Nothing of that is in doubt since Tuesday, 7 November 2023, 22:23 UTC.\n',
  ])
})

test('a bot that never ran has no database, and none is made', async () => {
  const folder = folderWith()
  const environment = { DATA_DIR: folder }
  const first = await ran(['deliveries'], { environment })
  expect([first.code, first.out, first.err]).toEqual([
    1,
    '',
    expect.stringContaining('start the bot once if it never ran.'),
  ])
})

test('of a damaged database it is said that a copy mends it, and not that the program is broken', async () => {
  const folder = folderWith({ 'counterpoint.sqlite': 'This is a letter, and no database.\n'.repeat(40) })
  const { code, err } = await ran(['deliveries'], { environment: { DATA_DIR: folder } })
  expect([code, err]).toEqual([1, expect.stringMatching(/not a database\..*put a copy in its place/u)])
})

test.each(['yesterday', '7', '2026-13-01', '2026-02-31', ''])('--since %j is not understood', async typed => {
  expect(await shown('--since', typed)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage:') })
})
