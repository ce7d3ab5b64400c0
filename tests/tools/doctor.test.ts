import { existsSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkDiscord } from '../../src/adapters/discord/checkup.ts'
import { checkSlack } from '../../src/adapters/slack/checkup.ts'
import type { DiscordOptions } from '../../src/emulators/discord/discord-emulator.ts'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { SlackOptions } from '../../src/emulators/slack/slack-emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { examineTopics } from '../../src/tools/config-files.ts'
import type { Environment } from '../../src/tools/tool.ts'
import { folderWith, ran } from './captured.ts'
import { MISCITED, PORTS } from './documents.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const SCOPES: string[] = JSON.parse(readFileSync(join(ROOT, 'config', 'slack-manifest.json'), 'utf8')).oauth_config
  .scopes.bot

async function slack(options: SlackOptions = {}) {
  const started = await startSlack({ scopes: SCOPES, ...options })
  onTestFinished(() => started.close())
  return started
}

async function discord(options: DiscordOptions = {}) {
  const started = await startDiscord({ oracle: false, ...options })
  onTestFinished(() => started.close())
  return started
}

/** A port at which nobody listens. */
async function nowhere(): Promise<string> {
  const server = createServer()
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  const origin = originOf(server)
  await new Promise(resolve => server.close(resolve))
  return origin
}

