import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Finding } from '../adapters/finding.ts'
import type { Config } from '../config.ts'
import { ConfigError, readConfig } from '../config.ts'
import { describeProblem } from '../core/story/problem.ts'
import { paint, plain } from './colour.ts'
import { examineManners, examineTopics } from './config-files.ts'
import { counted } from './counted.ts'
import { readPile } from './pile.ts'
import { showProgress } from './progress.ts'
import type { Io, Tool } from './tool.ts'

const usage = `Usage: counterpoint doctor

Tries what the bot needs, and says for each problem what to do: settings, the files of manners and of topics, stories, the
database, Slack's tokens and scopes, Discord's token, servers and permissions. Posts nothing, lets nobody see the bot online,
prints no token. A database of an older version is brought up to date: stop the bot first.
Exit codes: 0 all is well, 1 there are problems, 2 the words were not understood.
`

const WITHIN_MS = 5_000
const MANIFEST = join(import.meta.dirname, '..', '..', 'config', 'slack-manifest.json')
const manifest = z.looseObject({ oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()) }) }) })

type Line = Finding | { readonly state: 'off'; readonly what: string }

const COLOURS = { ok: 'green', problem: 'red', off: 'dim' } as const

/** Everything that can be found out before the bot starts. */
export const doctor: Tool = {
  name: 'doctor',
  summary: 'try settings, stories, database, tokens, scopes and permissions',
  usage,
  async run(words, io) {
    parseArgs({ args: [...words], options: {} })
    const config = settings(io)
    if (config === undefined) return 1
    const rooms = [
      ['Manners', tried(examineManners(config))],
      ['Topics', tried(examineTopics())],
      ['Stories', tried(checkStories(config, io))],
      ['Database', tried(tryStore(config))],
      ['Slack', tried(trySlack(config))],
      ['Discord', tried(tryDiscord(config))],
    ] as const
    let problems = 0
    for (const [room, found] of rooms) {
      const lines = await found
      for (const line of lines) tell(io, room, line)
      problems += lines.filter(line => line.state === 'problem').length
    }
    const summary = problems === 0 ? 'All is well.' : `${counted(problems, 'problem', 'problems')}.`
    io.out(`${paint(io, problems === 0 ? 'green' : 'red', summary)}\n`)
    return problems === 0 ? 0 : 1
  },
}

/** They are all under way at once: one that breaks must not take the others along. */
function tried(lines: Promise<readonly Line[]>): Promise<readonly Line[]> {
  return lines.catch(error => {
    const what = `could not be tried: ${error instanceof Error ? error.message : String(error)}`
    return [{ state: 'problem', what, remedy: "Please report this at the project's issue tracker." }]
  })
}

/** Undefined when they are wrong, and then it was said. */
function settings(io: Io): Config | undefined {
  try {
    const config = readConfig(io.environment)
    tell(io, 'Settings', { state: 'ok', what: 'understood' })
    return config
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const wrong of error.problems) {
      const [what = '', ...remedy] = wrong.split(/(?<=\.) (?=[A-Z])/u)
      tell(io, 'Settings', { state: 'problem', what, remedy: remedy.join(' ') })
    }
    return undefined
  }
}

async function checkStories({ storiesDir }: Config, io: Io): Promise<readonly Line[]> {
  const progress = showProgress(io, 'stories read')
  const { stories, problems } = await readPile([storiesDir], progress.step)
  progress.clear()
  const count = `${counted(stories.length, 'story', 'stories')} in ${storiesDir}`
  const [first, second] = problems
  if (first === undefined) return [{ state: 'ok', what: `${count}, all understood` }]
  const what = `${count}, ${counted(problems.length, 'problem', 'problems')}`
  const all = 'counterpoint check names each with its file and line.'
  return [{ state: 'problem', what, remedy: second === undefined ? describeProblem(first) : all }]
}

async function tryStore({ dataDir, databaseUrl }: Config): Promise<readonly Line[]> {
  // As with the SDKs below: whoever only checks a story does not load a database.
  if (databaseUrl !== undefined) return (await import('./database.ts')).examineDatabase(databaseUrl)
  const { examineDisk } = await import('./disk.ts')
  return examineDisk(dataDir)
}

async function trySlack({ slack }: Config): Promise<readonly Line[]> {
  if (slack === undefined)
    return [{ state: 'off', what: 'no tokens are set; docs/run-on-slack.md says how to get them' }]
  const { checkSlack } = await import('../adapters/slack/checkup.ts')
  const scopes = manifest.parse(JSON.parse(await readFile(MANIFEST, 'utf8'))).oauth_config.scopes.bot
  return checkSlack({ ...slack, scopes, withinMs: WITHIN_MS })
}

async function tryDiscord({ discord }: Config): Promise<readonly Line[]> {
  if (discord === undefined)
    return [{ state: 'off', what: 'no token is set; docs/run-on-discord.md says how to get it' }]
  const { checkDiscord } = await import('../adapters/discord/checkup.ts')
  return checkDiscord({ ...discord, withinMs: WITHIN_MS })
}

function tell(io: Io, room: string, line: Line): void {
  io.out(`${paint(io, COLOURS[line.state], line.state.padEnd(9))}${plain(`${room}: ${line.what}`)}\n`)
  if (line.state === 'problem' && line.remedy !== '') io.out(`${' '.repeat(9)}${plain(line.remedy)}\n`)
}
