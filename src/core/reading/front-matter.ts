import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Image } from '../story/story.ts'
import { isWebAddress } from './bracketed.ts'
import { isDay } from './file-name.ts'
import type { Report } from './lines.ts'
import { ID_SHAPE, isId, slug } from './slug.ts'

/** What stands between two lines `---` at the start of a text. Fields that are wrong are reported and absent. */
export interface FrontMatter {
  readonly id?: string
  readonly date?: string
  readonly topics: readonly string[]
  readonly image?: Image
  /** How many lines it takes, both fences included. */
  readonly lines: number
}

// Ten times what anybody writes; broken YAML costs ten microseconds a character.
const LONGEST = 4_000
const NONE: FrontMatter = { topics: [], lines: 0 }

const webAddress = z.string().refine(isWebAddress)
const oneLine = z
  .string()
  .trim()
  .min(1)
  .regex(/^[^\n]*$/)
const fields = z.record(z.string(), z.unknown())
const topicList = z.array(z.string())
const imageFields = z.strictObject({ url: webAddress, alt: oneLine, credit: oneLine.optional() })

/** Reads the front matter of a text's lines; a `---` that is not followed by `key:` is a rule, not front matter. */
export function readFrontMatter(lines: readonly string[], report: Report): FrontMatter {
  if (lines[0]?.trimEnd() !== '---' || !/^(?:[a-z_-]{1,40}:|---\s*$)/i.test(lines[1] ?? '')) return NONE
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
  if (end === -1) {
    report(1, 'The front matter is not closed. Write a line --- below its last field.')
    return NONE
  }
  const given = parsed(lines.slice(1, end).join('\n'), end + 1, report)
  const lineOf = (key: string): number =>
    Math.max(
      0,
      lines.slice(0, end).findIndex(line => line.startsWith(key)),
    ) + 1
  const result: { id?: string; date?: string; topics: string[]; image?: Image } = { topics: [] }
  for (const [key, value] of Object.entries(given)) {
    const say = (message: string): void => report(lineOf(key), message)
    if (key === 'id') result.id = readId(value, say)
    else if (key === 'date') result.date = readDate(value, say)
    else if (key === 'topics') result.topics = readTopics(value, say)
    else if (key === 'image') result.image = readImage(value, say)
    else
      say(
        `The front matter has a field "${key.slice(0, 40)}" that is not known. The fields are id, date, topics and image.`,
      )
  }
  return { ...result, lines: end + 1 }
}

/** Every scalar is read as a string, so that `no` and `2023` stay what was written. */
const LITERALLY = { schema: 'failsafe', prettyErrors: false, logLevel: 'error' } as const

/** `end` is the line of the second fence. What is not read is told of as a whole: a fence may be missing, and a story be in it. */
function parsed(yaml: string, end: number, report: Report): Record<string, unknown> {
  const refuse = (why: string, how = 'Write one field a line, such as: date: 2023-08-14'): Record<string, unknown> => {
    report(1, `Lines 1 to ${end} are front matter that ${why}. ${how}`)
    return {}
  }
  if (yaml.length > LONGEST) {
    return refuse(
      `is longer than ${LONGEST} characters and is not read`,
      'Keep id, date, topics and image in it, and close it with a line ---.',
    )
  }
  const counter = new LineCounter()
  const document = parseDocument(yaml, { ...LITERALLY, lineCounter: counter })
  const [wrong] = document.errors
  // The fence above is line 1.
  if (wrong !== undefined) return refuse(notYaml(wrong.message, counter.linePos(wrong.pos[0]).line + 1))
  try {
    const value = fields.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {})
    return value.success ? value.data : refuse('is not a list of fields')
  } catch (error) {
    // An alias, which could stand for more than there is room for.
    return refuse(notYaml(error instanceof Error ? error.message : '', 2))
  }
}

function notYaml(message: string, line: number): string {
  // The parser calls itself for each level.
  const reason = /call stack/i.test(message) ? 'It is nested too deeply' : (message.split('\n')[0] ?? '').slice(0, 120)
  return `cannot be read as YAML, because of line ${line}: ${reason}`
}

type Say = (message: string) => void

function readId(value: unknown, say: Say): string | undefined {
  if (typeof value === 'string' && isId(value)) return value
  say(`The id is ${shown(value)}. ${ID_SHAPE}; until then the id comes from the file's name.`)
  return undefined
}

function readDate(value: unknown, say: Say): string | undefined {
  if (typeof value === 'string' && isDay(value)) return value
  say(`The date is ${shown(value)}. Write the day of the story as year, month and day: 2023-08-14.`)
  return undefined
}

function readTopics(value: unknown, say: Say): string[] {
  const list = topicList.safeParse(
    typeof value === 'string' ? value.split(',').filter(topic => topic.trim() !== '') : value,
  )
  if (!list.success) {
    say('The topics are not a list of names. Write them as topics: [north-korea, military-drills]')
    return []
  }
  const topics = list.data.map(topic => ({ topic, slug: slug(topic) }))
  for (const { topic } of topics.filter(each => each.slug === '')) {
    say(
      `The topic ${shown(topic)} has no letter of a-z. Write topics in English, words joined by hyphens: north-korea.`,
    )
  }
  return [...new Set(topics.map(each => each.slug).filter(each => each !== ''))]
}

function readImage(value: unknown, say: Say): Image | undefined {
  const image = imageFields.safeParse(value)
  if (image.success) return image.data
  say('The image is not complete. Write url (http or https), alt (what it shows) and, if there is one, credit.')
  return undefined
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `"${value.slice(0, 80)}"` : 'not a single word'
}