function originOf(server: Server): string {
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`
}

/** An address that takes calls and never answers. */
async function silence(): Promise<string> {
  const server = createServer(() => undefined)
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return originOf(server)
}

/** What the doctor says with these settings and otherwise good ones: the lines of problems with their remedies. */
async function doctor(environment: Environment) {
  const folder = folderWith({ 'stories/ports.md': PORTS })
  const good = { STORIES_DIR: join(folder, 'stories'), DATA_DIR: join(folder, 'data') }
  const { code, out, err } = await ran(['doctor'], { environment: { ...good, ...environment } })
  const problems = out.split(/\n(?=\S)/u).filter(line => line.startsWith('problem'))
  return { code, out, err, problems }
}

test('with right tokens on both platforms all is well', async () => {
  const [s, d] = [await slack(), await discord()]
  const { code, problems, out } = await doctor({ ...s.credentials, ...d.credentials })
  const rooms = ['Settings', 'Manners', 'Topics', 'Stories', 'Database', 'Slack', 'Discord'].filter(
    room => !out.includes(`ok       ${room}: `),
  )
  expect([code, problems, rooms, out.endsWith('All is well.\n')]).toEqual([0, [], [], true])
})

test('a file of manners that the bot would not start with is named, each line of it', async () => {
  const file = join(folderWith({ 'manners.yaml': 'settings: everyone\ndefaults:\n  story: loud\n' }), 'manners.yaml')
  expect(await doctor({ COUNTERPOINT_CONFIG: file })).toMatchObject({
    code: 1,
    problems: [
      `problem  Manners: ${file}:1: settings is not right.\n         Write managers or members.`,
      `problem  Manners: ${file}:3: defaults.story is not right.\n         Write public, private or off.`,
    ],
  })
})

test.each([
  ['is no YAML', 'north-korea: [', /topics\.yaml: Line 1: /u],
  ['names a topic in another shape', 'north korea: { title: North Korea }', /topics\.yaml: Topic "north korea": /u],
])('a file of topics that %s is named with what to do', async (_, text, says) => {
  const file = join(folderWith({ 'topics.yaml': text }), 'topics.yaml')
  expect(await examineTopics(file)).toEqual([
    { state: 'problem', what: expect.stringMatching(says), remedy: expect.stringMatching(/^Write /u) },
  ])
})

test('a file of topics that is not there is named', async () => {
  expect(await examineTopics('nowhere.yaml')).toMatchObject([{ what: 'nowhere.yaml cannot be read (ENOENT)' }])
})

test('without tokens the platforms are off, and that is no problem', async () => {
  const { code, out } = await doctor({})
  expect([code, out.match(/^off {6}(?:Slack|Discord): no token/gmu)?.length]).toEqual([0, 2])
})

test('wrong tokens are each a problem with the place to copy the right one from', async () => {
  const [s, d] = [await slack(), await discord()]
  const wrong = { SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_APP_TOKEN: 'xapp-wrong', DISCORD_TOKEN: 'wrong' }
  const { code, problems } = await doctor({ ...s.credentials, ...d.credentials, ...wrong })
  expect([code, problems]).toEqual([
    1,
    [
      expect.stringMatching(/Slack: the bot token.*\n.*SLACK_BOT_TOKEN/u),
      expect.stringMatching(/Slack: the app-level token.*\n.*connections:write/u),
      expect.stringMatching(/Discord: the token.*\n.*DISCORD_TOKEN/u),
    ],
  ])
})

test('tokens of two different apps are named as such', async () => {
  const s = await slack()
  const { problems } = await doctor({ ...s.credentials, SLACK_APP_TOKEN: 'xapp-1-A0OTHER-1-a1' })
  expect(problems.join('\n')).toMatch(/two different apps\n.*one app/u)
})

test('scopes that the manifest asks for and the token lacks are named', async () => {
  const s = await slack({ scopes: SCOPES.filter(scope => scope !== 'channels:history') })
  const { problems } = await doctor(s.credentials)
  expect(problems).toEqual([expect.stringMatching(/lacks the scope channels:history\n.*Reinstall/u)])
})

test('permissions that the bot lacks in a server are named, with an invitation that gives them', async () => {
  const d = await discord({ permissions: (1n << 10n) | (1n << 11n) })
  const { problems } = await doctor(d.credentials)
  expect(problems).toEqual([
    expect.stringMatching(/lacks .*Create Public Threads, Send Messages In Threads\n.*permissions=309237730304/u),
  ])
})

test('an administrator lacks no permission', async () => {
  const d = await discord({ permissions: 1n << 3n })
  expect((await doctor(d.credentials)).problems).toEqual([])
})

test('a bot that is in no server is told how it gets into one', async () => {
  const d = await discord()
  d.guild('removed')
  const { problems } = await doctor(d.credentials)
  expect(problems).toEqual([expect.stringMatching(/in no server\n.*client_id=\d+&/u)])
})

test('a platform that cannot be reached is a problem of the network, not of the token', async () => {
  const [s, d, gone] = [await slack(), await discord(), await nowhere()]
  const away = { SLACK_API_URL: `${gone}/api/`, DISCORD_API_URL: `${gone}/api` }
  const { problems } = await doctor({ ...s.credentials, ...d.credentials, ...away })
  expect(problems.map(problem => /could not be reached\.\n.*network and \w+_API_URL/u.test(problem))).toEqual([
    true,
    true,
    true,
  ])
})

test('a platform that does not answer is given up after the deadline', async () => {
  const mute = await silence()
  const tokens = { botToken: 'xoxb-1', appToken: 'xapp-1', token: 'one', scopes: SCOPES, withinMs: 150 }
  const found = await Promise.all([
    checkSlack({ ...tokens, apiUrl: `${mute}/api/` }),
    checkDiscord({ ...tokens, apiUrl: `${mute}/api` }),
  ])
  expect(found.flat().map(finding => finding.state)).toEqual(['problem', 'problem', 'problem'])
})

test('no token is printed, right or wrong', async () => {
  const [s, d] = [await slack(), await discord()]
  const wrong = { SLACK_BOT_TOKEN: 'xoxb-secret-1', SLACK_APP_TOKEN: 'xapp-secret-2', DISCORD_TOKEN: 'secret-3' }
  const said = [
    await doctor({ ...s.credentials, ...d.credentials }),
    await doctor({ ...s.credentials, ...d.credentials, ...wrong }),
    await doctor({ SLACK_BOT_TOKEN: 'secret-4', DISCORD_TOKEN: 'secret 5' }),
  ]
  const tokens = Object.entries({ ...s.credentials, ...d.credentials }).flatMap(([name, value]) =>
    name.endsWith('TOKEN') ? [value] : [],
  )
  const printed = said.map(({ out, err }) => out + err).join('\n')
  expect([...tokens, 'secret'].filter(token => printed.includes(token))).toEqual([])
})

test('wrong settings are all named with their remedies, and nothing else is tried', async () => {
  const { code, problems, out } = await doctor({ SLACK_BOT_TOKEN: 'oops', LOG_LEVEL: 'loud' })
  expect([code, problems.length, out.includes('Stories')]).toEqual([1, 3, false])
})

test('stories that are not understood are counted, and a single problem is named', async () => {
  const { problems } = await doctor({ STORIES_DIR: folderWith({ 'bridge.md': MISCITED }) })
  expect(problems).toEqual([expect.stringMatching(/Stories: 1 story in .*, 1 problem\n.*bridge\.md:4 /u)])
})

test('a database is opened and not made: where none is yet, nothing is left behind', async () => {
  const [there, absent] = [join(folderWith(), 'data'), join(folderWith(), 'data')]
  await (await openSqlite(there)).close()
  const said = [await doctor({ DATA_DIR: there }), await doctor({ DATA_DIR: absent })]
  expect([
    said[0]?.out.includes(`${there} opens`),
    said[1]?.out.includes(`${absent} is made at the first start`),
    existsSync(absent),
  ]).toEqual([true, true, false])
})

test('a database that is none, and a folder that cannot be written, are problems with a remedy', async () => {
  const broken = folderWith({
    'counterpoint.sqlite': 'this is a text, and much longer than a header would be'.repeat(40),
  })
  const file = join(folderWith({ 'a-file': '' }), 'a-file')
  const said = [await doctor({ DATA_DIR: broken }), await doctor({ DATA_DIR: join(file, 'data') })]
  expect(said.map(({ problems }) => problems)).toEqual([
    [expect.stringContaining('put a copy in its place')],
    [expect.stringContaining('Set DATA_DIR')],
  ])
})

test('a PostgreSQL server that is not there is a problem, and its password is not shown', async () => {
  const { code, out, err, problems } = await doctor({ DATABASE_URL: 'postgres://bot:sesame@127.0.0.1:1/counterpoint' })
  expect([code, problems.length, /sesame/u.test(out + err), problems[0]]).toEqual([
    1,
    1,
    false,
    expect.stringMatching(/Database: .*does not answer(?:.|\n)*Look whether PostgreSQL runs there/u),
  ])
})
