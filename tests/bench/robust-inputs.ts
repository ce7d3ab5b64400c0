// Inputs that nobody wrote: random bytes, hostile pieces, and stories that something went through. The same seed and number
// give the same bytes on every machine.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Numbers from 0 to below `below`. */
export type Dice = (below: number) => number

/** https://gist.github.com/tommyettinger/46a874533244883189143505d203312c (mulberry32, public domain) */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * below)
  }
}

/** Bytes that an input has at most; what is larger is measured apart. */
const LONGEST = 60_000

export const PIECES: readonly string[] = [
  ['# T\n', '## Facts\n', '## Narratives\n', '### Left narrative\n', '## Sources\n', '## Updates\n', '## Forecast\n'],
  [
    '## What\n',
    '---\n',
    'Facts\n',
    'The Facts\n',
    'The Spin\n',
    'NARRATIVES\n',
    'Metaculus Prediction\n',
    'T\nFacts\n- a.1\n',
  ],
  [
    'Sources: ',
    '1A, 2B.',
    'Sources: 1A.\n',
    'Provided by: ',
    ', as provided by ',
    'id: x\n',
    'topics: [a, b]\n',
    '- a.1\n',
  ],
  [
    '- ',
    '• ',
    '* ',
    '– ',
    '1. ',
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    ' ',
    '  ',
    '\t',
    '\v',
    '\f',
    '\0',
    '\x1b[31m',
    '\x7f',
    '\x85',
  ],
  [
    '\ufeff',
    '\u00a0',
    '\u00ad',
    '\u2028',
    '\u2029',
    '\u202e',
    '\u200b',
    '\u200d',
    '\ufffd',
    '\ufffe',
    '🙂',
    '👩‍👩‍👧‍👦',
    '🇰🇵',
    'e\u0301',
  ],
  [
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '<',
    '>',
    '[[',
    '](',
    '[^1]',
    '[^1] ',
    '[^99999]',
    '[^a]',
    '[^1]: ',
    '[^1]: [A](https://b.c) D\n',
  ],
  [
    '[A](https://b.c)',
    '[A](javascript:alert(1))',
    '[A](http://)',
    '[A] ',
    '\\',
    '\\\n',
    '\\\\',
    '&',
    '&#0;',
    '&#10;',
    '&#x110000;',
  ],
  [
    '&nbsp;',
    '&amp;',
    '<b>',
    '<!--',
    '<!channel>',
    '@everyone',
    '```',
    '`',
    '~~',
    '||',
    '**',
    '__',
    '|',
    '> ',
    '#',
    '##',
    '%s',
    '{x}',
  ],
  [
    '.1',
    '.1 ',
    '.12',
    '."3',
    '%.3',
    ').2',
    '¹²',
    '2023.4',
    'No. 4.5 ',
    '[1]',
    '[1][2]',
    '[1, 2]',
    '1,',
    ', 1',
    ' (LR: 3 CP: 5)',
    '.1 A',
  ],
  [
    'U.S. ',
    'St. ',
    'Ltd.',
    ' and ',
    'DW. ',
    'Pres. ',
    'A word',
    'Word ',
    'word ',
    'A sentence. ',
    'LEFT: ',
    'Pro-X narrative: ',
  ],
  [
    '- Left narrative, as provided by DW. A.\n',
    'Republican narrative\n',
    'Narrative A: ',
    'Pro-',
    'Anti-',
    '“',
    '”',
    '"',
    "'",
    '…',
    '—',
  ],
  [
    'Show more',
    'Sign up to our daily newsletter\n',
    'See sources\n',
    'LEFT\nRIGHT\n',
    'Political split\n',
    '[...]',
    'Photo: ',
    '£1B',
  ],
  [
    '2023-01-01 added: x',
    '- 2023-01-01 added: x\n',
    '2023-02-30',
    'Mon, Jan 2, 2023\n',
    '٣',
    '१',
    'é',
    'ß',
    'İ',
    'ﬁ',
    '東',
    '。',
    'ا',
    'Я',
    'ไ',
  ],
  [
    '&a ',
    '*a ',
    '!!x ',
    '? ',
    ': ',
    '- - ',
    '|\n ',
    '>-\n ',
    '%YAML 1.2\n',
    'image:\n  url: http://a\n',
    '<<: *a\n',
    '__proto__: 1\n',
    'constructor: x\n',
  ],
].flat()

const SCRIPTS = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x370, 0x52f],
  [0x590, 0x6ff],
  [0x900, 0xeff],
  [0x1100, 0x11ff],
  [0x1e00, 0x22ff],
  [0x3040, 0x30ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xd800, 0xdfff],
  [0xe000, 0xf8ff],
  [0x10000, 0x1ffff],
  [0xe0000, 0xe01ff],
] as const

