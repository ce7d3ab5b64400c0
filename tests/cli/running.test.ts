import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { Emulator } from '../../src/emulators/emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { outline, posts, storyDocument } from '../walks/stage.ts'
import { folderForTest, runCli } from './program.ts'

async function emulator<E extends Emulator>(start: Promise<E>): Promise<E> {
  const started = await start
  onTestFinished(() => started.close())
  return started
}

function stories(folder: string, files: Readonly<Record<string, string>>): string {
  const dir = join(folder, 'stories')
  mkdirSync(dir, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text)
  return dir
}

test('wrong settings are all named at once, each with its remedy, and no value of a token is repeated', async () => {
  const program = runCli({
    SLACK_BOT_TOKEN: 'oops-secret-1',
    SLACK_API_URL: 'nowhere',
    DISCORD_TOKEN: 'oops secret 2',
    LOG_LEVEL: 'loud',
    STORIES_DIR: 'not/there',
    DATA_DIR: '/dev/null/data',
  })
  const code = await program.ended()
  const named = [
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'SLACK_API_URL',
    'DISCORD_TOKEN',
    'LOG_LEVEL',
    'STORIES_DIR',
    'DATA_DIR',
  ]
  expect([code, named.filter(name => !program.output().includes(`${name}: `)), /oops/u.test(program.output())]).toEqual(
    [1, [], false],
  )
})

test('a folder of stories that is not there is named with the remedy', async () => {
  const program = runCli({ STORIES_DIR: 'not/there', DISCORD_TOKEN: 'x', DATA_DIR: folderForTest() })
  expect([await program.ended(), program.output()]).toEqual([1, expect.stringContaining('STORIES_DIR: "not/there"')])
})

test('a token that the platform refuses ends the program with the remedy', async () => {
  const slack = await emulator(startSlack())
  const program = runCli({ ...slack.credentials, SLACK_BOT_TOKEN: 'xoxb-wrong', DATA_DIR: folderForTest() })
  expect([await program.ended(), program.output()]).toEqual([1, expect.stringContaining('SLACK_BOT_TOKEN')])
})

test('a token that Discord refuses ends the program with the remedy', async () => {
  const discord = await emulator(startDiscord())
  const program = runCli({ ...discord.credentials, DISCORD_TOKEN: 'wrong', DATA_DIR: folderForTest() })
  expect([await program.ended(), program.output()]).toEqual([1, expect.stringContaining('DISCORD_TOKEN')])
})

test('one broken document among good ones is logged with file and line, and the others are served', async () => {
  const slack = await emulator(startSlack())
  const folder = folderForTest()
  const dir = stories(folder, {
    ...storyDocument('ports'),
    'broken.md': '# A story\n\n## Fakts\n- What is this?\n\n## Narratives\n',
  })
  const program = runCli({ ...slack.credentials, STORIES_DIR: dir, DATA_DIR: join(folder, 'data') })
  await slack.connected()
  await slack.as('ben').in('news').type('/story ports')
  await slack.until('news', seen => outline(seen).length === 3)
  expect(program.output()).toMatch(/broken\.md:3 /u)
})

test('the settings file is read', async () => {
  const slack = await emulator(startSlack())
  const folder = folderForTest()
  const dir = stories(folder, storyDocument('ports'))
  const settings = { ...slack.credentials, STORIES_DIR: dir, DATA_DIR: join(folder, 'data') }
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  writeFileSync(join(folder, '.env'), lines.join('\n'))
  runCli({}, folder)
  await expect(slack.connected()).resolves.toBeUndefined()
})

test.each([
  ['Slack', () => startSlack()],
  ['Discord', () => startDiscord()],
] as const)('on %s a signal to end lets what is in flight finish, and exits with 0', async (_name, start) => {
  const platform: Emulator = await emulator<Emulator>(start())
  const folder = folderForTest()
  const dir = stories(folder, storyDocument('ports'))
  const program = runCli({ ...platform.credentials, STORIES_DIR: dir, DATA_DIR: join(folder, 'data') })
  await program.says(/is connected/u)
  // The second signal would end it at once.
  const stop = platform.onCall((call, phase) => {
    if (phase !== 'arrived' || !/postMessage|callback/u.test(call.name)) return
    stop()
    program.child.kill('SIGTERM')
  })
  platform.fail({ kind: 'slow', ms: 300 })
  await platform.as('ben').in('news').type('/story ports')
  const code = await program.ended()
  expect([code, outline(platform.seen('news')).length]).toEqual([0, 3])
})

