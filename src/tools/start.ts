import { parseArgs } from 'node:util'
import type { Tool } from './tool.ts'

const usage = `Usage: counterpoint start

Runs the bot on every platform whose tokens are set, until a signal ends it. Without any token it opens the playground.
Settings: SLACK_BOT_TOKEN and SLACK_APP_TOKEN, DISCORD_TOKEN, STORIES_DIR, DATA_DIR, DATABASE_URL, COUNTERPOINT_CONFIG,
METRICS_PORT, HOST, LOG_LEVEL, SLACK_API_URL, DISCORD_API_URL, and of the playground PORT; .env.example explains them.
Exit codes: 0 ended by a signal, 1 it cannot run (the reason and what to do are printed), 2 the words were not understood.
`

/** The bot. */
export const start: Tool = {
  name: 'start',
  summary: 'run the bot; without tokens, the playground',
  usage,
  async run(words, io) {
    parseArgs({ args: [...words], options: {} })
    const { main } = await import('../main.ts')
    return main(io.environment)
  },
}