/** The stories that inputs are made from: all seeds and all specimens of the reader's tests. */
export function specimens(): readonly Buffer[] {
  const root = join(import.meta.dirname, '..', '..')
  return ['seeds', 'tests/core/reading'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.(?:md|txt)$/u.test(name))
      .sort()
      .map(name => readFileSync(join(root, folder, name))),
  )
}

/** The bytes of input `n`. */
export function inputOf(seed: number, n: number, from: readonly Buffer[]): Buffer {
  const roll = dice(Math.imul(seed, 0x9e3779b1) + n)
  return start(roll, from).subarray(0, LONGEST)
}

function start(roll: Dice, from: readonly Buffer[]): Buffer {
  switch (roll(10)) {
    case 0:
      return randomBytes(roll)
    case 1:
      return Buffer.from(randomLetters(roll, roll(600)))
    case 2:
    case 3:
      return Buffer.from(Array.from({ length: roll(80) }, () => pick(roll, PIECES)).join(''))
    default: {
      let bytes = pick(roll, from)
      for (let left = 1 + roll(6); left > 0; left--) bytes = pick(roll, CHANGES)(bytes, roll, from)
      return bytes
    }
  }
}

type Change = (bytes: Buffer, roll: Dice, from: readonly Buffer[]) => Buffer

const CHANGES: readonly Change[] = [
  flipped,
  (bytes, roll) => replaced(bytes, roll, Buffer.alloc(0)),
  (bytes, roll) => inserted(bytes, roll, part(bytes, roll)),
  (bytes, roll, from) => inserted(bytes, roll, part(pick(roll, from), roll)),
  (bytes, roll, from) => replaced(bytes, roll, part(pick(roll, from), roll)),
  (bytes, roll) => inserted(bytes, roll, Buffer.from(pick(roll, PIECES))),
  (bytes, roll) => inserted(bytes, roll, Buffer.from(pick(roll, PIECES))),
  (bytes, roll) => inserted(bytes, roll, Buffer.from(pick(roll, PIECES).repeat(1 + roll(10 ** roll(4))))),
  (bytes, roll) => inserted(bytes, roll, Buffer.from(randomLetters(roll, roll(60)))),
  (bytes, roll) => bytes.subarray(0, roll(bytes.length + 1)),
  (bytes, roll) => bytes.subarray(roll(bytes.length + 1)),
  (bytes, roll) =>
    onText(bytes, text => text.replaceAll('\n', pick(roll, ['\r\n', '\r', '\n\n', '\n  ', ' ', '\u2028']))),
  (bytes, roll) => onText(bytes, text => shuffled(text.split('\n'), roll).join('\n')),
  (bytes, roll) =>
    onText(bytes, text =>
      text.replaceAll(pick(roll, ['. ', '- ', '\n\n', '#', '[', ' ', 'a', ':']), pick(roll, PIECES)),
    ),
  bytes => onText(bytes, text => text.toUpperCase()),
  bytes => onText(bytes, text => text.normalize('NFD')),
  bytes => onText(bytes, text => `\ufeff${text}`),
  bytes => Buffer.from(bytes.toString('utf8'), 'utf16le'),
  bytes => Buffer.from(bytes.toString('utf8'), 'latin1'),
]

function flipped(bytes: Buffer, roll: Dice): Buffer {
  const changed = Buffer.from(bytes)
  for (let left = 1 + roll(4); left > 0 && changed.length > 0; left--) {
    const at = roll(changed.length)
    changed[at] = (changed[at] ?? 0) ^ (1 << roll(8))
  }
  return changed
}

function inserted(bytes: Buffer, roll: Dice, middle: Buffer): Buffer {
  const at = roll(bytes.length + 1)
  return Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(at)])
}

function replaced(bytes: Buffer, roll: Dice, middle: Buffer): Buffer {
  const at = roll(bytes.length + 1)
  return Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(at + roll(200))])
}

function part(bytes: Buffer, roll: Dice): Buffer {
  const at = roll(bytes.length + 1)
  return bytes.subarray(at, at + roll(1_000))
}

function onText(bytes: Buffer, change: (text: string) => string): Buffer {
  return Buffer.from(change(bytes.subarray(0, LONGEST).toString('utf8')).slice(0, LONGEST))
}

function randomBytes(roll: Dice): Buffer {
  return Buffer.from(Array.from({ length: roll(1_500) }, () => roll(256)))
}

function randomLetters(roll: Dice, length: number): string {
  const [first, last] = pick(roll, SCRIPTS)
  return Array.from({ length }, () => String.fromCodePoint(first + roll(last - first + 1))).join('')
}

function shuffled(lines: readonly string[], roll: Dice): readonly string[] {
  return lines
    .map(line => ({ line, at: roll(1_000_000) }))
    .sort((one, other) => one.at - other.at)
    .map(({ line }) => line)
}

function pick<T>(roll: Dice, from: readonly T[]): T {
  const found = from[roll(from.length)]
  if (found === undefined) throw new Error('There is nothing to choose from.')
  return found
}
