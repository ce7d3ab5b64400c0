import { isEscaped } from './inline.ts'
import type { Line } from './lines.ts'

/** A bullet, or a run of lines without a blank line between them. */
export interface Block {
  /** Of its first line, counted from 1. */
  readonly line: number
  readonly kind: 'bullet' | 'paragraph' | 'foreign'
  readonly lines: readonly Line[]
  /** Without the bullet; lines joined by a space, or by a line break where a line ends in a backslash. */
  readonly raw: string
}

// Word copies its second level as `o` before a tab, and its signs from a font of its own (U+F0xx).
const BULLET = /^(?:[-*+–]\s|o\t|[•·‣◦▪▫●○■□◆◇➢➤❖✓✔∙⁃・･\uf076\uf0a7\uf0b7\uf0d8\uf0fc])\s*/u
const RULE = /^(?:-{3,}|\*{3,}|_{3,})$/
// What a document has no place for: quotes, tables, code, images, HTML, and sources as they are printed.
const FOREIGN = /^(?:>|\||```|~~~|!\[|<[a-z!/]|sources?\s?:\s*\[?1)/i
const OWN_LINE = /^provided by:/i

/** The bullet at the start of a trimmed line, with the space behind it; empty when there is none. */
export function bulletOf(text: string): string {
  return BULLET.exec(text)?.[0] ?? (/^[-*+]$/.test(text) ? text : '')
}

/** Groups the lines of a section into bullets and paragraphs; rules (`---`) and blank lines end a block. */
export function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: { kind: Block['kind']; lines: Line[] }[] = []
  let runsOn = false
  for (const { line, text: given } of lines) {
    const text = given.trim()
    if (text === '' || RULE.test(text)) {
      runsOn = false
      continue
    }
    const kind = FOREIGN.test(text) ? 'foreign' : bulletOf(text) === '' ? 'paragraph' : 'bullet'
    const last = blocks.at(-1)
    if (runsOn && kind === 'paragraph' && !isAlone(text) && last !== undefined) last.lines.push({ line, text })
    else blocks.push({ kind, lines: [{ line, text }] })
    runsOn = kind !== 'foreign' && !isAlone(text)
  }
  return blocks.map(blockOf).filter(block => block.raw !== '')
}

function blockOf({ kind, lines }: { kind: Block['kind']; lines: readonly Line[] }): Block {
  const parts = lines.map(({ text }) => text)
  const first = parts[0] ?? ''
  if (kind === 'bullet') parts[0] = first.slice(bulletOf(first).length)
  return { line: lines[0]?.line ?? 1, kind, lines, raw: joined(parts) }
}

/** Lines that never run on into the next: a list of providers, a source. */
function isAlone(text: string): boolean {
  return OWN_LINE.test(text) || /^\[\^[^\]]{0,20}\]:/.test(text)
}

function joined(parts: readonly string[]): string {
  const pieces = parts.map((part, index) => {
    if (index === parts.length - 1) return part
    const breaks = part.endsWith('\\') && !isEscaped(part, part.length - 1)
    return breaks ? `${part.slice(0, -1)}\n` : `${part} `
  })
  return pieces.join('')
}
