import { parseArgs } from 'node:util'
import { explain } from '../explain.ts'
import { backup } from './backup.ts'
import { check } from './check.ts'
import { deliveries } from './deliveries.ts'
import { doctor } from './doctor.ts'
import { playground } from './playground.ts'
import { preview } from './preview.ts'
import { read } from './read.ts'
import { retract } from './retract.ts'
import { search } from './search.ts'
import { start } from './start.ts'
import type { Io, Tool } from './tool.ts'
import { UsageError } from './tool.ts'

const TOOLS: readonly Tool[] = [start, playground, check, preview, search, read, retract, deliveries, backup, doctor]

const USAGE = `Usage: counterpoint [tool] [words]

${TOOLS.map(tool => `  ${tool.name.padEnd(12)}${tool.summary}`).join('\n')}

Without a tool it starts. counterpoint TOOL --help says what a tool takes.
Settings come from the environment and from .env; .env.example lists them.
Exit codes: 0 done, 1 there are problems, 2 the words were not understood.
`

const HELP: ReadonlySet<string> = new Set(['--help', '-h', 'help'])

/** Does what the words of the command line say. Resolves with the exit code. */
export async function run(words: readonly string[], io: Io): Promise<number> {
  const [name = start.name, ...rest] = words
  if (HELP.has(name)) return help(rest[0], io)
  const tool = TOOLS.find(known => known.name === name)
  if (tool === undefined) return refuse(io, `There is no tool "${name}".`, USAGE)
  if (asksHelp(rest)) return help(tool.name, io)
  try {
    return await tool.run(rest, io)
  } catch (error) {
    if (isUsageError(error)) return refuse(io, error.message, tool.usage)
    io.err(`${explain(error)}\n`)
    return 1
  }
}

function help(name: string | undefined, io: Io): number {
  const tool = TOOLS.find(known => known.name === name)
  if (name !== undefined && tool === undefined) return refuse(io, `There is no tool "${name}".`, USAGE)
  io.out(tool?.usage ?? USAGE)
  return 0
}

function refuse(io: Io, why: string, usage: string): number {
  io.err(`${why}\n\n${usage}`)
  return 2
}

/** Whatever else is wrong: who asks for help does not know how to write it yet. */
function asksHelp(words: readonly string[]): boolean {
  const options = { help: { type: 'boolean', short: 'h' } } as const
  return parseArgs({ args: [...words], options, strict: false }).values.help === true
}

/** https://nodejs.org/api/errors.html#err_parse_args_invalid_option_value and its neighbours. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
}
