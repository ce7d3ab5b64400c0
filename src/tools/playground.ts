import { parseArgs } from 'node:util'
import { MOST_PORT, readConfig, readPageAddress } from '../config.ts'
import type { Tool } from './tool.ts'
import { UsageError } from './tool.ts'

const usage = `Usage: counterpoint playground [--port N] [--terminal]

The bot on a Slack and a Discord that live on this machine, whatever tokens are set; nothing leaves it. It prints the address of
a page that shows both, where you type as people do in a chat.
  --port N     the page's port, before what PORT says; default 4000; 0 is any; one that is taken is passed over for the next
  --terminal   a prompt in this terminal instead of the page
Settings: STORIES_DIR, PORT, and HOST where it is an address of this machine alone.
Exit codes: 0 ended by a signal or with quit, 1 it cannot run, 2 the words were not understood.
`

/** A playground uses no real token. */
const NO_TOKENS = { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '', DISCORD_TOKEN: '' }

/** The bot without a workspace. */
export const playground: Tool = {
  name: 'playground',
  summary: 'try the bot on a Slack and a Discord that live on this machine',
  usage,
  async run(words, io) {
    const options = { terminal: { type: 'boolean', default: false }, port: { type: 'string' } } as const
    const { values } = parseArgs({ args: [...words], options })
    const typed = values.port === undefined ? {} : { PORT: checkedPort(values.port) }
    const config = readConfig({ ...io.environment, ...NO_TOKENS })
    if (values.terminal) {
      const { runTerminal } = await import('../playground/terminal.ts')
      return runTerminal({ config, ...(await person()) })
    }
    const at = readPageAddress({ ...io.environment, ...typed })
    const { servePlayground } = await import('../playground/serve.ts')
    return servePlayground({ storiesDir: config.storiesDir, at, now: io.now, ...(await person()) })
  },
}

/** Whoever sits before it. */
async function person() {
  const { endSignal } = await import('../main.ts')
  return { input: process.stdin, output: process.stdout, ended: endSignal() }
}

function checkedPort(typed: string): string {
  if (/^\d{1,5}$/u.test(typed) && Number(typed) <= MOST_PORT) return typed
  throw new UsageError(`--port takes a number from 0 to ${MOST_PORT}, not "${typed}".`)
}
