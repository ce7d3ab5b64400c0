// What a paragraph, title or name of the document form is written in: text, `\` before a sign, a few entities, `[^n]`.
const SPECIAL = /\\([!-/:-@[-`{-~])|&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|nbsp|shy);| ?\[\^([^\]\s]{0,20})\]/g
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', shy: '\u00ad' }

export interface Inline {
  readonly text: string
  /** The numbers of footnote marks inside the text, taken out of it. */
  readonly marks: readonly number[]
  /** Marks that are no number (`[^a]`), taken out as well. */
  readonly strange: readonly string[]
}

/** Takes escapes, entities and footnote marks out of a raw text. */
export function readInline(raw: string): Inline {
  const marks: number[] = []
  const strange: string[] = []
  const text = raw.replace(SPECIAL, (whole: string, escaped?: string, entity?: string, mark?: string) => {
    if (escaped !== undefined) return escaped
    if (entity !== undefined) return characterOf(entity)
    if (mark !== undefined && /^\d{1,4}$/.test(mark)) marks.push(Number(mark))
    else strange.push(whole.trim())
    return ''
  })
  return { text, marks, strange }
}

/** Splits `text.[^1][^3]` into the raw text and the numbers of the marks at its end. */
export function takeMarks(raw: string): { raw: string; cites: number[] } {
  const cites: number[] = []
  let rest = raw.trimEnd()
  while (rest.endsWith(']')) {
    const open = rest.lastIndexOf('[^')
    const number = rest.slice(open + 2, -1)
    if (open === -1 || !/^\d{1,4}$/.test(number) || isEscaped(rest, open)) break
    cites.push(Number(number))
    rest = rest.slice(0, open).trimEnd()
  }
  return { raw: rest, cites: cites.reverse() }
}

export function isEscaped(text: string, at: number): boolean {
  let from = at
  while (from > 0 && text.charAt(from - 1) === '\\') from -= 1
  return (at - from) % 2 === 1
}

// Signs that the reader would take for something else: anywhere, inside brackets, inside braces or parentheses.
const ANYWHERE = /\\|&(?=#|amp;|lt;|gt;|quot;|nbsp;|shy;)|\[(?=\^)/g
const IN_BRACKETS = /\\|&(?=#|amp;|lt;|gt;|quot;|nbsp;|shy;)|[[\]]/g
const IN_BRACES = /\\|&(?=#|amp;|lt;|gt;|quot;|nbsp;|shy;)|\[(?=\^)|[{}]/g
const IN_PARENTHESES = /\\|&(?=#|amp;|lt;|gt;|quot;|nbsp;|shy;)|\[(?=\^)|[()]/g

/** A text as raw lines of a document; line breaks become a backslash at the end of a line. */
export function writeText(text: string): string {
  const raw = escaped(text, ANYWHERE).replace(/\n/g, (_, at: number, whole: string) => {
    const between = /\S/.test(whole.charAt(at - 1)) && /\S/.test(whole.charAt(at + 1))
    return between ? '\\\n' : '&#10;'
  })
  return raw.split('\n').map(writeStart).join('\n')
}

/** A title or label as raw text on one line. */
export function writeLine(text: string): string {
  return writeStart(escaped(text, ANYWHERE).replaceAll('\n', '&#10;'))
}

/** `[Name](https://…)`, the address optional. */
export function writeBracketed(name: string, url: string | undefined): string {
  const address = url === undefined ? '' : `(${escaped(url, IN_PARENTHESES)})`
  return `[${escaped(name, IN_BRACKETS).replaceAll('\n', '&#10;')}]${address}`
}

/** ` {LR: 3 CP: 5}`, or nothing. */
export function writeRating(rating: string | undefined): string {
  return rating === undefined ? '' : ` {${escaped(rating, IN_BRACES).replaceAll('\n', '&#10;')}}`
}

function escaped(text: string, signs: RegExp): string {
  return text
    .replace(signs, '\\$&')
    .replace(/[\u00a0\u00ad\u2007\u202f]/g, entityOf)
    .replace(/^[^\S\n]|(?<!\s)[^\S\n]$/g, entityOf)
}

/** What would begin something else than a text at the start of a line. */
function writeStart(line: string): string {
  return line
    .replace(/^[#\-*+>|~`<!]/, '\\$&')
    .replace(/^(?:[•·‣◦▪▫●○■□◆◇➢➤❖✓✔∙⁃・･\uf076\uf0a7\uf0b7\uf0d8\uf0fc–]|o(?=\t))/u, entityOf)
    .replace(/^(provided by|sources?\s?):/i, '$1\\:')
}

function entityOf(character: string): string {
  if (character === '\u00a0') return '&nbsp;'
  if (character === '\u00ad') return '&shy;'
  return `&#${character.codePointAt(0) ?? 0xfffd};`
}

function characterOf(entity: string): string {
  const named = NAMED[entity]
  if (named !== undefined) return named
  const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1))
  if (code === 10 || code === 9) return String.fromCodePoint(code)
  const character = code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  return /[\p{Cc}\p{Cs}]/u.test(character) ? '\ufffd' : character
}
