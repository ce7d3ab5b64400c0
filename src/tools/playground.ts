import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import type { Tool } from './tool.ts'
import { UsageError } from './tool.ts'

const usage = `Usage: counterpoint playground [--port N] [--terminal]

The bot on a Slack and a Discord that live on this machine, whatever tokens are set; nothing leaves it. It prints the address of
a page that shows both, where you type as people do in a chat.
  --port N     the page's port; default 4000, or the next one that is free; 0 is any
  --terminal   a prompt in this terminal instead of the page
Exit codes: 0 ended by a signal or with quit, 1 it cannot run, 2 the words were not understood.
`

/** A playground uses no real token. */
const NO_TOKENS = { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '', DISCORD_TOKEN: '' }
const HIGHEST_PORT = 65_535

/** The bot without a workspace. */
export const playground: Tool = {
  name: 'playground',
  summary: 'try the bot on a Slack and a Discord that live on this machine',
  usage,
  async run(words, io) {
    const options = { terminal: { type: 'boolean', default: false }, port: { type: 'string' } } as const
    const { values } = parseArgs({ args: [...words], options })
    const port = portOf(values.port)
    const config = readConfig({ ...io.environment, ...NO_TOKENS })
    const { endSignal } = await import('../main.ts')
    const shared = { input: process.stdin, output: process.stdout, ended: endSignal() }
    if (values.terminal) {
      const { runTerminal } = await import('../playground/terminal.ts')
      return runTerminal({ config, ...shared })
    }
    const { servePlayground } = await import('../playground/serve.ts')
    return servePlayground({ storiesDir: config.storiesDir, now: io.now, ...port, ...shared })
  },
}

function portOf(typed: string | undefined): { readonly port?: number } {
  if (typed === undefined) return {}
  const port = Number(typed)
  if (/^\d+$/u.test(typed) && port <= HIGHEST_PORT) return { port }
  throw new UsageError(`--port takes a number from 0 to ${HIGHEST_PORT}, not "${typed}".`)
}
