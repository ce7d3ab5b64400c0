import { readSpans, type Span, textOf } from './markdown-span.ts'

/** What stands on lines of its own. */
export type Block =
  /** Lines as they were written, empty ones included. */
  | { readonly kind: 'lines'; readonly spans: readonly Span[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly spans: readonly Span[] }
  | { readonly kind: 'subtext'; readonly spans: readonly Span[] }
  | { readonly kind: 'code-block'; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | List

export interface List {
  readonly kind: 'list'
  /** The first number; undefined for bullets. Discord counts on from it, whatever is written. */
  readonly start?: number
  readonly items: readonly Item[]
}

export interface Item {
  readonly spans: readonly Span[]
  /** Lists that are indented under the item. */
  readonly inner: readonly List[]
}

interface Line {
  readonly indent: number
  readonly number?: number
  readonly text: string
}

const FENCE = /(?<!\\)```(?:[\w+.#-]+\n)?\n*([^\n][\s\S]*?)\n*```/
const HEADING = /^ *(#{1,3})\s+(?!#+\s)(.+?)#*\s*$/
const SUBTEXT = /^ *-#\s+(?=\S)(.+)$/
const BULLET = /^( *)[-*] +(?=\S)(.+)$/
const NUMBER = /^( *)(\d+)\. +(.+)$/

/**
 * Discord's markdown as a tree. What is no markdown in Discord's client is plain text here too.
 * https://support.discord.com/hc/en-us/articles/210298617
 */
export function readTree(source: string): readonly Block[] {
  const fence = FENCE.exec(source)
  if (!fence) return readLines(source)
  const before = source.slice(0, fence.index).replace(/\n$/, '')
  const after = source.slice(fence.index + fence[0].length).replace(/^\n/, '')
  const around = (text: string) => (text === '' ? [] : readTree(text))
  return [...around(before), { kind: 'code-block', text: fence[1] ?? '' }, ...around(after)]
}

function readLines(source: string): readonly Block[] {
  const lines = source.split('\n')
  const blocks: Block[] = []
  const plain: string[] = []
  const flush = () => {
    // Emphasis may run over several plain lines, so they are read together.
    if (plain.length > 0) blocks.push({ kind: 'lines', spans: readSpans(plain.splice(0).join('\n')) })
  }
  for (let at = 0; at < lines.length; ) {
    const found = readBlock(lines, at)
    if (found) {
      flush()
      blocks.push(found.block)
      at += found.lines
      continue
    }
    plain.push(lines[at] ?? '')
    at += 1
  }
  flush()
  return blocks
}

/** The block that begins at a line, and how many lines it takes; undefined for an ordinary line. */
function readBlock(lines: readonly string[], at: number): { block: Block; lines: number } | undefined {
  const line = lines[at] ?? ''
  if (line.startsWith('>>> ')) {
    const quoted = [line.slice(4), ...lines.slice(at + 1)]
    return { block: { kind: 'quote', blocks: readLines(quoted.join('\n')) }, lines: quoted.length }
  }
  if (line.startsWith('> ')) {
    const quoted = run(lines, at, one => (one.startsWith('> ') ? one.slice(2) : undefined))
    return { block: { kind: 'quote', blocks: readLines(quoted.join('\n')) }, lines: quoted.length }
  }
  const whole = wholeLine(line)
  if (whole) return { block: whole, lines: 1 }
  const first = listLine(line)
  if (!first) return undefined
  const listed = run(lines, at, listLine)
  const { list, taken } = readList(listed, 0, first.indent)
  return { block: list, lines: taken }
}

function run<Read>(
  lines: readonly string[],
  from: number,
  read: (line: string) => Read | undefined,
): readonly NonNullable<Read>[] {
  const found: NonNullable<Read>[] = []
  for (let at = from; at < lines.length; at += 1) {
    const one = read(lines[at] ?? '')
    if (one === undefined || one === null) break
    found.push(one)
  }
  return found
}

function wholeLine(line: string): Block | undefined {
  const heading = HEADING.exec(line)
  if (heading) {
    const level = heading[1]?.length === 1 ? 1 : heading[1]?.length === 2 ? 2 : 3
    return { kind: 'heading', level, spans: readSpans(heading[2] ?? '') }
  }
  const small = SUBTEXT.exec(line)
  return small ? { kind: 'subtext', spans: readSpans(small[1] ?? '') } : undefined
}

function listLine(line: string): Line | undefined {
  if (SUBTEXT.test(line)) return undefined
  const bullet = BULLET.exec(line)
  if (bullet) return { indent: bullet[1]?.length ?? 0, text: bullet[2] ?? '' }
  const numbered = NUMBER.exec(line)
  if (!numbered) return undefined
  return { indent: numbered[1]?.length ?? 0, number: Number(numbered[2]), text: numbered[3] ?? '' }
}

/** The list that begins at a line: it ends where bullets turn to numbers or the indentation falls back. */
function readList(lines: readonly Line[], from: number, indent: number): { list: List; taken: number } {
  const items: Item[] = []
  const start = lines[from]?.number
  let at = from
  for (let line = lines[at]; line && line.indent >= indent; line = lines[at]) {
    if ((line.number === undefined) !== (start === undefined)) break
    at += 1
    const inner: List[] = []
    for (let next = lines[at]; next && next.indent > line.indent; next = lines[at]) {
      const nested = readList(lines, at, next.indent)
      inner.push(nested.list)
      at += nested.taken
    }
    items.push({ spans: readSpans(line.text), inner })
  }
  return { list: { kind: 'list', ...(start !== undefined && { start }), items }, taken: at - from }
}

/** Everything that can be read in blocks, markup removed: for names and previews. */
export function textOfBlocks(blocks: readonly Block[]): string {
  return blocks.map(textOfBlock).join('\n')
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case 'lines':
    case 'heading':
    case 'subtext':
      return textOf(block.spans)
    case 'code-block':
      return block.text
    case 'quote':
      return textOfBlocks(block.blocks)
    case 'list':
      return textOfList(block)
  }
}

function textOfList(list: List): string {
  const { start } = list
  const items = list.items.map((item, index) => {
    const mark = start === undefined ? '• ' : `${start + index}. `
    return [`${mark}${textOf(item.spans)}`, ...item.inner.map(textOfList)].join('\n')
  })
  return items.join('\n')
}
