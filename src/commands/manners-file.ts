import type { Document } from 'yaml'
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { HouseRules, Manners } from './manners.ts'
import { HOUSE_RULES, LATEST_DIGEST, LONGEST_QUEUE, LONGEST_SECONDS, LONGEST_SLOW_MODE } from './manners.ts'

/** House rules as far as they are understood, and everything that is wrong, each with its line: `12: cooldown …`. */
export interface ReadRules {
  readonly rules: HouseRules
  readonly problems: readonly string[]
}

/** Characters; a channel takes a hundred. */
const LONGEST = 200_000
/** The first ones mended, the next ones are told. */
const MOST_PROBLEMS = 20
const STORY = 'Write public, private or off.'
const SECONDS = `Write a whole number of seconds from 0 to ${LONGEST_SECONDS}: 3600 is an hour.`
const SLOW = `Write a whole number of seconds from 0 to ${LONGEST_SLOW_MODE}.`
const LATE = `Write a whole number of seconds from 0 to ${LATEST_DIGEST}: 21600 are six hours.`
const LOCK = 'Write true or false.'
const WAITING = `Write a whole number of stories from 1 to ${LONGEST_QUEUE}.`
const WHO = 'Write managers or members.'
const TWICE = 'Two commands cannot have the same name. Write another one.'
const NAME = 'Write a name of small letters, digits, - and _, at most 32, without the slash.'
const GROUP = 'Write names with values under it, each on a line of its own, further to the right.'

const CHANNEL =
  'is no id of a channel, and no channel would follow what stands below it. Write the id: on Slack it stands at the end of the channel\'s details, C01ABC2DEF3; on Discord it is 18 digits or so, from "Copy Channel ID" with Developer Mode on.'

const seconds = z.number(SECONDS).int(SECONDS).min(0, SECONDS).max(LONGEST_SECONDS, SECONDS)
const slow = z.number(SLOW).int(SLOW).min(0, SLOW).max(LONGEST_SLOW_MODE, SLOW)
const waiting = z.number(WAITING).int(WAITING).min(1, WAITING).max(LONGEST_QUEUE, WAITING)
const late = z.number(LATE).int(LATE).min(0, LATE).max(LATEST_DIGEST, LATE)
const called = z.string(NAME).regex(/^[a-z][a-z0-9_-]{0,31}$/u, NAME)
const threads = z.strictObject({ 'slow-mode': slow, lock: z.boolean(LOCK) }, GROUP).partial()
const manners = z
  .strictObject(
    {
      story: z.enum(['public', 'private', 'off'], STORY),
      cooldown: seconds,
      repeat: seconds,
      'discord-threads': threads,
    },
    GROUP,
  )
  .partial()
const file = z.strictObject(
  {
    settings: z.enum(['managers', 'members'], WHO).optional(),
    commands: z
      .strictObject({ story: called, digest: called }, GROUP)
      .partial()
      .refine(({ story = HOUSE_RULES.commands.story, digest = HOUSE_RULES.commands.digest }) => story !== digest, TWICE)
      .nullish(),
    digest: z
      .strictObject({ who: z.enum(['managers', 'members'], WHO), late }, GROUP)
      .partial()
      .nullish(),
    queue: z.strictObject({ channel: waiting, installation: waiting }, GROUP).partial().nullish(),
    defaults: manners.nullish(),
    channels: z.record(z.string().regex(/^(?:[CDG][0-9A-Z]{2,}|\d{15,20})$/u), manners.nullable(), GROUP).nullish(),
  },
  GROUP,
)

