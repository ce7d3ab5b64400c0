import type { Interface } from 'node:readline/promises'
import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import type { PageAddress } from '../config.ts'
import { FIRST, startPlayground } from './playground.ts'

export interface ServeOptions {
  readonly storiesDir: string
  readonly at: PageAddress
  readonly now: () => number
  readonly input: Readable
  readonly output: Writable
  /** Resolves when the playground is to end. */
  readonly ended: Promise<void>
}

/** The playground as a program: prints where the page is, and goes on until a signal or `quit`. Returns the exit code. */
export async function servePlayground(options: ServeOptions): Promise<number> {
  const { storiesDir, output, input, now, ended } = options
  const { host, port, declined } = options.at
  const print = (text: string) => output.write(`${text}\n`)
  let closing = false
  // Both platforms go away at the end; that is no news then.
  const tell = (text: string) => void (closing || print(text))
  const log = { info: () => undefined, warn: tell, error: tell }
  const playground = await startPlayground({ storiesDir, host, port, now, log })
  const lines = createInterface({ input, terminal: false })
  try {
    if (declined !== undefined) print(elsewhere(declined))
    if (port !== 0 && playground.port !== port) print(taken(port, playground.port))
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

/** A page at which everybody could act as anybody, and write into the stories folder. */
function elsewhere(declined: string): string {
  return `HOST is ${declined}, where others could reach the page, which asks nobody who they are: it answers this machine alone.`
}

function taken(port: number, instead: number): string {
  return `Port ${port} is taken, so the page is at ${instead}; to choose, set PORT to a port that is free.`
}

/** Resolves when somebody types `quit`; never when there is no keyboard, as in a service. */
async function quit(lines: Interface): Promise<void> {
  for await (const line of lines) if (/^\s*(?:quit|exit)\s*$/iu.test(line)) return
  await new Promise(() => undefined)
}
