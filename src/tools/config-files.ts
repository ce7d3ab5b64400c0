import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../adapters/finding.ts'
import type { Config } from '../config.ts'
import { ConfigError, loadRules } from '../config.ts'
import { readTopicsFile } from '../core/library/topics-file.ts'
import { failure } from '../sources/folder-files.ts'
import { counted } from './counted.ts'

/** The topics that come with the program, and the names that people type for them. */
export const TOPICS = join(import.meta.dirname, '..', '..', 'config', 'topics.yaml')
const SENTENCE_END = /(?<=\.) (?=[A-Z])/u

/** Whether the file of manners is understood, which the bot does not start without. Never rejects because of the file. */
export async function examineManners(config: Pick<Config, 'mannersFile'>): Promise<readonly Finding[]> {
  try {
    await loadRules(config)
    return [{ state: 'ok', what: `${config.mannersFile ?? 'config/counterpoint.yaml'} is understood` }]
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map(problem)
  }
}

/** Whether the file of topics is understood; without it the bot starts, and topics have no other names. */
export async function examineTopics(file: string = TOPICS): Promise<readonly Finding[]> {
  const called = file === TOPICS ? 'config/topics.yaml' : file
  const text = await readFile(file, 'utf8').catch(failure)
  if (typeof text !== 'string') {
    return [
      { state: 'problem', what: `${called} cannot be read (${text.code})`, remedy: 'Make it readable for this user.' },
    ]
  }
  const { aliases, problems } = readTopicsFile(text)
  if (problems.length > 0) return problems.map(said => problem(`${called}: ${said}`))
  return [{ state: 'ok', what: `${counted(aliases.topics().length, 'topic', 'topics')} in ${called}, all understood` }]
}

/** What is wrong, and then what to do. */
function problem(said: string): Finding {
  const [what = '', ...remedy] = said.split(SENTENCE_END)
  return { state: 'problem', what, remedy: remedy.join(' ') }
}