/** Reads what `config/counterpoint.yaml` says. An empty text leaves everything as it is by default. */
export function readRules(text: string): ReadRules {
  if (text.length > LONGEST) {
    return refused(
      `1: The file has ${text.length} characters, and at most ${LONGEST} are read. Take out what is not needed.`,
    )
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true, prettyErrors: false })
  const broken = document.errors.map(error => {
    // The parser calls itself for each level.
    const what = /call stack/iu.test(error.message) ? 'It is nested too deeply' : error.message
    return `${lines.linePos(error.pos[0]).line}: ${what}. See https://yaml.org for how YAML is written.`
  })
  if (broken.length > 0) return refused(...[...new Set(broken)].slice(0, MOST_PROBLEMS))
  const content = contentOf(document)
  if (content === undefined) return refused('1: The file repeats parts of itself with * too often. Write them out.')
  const parsed = file.safeParse(content ?? {})
  if (!parsed.success) return { rules: HOUSE_RULES, problems: parsed.error.issues.flatMap(told(document, lines)) }
  const { settings = HOUSE_RULES.settings, defaults, channels, commands, digest, queue } = parsed.data
  const known = Object.entries(channels ?? {}).map(([id, own]) => [id, present(own ?? {})] as const)
  return {
    rules: {
      settings,
      commands: {
        story: commands?.story ?? HOUSE_RULES.commands.story,
        digest: commands?.digest ?? HOUSE_RULES.commands.digest,
      },
      digest: {
        ...(digest?.who === undefined ? {} : { who: digest.who }),
        late: digest?.late ?? HOUSE_RULES.digest.late,
      },
      queue: {
        channel: queue?.channel ?? HOUSE_RULES.queue.channel,
        installation: queue?.installation ?? HOUSE_RULES.queue.installation,
      },
      defaults: { ...HOUSE_RULES.defaults, ...present(defaults ?? {}) },
      channels: Object.fromEntries(known),
    },
    problems: [],
  }
}

function refused(...problems: readonly string[]): ReadRules {
  return { rules: HOUSE_RULES, problems }
}

/** Undefined where aliases of aliases would grow beyond all bounds. */
function contentOf(document: Document): unknown {
  try {
    return document.toJS() ?? null
  } catch {
    return undefined
  }
}

function present(some: z.infer<typeof manners>): Partial<Manners> {
  const { story, cooldown, repeat, 'discord-threads': threads = {} } = some
  const { 'slow-mode': slowMode, lock } = threads
  return {
    ...(story === undefined ? {} : { story }),
    ...(cooldown === undefined ? {} : { cooldown }),
    ...(repeat === undefined ? {} : { repeat }),
    ...(slowMode === undefined ? {} : { slowMode }),
    ...(lock === undefined ? {} : { lock }),
  }
}

function told(document: Document, lines: LineCounter) {
  return (issue: z.core.$ZodIssue): readonly string[] => {
    const path = issue.path.map(part => (typeof part === 'symbol' ? String(part) : part))
    const where = path.length === 0 ? 'The file' : path.join('.')
    if (issue.code === 'invalid_key') return [`${lineOf(document, lines, path)}: "${path.at(-1)}" ${CHANNEL}`]
    if (issue.code !== 'unrecognized_keys') {
      return [`${lineOf(document, lines, path)}: ${where} is not right. ${issue.message}`]
    }
    const names = namesAt(path)
    return issue.keys.map(
      key => `${lineOf(document, lines, [...path, key])}: "${key}" is not known here. There are ${names}.`,
    )
  }
}

function namesAt(path: readonly (string | number)[]): string {
  if (path.length === 0) return 'settings, commands, digest, queue, defaults and channels'
  if (path[0] === 'commands') return 'story and digest'
  if (path[0] === 'digest') return 'who and late'
  if (path[0] === 'queue') return 'channel and installation'
  return path.at(-1) === 'discord-threads' ? 'slow-mode and lock' : 'story, cooldown, repeat and discord-threads'
}

/** The line of the last name of the path that is there, from 1. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  const [name, above] = [path.at(-1), document.getIn(path.slice(0, -1), true)]
  const map = path.length === 1 ? document.contents : above
  const pair = isMap(map)
    ? map.items.find(item => String(isScalar(item.key) ? item.key.value : item.key) === String(name))
    : undefined
  const key = isNode(pair?.key) ? pair.key.range?.[0] : undefined
  return lines.linePos(key ?? 0).line
}
