import { LineCounter, parseDocument } from 'yaml'
import { type Aliases, noAliases, readAliases } from './aliases.ts'

/** Characters; a topic takes a hundred. */
const LONGEST = 500_000

/**
 * Aliases from the text of config/topics.yaml; never throws. A file that cannot be read as YAML gives none, and a problem
 * with its line: `Line 12: …`.
 */
export function readTopicsFile(text: string): { readonly aliases: Aliases; readonly problems: readonly string[] } {
  if (text.length > LONGEST) {
    return nothing(1, `The file has ${text.length} characters, and at most ${LONGEST} are read. Leave out topics`)
  }
  const counter = new LineCounter()
  const document = parseDocument(text, { prettyErrors: false, lineCounter: counter, logLevel: 'error' })
  const [wrong] = document.errors
  if (wrong !== undefined) return nothing(counter.linePos(wrong.pos[0]).line, reasonOf(wrong.message))
  try {
    return readAliases(document.toJS())
  } catch (error) {
    return nothing(1, reasonOf(error instanceof Error ? error.message : ''))
  }
}

function reasonOf(message: string): string {
  // The parser calls itself for each level.
  if (/call stack/i.test(message)) return 'It is nested too deeply'
  return /alias/i.test(message) ? 'It repeats parts of itself with * where a name belongs' : message
}

function nothing(line: number, why: string) {
  const how =
    'Write one topic as `north-korea: {title: North Korea, aliases: [DPRK]}`; until then no topic has another name.'
  return { aliases: noAliases(), problems: [`Line ${line}: ${why}. ${how}`] }
}
