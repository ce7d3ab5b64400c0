import { distance } from '../core/library/distance.ts'
import { say } from '../core/words/words.ts'
import { MOST_STORIES, OLDEST_DAYS } from '../schedule/wish.ts'
import type { Subcommand, Word } from './command.ts'

const TIME: Word = { name: 'time', kind: 'time', summary: 'command.digest.time', typed: true, required: true }
const ZONE: Word = { name: 'timezone', kind: 'zone', summary: 'command.digest.timezone', typed: true, required: true }
const DAY: Word = { name: 'day', kind: 'day', summary: 'command.digest.day', typed: true, required: true }
const SPAN: Word = { name: 'span', kind: 'span', summary: 'command.digest.span', typed: true, required: true }
/** What can be said of any digest, also of one that comes at once, for which age does not count. */
const CONTENT: readonly Word[] = [
  { name: 'topics', kind: 'topics', summary: 'command.digest.topics', typed: true, required: false },
  {
    name: 'layout',
    kind: 'layout',
    summary: 'command.digest.layout',
    typed: true,
    required: false,
    choices: [
      { label: say('digest-form.compact'), value: 'compact' },
      { label: say('digest-form.full'), value: 'full' },
    ],
  },
  {
    name: 'stories',
    kind: 'number',
    summary: 'command.digest.stories',
    typed: true,
    required: false,
    range: { least: 1, most: MOST_STORIES },
  },
]
const WISH: readonly Word[] = [
  ...CONTENT,
  {
    name: 'oldest',
    kind: 'number',
    summary: 'command.digest.oldest',
    typed: true,
    required: false,
    range: { least: 1, most: OLDEST_DAYS },
  },
]

/** What is typed where there are no subcommands, and what buttons hold: a digest's id, and what is to be done. */
export const DIGEST_WORDS: readonly Word[] = [
  { name: 'say', kind: 'text', summary: 'command.digest.say', typed: true, required: false },
  { name: 'id', kind: 'part', summary: 'command.digest.say', typed: false, required: false },
  { name: 'part', kind: 'part', summary: 'command.digest.say', typed: false, required: false },
]

/** What people type for a subcommand besides its name. */
const ALSO: Readonly<Record<string, string>> = {
  new: 'set',
  add: 'set',
  form: 'set',
  create: 'set',
  start: 'set',
  schedule: 'set',
  subscribe: 'set',
  show: 'list',
  status: 'list',
  all: 'list',
  edit: 'list',
  change: 'list',
  settings: 'list',
  continue: 'resume',
  unpause: 'resume',
  cancel: 'stop',
  clear: 'stop',
  off: 'stop',
  unsubscribe: 'stop',
  delete: 'stop',
  end: 'stop',
  remove: 'stop',
  '?': 'help',
}

/** The subcommand that a word means; any other word as it is. */
export function doingOf(word: string): string {
  const small = word.toLowerCase()
  return Object.hasOwn(ALSO, small) ? (ALSO[small] ?? small) : small
}

const LONG_NAMES = ['preview', 'list', 'pause', 'resume', 'stop', 'help']

/** The subcommand that a word of at least four letters is a slip of the fingers away from. */
export function doingNear(word: string): string | undefined {
  if (word.length < 4) return undefined
  return LONG_NAMES.find(name => distance(word.toLowerCase(), name, 1) === 1)
}

export const DIGEST_SUBCOMMANDS: readonly Subcommand[] = [
  // Where there are subcommands the command cannot be used alone, so its form has a name.
  { name: 'set', summary: 'command.digest.set', words: [] },
  { name: 'daily', summary: 'command.digest.daily', words: [TIME, ZONE, ...WISH] },
  { name: 'weekdays', summary: 'command.digest.weekdays', words: [TIME, ZONE, ...WISH] },
  { name: 'weekly', summary: 'command.digest.weekly', words: [DAY, TIME, ZONE, ...WISH] },
  { name: 'now', summary: 'command.digest.now', words: CONTENT },
  { name: 'preview', summary: 'command.digest.preview', words: CONTENT },
  { name: 'list', summary: 'command.digest.list', words: [] },
  { name: 'pause', summary: 'command.digest.pause', words: [SPAN] },
  { name: 'resume', summary: 'command.digest.resume', words: [] },
  { name: 'stop', summary: 'command.digest.stop', words: [] },
  { name: 'help', summary: 'command.digest.help', words: [] },
]
