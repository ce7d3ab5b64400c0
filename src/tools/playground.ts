import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import type { Tool } from './tool.ts'

const usage = `Usage: counterpoint playground [--terminal]

The bot on a Slack and a Discord that live on this machine, whatever tokens are set; nothing leaves it.
  --terminal   a prompt in this terminal
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
    const options = { terminal: { type: 'boolean', default: false } } as const
    const { values } = parseArgs({ args: [...words], options })
    const { endSignal, main } = await import('../main.ts')
    const environment = { ...io.environment, ...NO_TOKENS }
    if (!values.terminal) return main(environment)
    const config = readConfig(environment)
    const { runTerminal } = await import('../playground/terminal.ts')
    return runTerminal({ config, input: process.stdin, output: process.stdout, ended: endSignal() })
  },
}
