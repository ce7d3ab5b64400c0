import type { Block } from '../core/message/message.ts'
import { say } from '../core/words/words.ts'
import type { Answer, Ask, Command } from './command.ts'

/** What people type for help in place of a command's words. */
export const HELP = 'help'
const CALLS = /^(?:[-/]*help(?:\s+me)?|-h|\?)[\s!.?]*$/iu

/** `help`, `Help me!`, `--help`, `?`: nobody who types these wants a story posted that says "help". */
export function callsForHelp(typed: string): boolean {
  return CALLS.test(typed.trim())
}

/** Every command with its example, how to ask alone, and what to do where commands do not work. */
export function help(commands: readonly Command[], ask: Ask): Answer {
  const title = say('help.title')
  const lines = commands.map(command => say('help.line', { example: command.example, summary: say(command.summary) }))
  const notes = [say(ask.manner.privately)]
  if (ask.manner.threads !== undefined) notes.push(say(ask.manner.threads, { bot: ask.manner.bot }))
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    { kind: 'list', lines },
    ...notes.map((text): Block => ({ kind: 'note', text })),
  ]
  return { kind: 'message', message: { summary: [title, ...lines].join(' '), blocks, notify: false } }
}