test('a whole walk leaves no secret in the log, at any level', async () => {
  const [slack, discord] = [await emulator(startSlack()), await emulator(startDiscord())]
  const folder = folderForTest()
  const dir = stories(folder, storyDocument('ports'))
  const credentials = { ...slack.credentials, ...discord.credentials }
  const program = runCli({ ...credentials, STORIES_DIR: dir, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'debug' })
  await program.says(/Slack is connected[\s\S]*Discord is connected|Discord is connected[\s\S]*Slack is connected/u)
  for (const platform of [slack, discord]) {
    platform.fail({ kind: 'drop', accepted: true })
    await platform.as('ben').in('news').type('/story ports')
    await platform.until('news', seen => outline(seen).length === 3)
    const root = posts(platform.seen('news'))[0]!
    platform.fail({ kind: 'server-error', accepted: false })
    await platform.as('ben').in('news').press(root.id, 'Both sides')
    platform.fail({ kind: 'disconnect', announced: false })
  }
  program.child.kill('SIGTERM')
  await program.ended()
  const tokens = Object.entries(credentials).flatMap(([name, value]) => (name.endsWith('TOKEN') ? [value] : []))
  const leaks = [...tokens, 'response_url', '/response', 'webhooks/', 'trigger', 'ticket='].filter(secret =>
    program.output().includes(secret),
  )
  expect(leaks).toEqual([])
})

test('without a token the bot serves its page on loopback, prints both threads, and goes on until a signal', async () => {
  const program = runCli({})
  await program.says(/To end: /u)
  const address = /http:\/\/127\.0\.0\.1:\d+/u.exec(program.output())?.[0] ?? ''
  const page = await fetch(address)
  const goesOn = program.child.exitCode
  program.child.kill('SIGTERM')
  const code = await program.ended()
  const threads = program.output().match(/Establishment-critical narrative/gu) ?? []
  expect([page.status, goesOn, code, threads.length]).toEqual([200, null, 0, 2])
})

test('the page is at PORT or next to it and open to this machine alone, and ends when somebody types quit', async () => {
  const held = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void held.close())
  await once(held, 'listening')
  const address = held.address()
  const taken = typeof address === 'object' ? (address?.port ?? 0) : 0
  const program = runCli({ PORT: String(taken), HOST: '0.0.0.0' })
  program.child.stdin?.write('quit\n')
  const code = await program.ended()
  const [, instead] = /^ {2}http:\/\/127\.0\.0\.1:(\d+)$/mu.exec(program.output()) ?? []
  expect([code, program.output()]).toEqual([
    0,
    expect.stringMatching(
      new RegExp(
        `^HOST is 0\\.0\\.0\\.0, where others could reach .* it answers this machine alone\\.\nPort ${taken} is taken, so the page is at ${instead}; .* set PORT .*\\.\n`,
        'u',
      ),
    ),
  ])
  expect(Number(instead) - taken).toBeGreaterThan(0)
})

test('in a terminal the bot plays on the emulators, prints both threads, and takes further commands', async () => {
  const program = runCli({}, undefined, ['playground', '--terminal'])
  await program.says(/counterpoint> /u)
  const first = program.output()
  program.child.stdin?.write('/story help\nslack: /story fukushima\nquit\n')
  const code = await program.ended()
  const later = program.output().slice(first.length)
  expect([
    code,
    (first.match(/Establishment-critical narrative/gu) ?? []).length,
    /only visible to you/u.test(later),
    /slack, in the thread[\s\S]*release/u.test(later),
  ]).toEqual([0, 2, true, true])
})
