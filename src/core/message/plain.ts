import type { Source } from '../story/story.ts'
import { say } from '../words/words.ts'
import { cleanText } from './clean.ts'
import type { Block, Footnoted, Message, Thread } from './message.ts'
import { providedBy } from './thread.ts'

/**
 * The message as plain text: no markup, addresses written out, buttons in brackets. Control characters, which a terminal would
 * obey, are replaced.
 */
export function plainMessage(message: Message): string {
  return message.blocks.map(plainBlock).join('\n\n').split('\n').map(cleanText).join('\n')
}

/** The whole thread as plain text, replies indented by two spaces under their root; lines are broken at `width` columns, words never. */
export function plainThread(thread: Thread, width = Number.POSITIVE_INFINITY): string {
  const root = wrap(plainMessage(thread.root), width)
  const replies = thread.replies.map(reply => indent(wrap(plainMessage(reply.message), width - 2)))
  return [root, ...replies].join('\n\n')
}

/** One block of it. */
export function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text
    case 'date':
      return dateLine(block)
    case 'facts': {
      const head = say(block.continued ? 'root.facts-continued' : 'root.facts')
      return [head, ...block.facts.map(fact => `• ${plainText(fact)}`)].join('\n')
    }
    case 'updates':
      return [say('root.updates'), ...block.updates.map(update => `• ${update.lead}${plainText(update)}`)].join('\n')
    case 'sources': {
      const head = say(block.continued ? 'root.sources-continued' : 'root.sources')
      return [head, ...block.sources.map(sourceLine)].join('\n')
    }
    case 'side':
      return sideText(sideLabel(block.label, block.continued), block)
    case 'forecast':
      return sideText(sideLabel(say('forecast.label'), block.continued), block)
    case 'entry':
      return [
        sideLabel(block.title, block.continued),
        ...block.texts.map(text => `${text.lead ?? ''}${plainText(text)}`),
        ...(block.small === '' ? [] : [block.small]),
      ].join('\n')
    case 'note':
      return `${block.lead ?? ''}${block.text}`
    case 'aside':
      return block.text
    case 'link':
      return `${block.text} ${block.label}: ${block.url}`
    case 'timed':
      return block.parts.map(part => (typeof part === 'string' ? part : part.text)).join('')
    case 'list':
      return block.lines.map(line => `• ${line}`).join('\n')
    case 'actions':
      return block.actions.map(action => `[${action.label}]`).join(' ')
    case 'choice':
      return `[${block.label}…]`
  }
}

/** What stands over a side or an entry: its label as printed, and that it goes on. */
export function sideLabel(label: string, continued: boolean): string {
  return continued ? say('side.continued', { label }) : label
}

/** `Monday, 14 August 2023 · 3 years ago · Asked by ana` */
export function dateLine(block: { readonly day: string; readonly age?: string; readonly asked?: string }): string {
  return [block.day, block.age, block.asked].filter(part => part !== undefined).join(' · ')
}

function sideText(
  label: string,
  side: { readonly providers: readonly { readonly name: string }[]; readonly paragraphs: readonly Footnoted[] },
): string {
  const provided = providedBy(side.providers.map(provider => provider.name))
  return [label, provided, '', side.paragraphs.map(plainText).join('\n\n')].join('\n')
}

function sourceLine(source: Source): string {
  const name = source.title === undefined ? source.outlet : `${source.outlet}: ${source.title}`
  return source.url === undefined ? `${source.n}. ${name}` : `${source.n}. ${name} ${source.url}`
}

function plainText(item: Footnoted): string {
  const notes = item.notes.map(note => `[${note.n}]`).join('')
  return [item.text, notes, item.missing].filter(part => part !== undefined && part !== '').join(' ')
}

function indent(text: string): string {
  // Not `^` of a pattern: that also begins a line behind the separators that a text may hold.
  return text
    .split('\n')
    .map(line => (line === '' ? line : `  ${line}`))
    .join('\n')
}

/** What goes on in the next line stands under the text of its bullet or number. */
function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map(line => wrapLine(line, width))
    .join('\n')
}

function wrapLine(line: string, width: number): string {
  if (line.length <= width) return line
  const hang = ' '.repeat(/^(?:• |\d{1,3}\. )?/u.exec(line)?.[0].length ?? 0)
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current.trim() !== '' && current.length + word.length > width) {
      lines.push(current.trimEnd())
      current = hang
    }
    current += `${word} `
  }
  return [...lines, current.trimEnd()].join('\n')
}
