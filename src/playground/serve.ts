import type { Interface } from 'node:readline/promises'
import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import { DEFAULT_PORT, FIRST, startPlayground } from './playground.ts'

export interface ServeOptions {
  readonly storiesDir: string
  readonly port?: number
  readonly now: () => number
  readonly input: Readable
  readonly output: Writable
  /** Resolves when the playground is to end. */
  readonly ended: Promise<void>
}

/** The playground as a program: prints where the page is, and goes on until a signal or `quit`. Returns the exit code. */
export async function servePlayground(options: ServeOptions): Promise<number> {
  const { storiesDir, output, input, now, ended } = options
  const print = (text: string) => output.write(`${text}\n`)
  let closing = false
  // Both platforms go away at the end; that is no news then.
  const tell = (text: string) => void (closing || print(text))
  const log = { info: () => undefined, warn: tell, error: tell }
  const wanted = options.port ?? DEFAULT_PORT
  const playground = await startPlayground({ storiesDir, port: wanted, now, log })
  const lines = createInterface({ input, terminal: false })
  try {
    if (wanted !== 0 && playground.port !== wanted) print(`Port ${wanted} is taken, so it is ${playground.port}.`)
    print(`Counterpoint plays on a Slack and a Discord that live on this machine. Open this address:\n`)
    print(`  ${playground.address}\n`)
    print(`No token is used, and nothing leaves this machine. In #news of both, ben has typed ${FIRST}:\n`)
    print(playground.first)
    print(
      '\nTo end: Ctrl+C, or quit. For a real workspace: npm start, with SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or DISCORD_TOKEN, set.',
    )
    await Promise.race([ended, quit(lines)])
    return 0
  } finally {
    closing = true
    lines.close()
    await playground.close()
  }
}

/** Resolves when somebody types `quit`; never when there is no keyboard, as in a service. */
async function quit(lines: Interface): Promise<void> {
  for await (const line of lines) if (/^\s*(?:quit|exit)\s*$/iu.test(line)) return
  await new Promise(() => undefined)
}
