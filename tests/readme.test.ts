import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { invitation } from '../src/adapters/discord/invitation.ts'
import { startDiscord } from '../src/emulators/discord/discord-emulator.ts'
import type { Emulator } from '../src/emulators/emulator.ts'
import { startSlack } from '../src/emulators/slack/slack-emulator.ts'
import type { Newcomer } from './newcomer.ts'
import { commandsOf, newcomer, ROOT } from './newcomer.ts'
import { ran } from './tools/captured.ts'
import { NEWSLETTER } from './tools/documents.ts'

const PAGES = ['README.md', 'docs/run-on-slack.md', 'docs/run-on-discord.md', 'docs/run-on-a-server.md']
const text = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const manifest = JSON.parse(text('config/slack-manifest.json'))
const scopes: string[] = manifest.oauth_config.scopes.bot
const scripts: Record<string, string> = JSON.parse(text('package.json')).scripts

/** Whether the lock fits package.json, which is what `npm ci` may refuse; CI really does it. */
let install: Promise<unknown> | undefined

async function started<E extends Emulator>(start: Promise<E>): Promise<E> {
  const emulator = await start
  onTestFinished(() => emulator.close())
  return emulator
}

/** Does what a page says, command after command. Gives those that did not do what the page promises, with what they said. */
async function follow(page: string, reader: Newcomer, platforms: readonly Emulator[]): Promise<readonly unknown[]> {
  const failed: unknown[] = []
  const done = new Set<string>()
  for (const command of commandsOf(page)) {
    // The same command in the same state says the same.
    const now = `${command} ${existsSync(join(reader.folder, '.env'))}`
    if (done.has(now)) continue
    done.add(now)
    const did = await step(command, reader, platforms)
    if (did !== undefined) failed.push([command, did])
  }
  return failed
}

/** Undefined when the command did what the page promises. */
async function step(command: string, reader: Newcomer, platforms: readonly Emulator[]): Promise<unknown> {
  const expected = async (options: Parameters<Newcomer['runs']>[1], code: number | null, says: RegExp) => {
    const run = await reader.runs(command, options)
    return run.code === code && says.test(run.output) ? undefined : run
  }
  const set = existsSync(join(reader.folder, '.env'))
  switch (command) {
    case 'npm ci':
      install ??= run(reader, 'npm ci --dry-run --ignore-scripts --offline')
      return install
    case 'npm test':
      return scripts.test === undefined ? 'There is no such script.' : undefined
    case 'npm start':
      if (!set)
        return expected({ typed: 'quit\n' }, 0, /http:\/\/127\.0\.0\.1:\d+[\s\S]*Establishment-critical narrative/u)
      return connects(command, reader, platforms)
    case 'cp .env.example .env': {
      const copied = await run(reader, command)
      for (const platform of platforms) reader.fillIn(platform.credentials)
      return copied
    }
    case 'npx counterpoint playground --terminal':
      return expected({ typed: prompted('README.md') }, 0, /in the thread[\s\S]*only visible to you/u)
    case 'npx counterpoint deliveries':
      return expected({}, 0, /Nothing was sent|posted/u)
    case 'npx counterpoint doctor':
      return expected({}, 0, /All is well\./u)
    case 'npx counterpoint read pasted.txt --into new-stories':
      writeFileSync(join(reader.folder, 'pasted.txt'), NEWSLETTER)
      return expected({}, 0, /new-stories\/pasted-2\.md/u)
    case 'npx counterpoint check':
      return expected({}, 0, /all balanced/u)
    case 'npx counterpoint preview korea-arms-2023-08':
      return expected({}, 0, /Both sides/u)
    case 'npx counterpoint search nort korea':
      return expected({}, 0, /north-korea/u)
    case 'npx counterpoint --help':
      return expected({}, 0, /^Usage: /u)
    default:
      return 'No test runs this command.'
  }
}

async function run(reader: Newcomer, command: string): Promise<unknown> {
  const done = await reader.runs(command)
  return done.code === 0 ? undefined : done
}

async function connects(command: string, reader: Newcomer, platforms: readonly Emulator[]): Promise<unknown> {
  const names = { slack: 'Slack', discord: 'Discord' }
  const all = platforms.map(({ platform }) => `(?=[\\s\\S]*${names[platform]} is connected)`).join('')
  const { output } = await reader.runs(command, { enough: new RegExp(`^${all}`, 'u') })
  return new RegExp(`^${all}`, 'u').test(output) ? undefined : output
}

/** What the page types at the prompt. */
function prompted(page: string): string {
  return [...text(page).matchAll(/^counterpoint> (.*)$/gmu)].map(found => `${found[1]}\n`).join('')
}

test.each([
  ['README.md', true, true],
  ['docs/run-on-slack.md', true, false],
  ['docs/run-on-discord.md', false, true],
])('whoever does what %s says gets what it promises', async (page, slack, discord) => {
  const platforms = [
    ...(slack ? [await started(startSlack({ scopes }))] : []),
    ...(discord ? [await started(startDiscord({ oracle: false }))] : []),
  ]
  expect(await follow(page, newcomer(), platforms)).toEqual([])
})

test('the README can be read in a few minutes', () => {
  expect(text('README.md').split('\n').length - 1).toBeLessThanOrEqual(150)
})

test.each(PAGES)('every script that %s names is there', page => {
  const named = [...text(page).matchAll(/npm run ([\w-]+)/gu)].map(found => found[1] ?? '')
  expect(named.filter(name => scripts[name] === undefined)).toEqual([])
})

test('every setting is in the README and in .env.example, and no other', () => {
  const used = [...text('src/config.ts').matchAll(/^ {2}([A-Z_]{4,}): /gmu)].map(found => found[1] ?? '')
  const shown = [...text('.env.example').matchAll(/^([A-Z_]+)=$/gmu)].map(found => found[1] ?? '')
  const told = [...text('README.md').matchAll(/^\| (`[A-Z_]+`.*?) \|/gmu)].flatMap(
    found => (found[1] ?? '').match(/[A-Z_]+/gu) ?? [],
  )
  expect([new Set(shown), new Set(told)]).toEqual([new Set(used), new Set(used)])
})

test('every /story of the README finds something', async () => {
  const typed = [...text('README.md').matchAll(/`\/story ([^`]+)`/gu)].map(found => found[1] ?? '')
  const asked = typed.filter(words => words !== 'help').map(words => words.replace(/ only me$/u, ''))
  const codes = await Promise.all(asked.map(async words => [words, (await ran(['search', words])).code]))
  expect([asked.length > 3, codes.filter(([, code]) => code !== 0)]).toEqual([true, []])
})

test('the page on Slack accounts for every scope of the manifest, and for no other', () => {
  const rows = [...text('docs/run-on-slack.md').matchAll(/^\| (`[a-z_]+(?::[a-z]+)?`(?:, `[a-z:]+`)*) \|/gmu)]
  const told = rows.flatMap(row => (row[1] ?? '').match(/[a-z_]+(?::[a-z]+)?/gu) ?? [])
  expect(told.toSorted()).toEqual(scopes.toSorted())
})

test('every invitation in the documentation asks for the permissions that the bot needs', () => {
  const wanted = invitation('YOUR_APPLICATION_ID')
  const pages = [
    'README.md',
    ...readdirSync(join(ROOT, 'docs'))
      .filter(name => name.endsWith('.md'))
      .map(name => `docs/${name}`),
  ]
  const found = pages.flatMap(page => text(page).match(/https:\/\/discord\.com\/oauth2\/authorize\S*/gu) ?? [])
  expect([found.length > 0, found.filter(link => link !== wanted)]).toEqual([true, []])
})
