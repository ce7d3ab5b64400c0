import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import { startApp } from '../app.ts'
import type { Config } from '../config.ts'
import { readConfig } from '../config.ts'
import { startDiscord } from '../emulators/discord/discord-emulator.ts'
import type { Emulator } from '../emulators/emulator.ts'
import { startSlack } from '../emulators/slack/slack-emulator.ts'
import { NO_LIMITS } from './town.ts'
import { createWindow } from './window.ts'
import { prepareZoneNames } from './zone-names.ts'

export interface TerminalOptions {
  readonly config: Config
  readonly input: Readable
  readonly output: Writable
  /** Resolves when the playground is to end. */
  readonly ended: Promise<void>
}

const FIRST = '/story north-korea'
const CHANNEL = 'news'
const PERSON = 'ben'
const PROMPT = 'counterpoint> '
const SETTLE_WITHIN_MS = 15_000

const WELCOME = `Counterpoint plays here on a Slack and a Discord that live on this machine: no token is used, and nothing leaves it.
For a real workspace: npm start, with SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or DISCORD_TOKEN, set.
`
const USAGE = `Type a command as in the chat: /story dprk, /story help, /story fukushima only me
It goes to both platforms; put slack: or discord: before it for one. A button: press Both sides. To end: quit
`

/** The bot on both emulators with a prompt instead of a chat window. Returns the exit code. */
export async function runTerminal(options: TerminalOptions): Promise<number> {
  const { output, input, ended } = options
  const folder = await mkdtemp(join(tmpdir(), 'counterpoint-'))
  const [slack, discord] = await Promise.all([startSlack(), startDiscord({ oracle: false })])
  const emulators = [slack, discord]
  const silent = {
    info: () => undefined,
    warn: (message: string) => print(output, message),
    error: (message: string) => print(output, message),
  }
  const config = readConfig({
    ...slack.credentials,
    ...discord.credentials,
    STORIES_DIR: options.config.storiesDir,
    DATA_DIR: folder,
  })
  const app = await startApp({ config, log: silent, now: Date.now, limitsTimes: NO_LIMITS })
  let stopNames = () => {}
  try {
    await app.connected
    const windows = emulators.map(emulator => createWindow(emulator, CHANNEL, PERSON))
    const act = async (line: string) => {
      for (const window of windows) {
        const words = addressed(line, window.platform)
        if (words === undefined) continue
        const outcome = await window.act(words)
        await app.settled(SETTLE_WITHIN_MS)
        print(output, window.news())
        if (outcome !== undefined) print(output, `${window.platform}: ${outcome}`)
      }
    }
    print(output, `${WELCOME}\nben types ${FIRST} in #news on both.\n`)
    await act(FIRST)
    print(output, USAGE)
    stopNames = prepareZoneNames()
    await Promise.race([ended, converse(input, output, act, ended)])
    return 0
  } finally {
    stopNames()
    await app.close(SETTLE_WITHIN_MS)
    await Promise.all(emulators.map((emulator: Emulator) => emulator.close()))
    await rm(folder, { recursive: true, force: true })
  }
}

/** Resolves at `quit`; at the end of the input it goes on waiting for `ended`, because a service has no keyboard. */
async function converse(
  input: Readable,
  output: Writable,
  act: (line: string) => Promise<void>,
  ended: Promise<void>,
): Promise<void> {
  // Made when it is listened to: what was piped in before would be lost, and its end would be an error.
  const lines = createInterface({ input, terminal: false })
  void ended.then(() => lines.close())
  output.write(PROMPT)
  try {
    for await (const line of lines) {
      const words = line.trim()
      if (words === 'quit' || words === 'exit') return
      if (words === '' || words === 'help') print(output, USAGE)
      else await act(words)
      output.write(PROMPT)
    }
  } finally {
    // A keyboard that is still listened to would keep the program alive.
    lines.close()
  }
  await ended
}

/** What of a line is meant for a platform; undefined when it is meant for the other. */
function addressed(line: string, platform: string): string | undefined {
  const named = /^(slack|discord):\s*(.*)$/u.exec(line)
  if (named === null) return line
  return named[1] === platform ? named[2] : undefined
}

function print(output: Writable, text: string): void {
  if (text !== '') output.write(`${text}\n`)
}
