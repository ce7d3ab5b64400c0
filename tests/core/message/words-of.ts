import { cleanText } from '../../../src/core/message/clean.ts'
import type { Block, Footnoted, Message, Thread } from '../../../src/core/message/message.ts'
import type { Outlet } from '../../../src/core/story/story.ts'
import type { Chat } from './chat.ts'

/** What is left when white space and marks of direction, which a renderer may set anew, are taken away. */
export function squash(text: string): string {
  // Discord's wide bracket stands for one that nothing opened.
  return cleanText(text)
    .replaceAll('\uff3d', ']')
    .replace(/[\s\u2028\u2029\u00a0\u202a-\u202e\u2060\u2066-\u2069]+/gu, '')
}

/** Every word that a reader must see of a message, in order; buttons are not words. */
export function wordsOf(message: Message, chat: Chat): string {
  return squash(message.blocks.map(block => blockWords(block, chat)).join(''))
}

function blockWords(block: Block, chat: Chat): string {
  const { bullet } = chat
  switch (block.kind) {
    case 'heading':
    case 'aside':
      return block.text
    case 'note':
      return (block.lead ?? '') + block.text
    case 'entry':
      return [
        block.title,
        block.continued ? ', continued' : '',
        ...block.texts.map(text => (text.lead ?? '') + itemWords(text)),
        block.small,
      ].join('')
    case 'link':
      return `${block.text} ${block.label}`
    case 'timed':
      return block.parts.map(part => (typeof part === 'string' ? part : part.text)).join('')
    case 'date':
      // Slack shows the asker as an element of its own.
      return [
        [block.day, chat.age(block)].filter(part => part !== undefined).join('·'),
        chat.name === 'discord' && block.asked !== undefined ? '·' : '',
        block.asked ?? '',
      ].join('')
    case 'facts':
      return [
        block.continued ? 'Facts, continued' : 'Facts',
        ...block.facts.map(item => bullet + itemWords(item)),
      ].join('')
    case 'updates':
      return ['Updates', ...block.updates.map(item => bullet + item.lead + itemWords(item))].join('')
    case 'sources': {
      const head = block.continued ? 'Sources, continued' : 'Sources'
      const lines = block.sources.map(({ n, outlet, title }) =>
        [`${n}.`, outlet, title === undefined ? '' : `:${title}`].join(''),
      )
      return [head, ...lines].join('')
    }
    case 'side':
      return sideWords(block.label, block)
    case 'forecast':
      return sideWords('Forecast', block)
    case 'list':
      return block.lines.map(line => bullet + line).join('')
    case 'actions':
    case 'choice':
      return ''
  }
}

function sideWords(
  label: string,
  side: {
    readonly continued: boolean
    readonly providers: readonly Outlet[]
    readonly paragraphs: readonly Footnoted[]
  },
): string {
  const names = new Intl.ListFormat('en').format(side.providers.map(provider => provider.name))
  const provided = side.providers.length === 0 ? 'outlet not named' : `as provided by ${names}`
  return [label, side.continued ? ', continued' : '', provided, ...side.paragraphs.map(itemWords)].join('')
}

function itemWords(item: Footnoted): string {
  return [item.text, ...item.notes.map(note => `[${note.n}]`), item.missing ?? ''].join('')
}

/** A thread's own text under the name of each section, pieces of the same text joined: what must survive fitting. */
export function contentOf(thread: Thread): Readonly<Record<string, string>> {
  const sections = new Map<string, string>()
  const blocks = [
    ...thread.root.blocks.map(block => ['root', block] as const),
    ...thread.replies.flatMap(({ part, message }) =>
      message.blocks.map(block => [part.split('.')[0] ?? '', block] as const),
    ),
  ]
  for (const [part, block] of blocks) {
    const name = block.kind === 'side' || block.kind === 'forecast' ? part : block.kind
    for (const [key, words] of Object.entries(pieces(block))) {
      const before = sections.get(`${name} ${key}`) ?? ''
      const [again = ''] = key === 'numbers' ? squash(words).split(';') : []
      const repeats = again !== '' && before.endsWith(`${again};`)
      sections.set(`${name} ${key}`, before + squash(words).slice(repeats ? again.length + 1 : 0))
    }
  }
  return Object.fromEntries([...sections].filter(([name]) => !name.startsWith('aside')))
}

function pieces(block: Block): Readonly<Record<string, string>> {
  switch (block.kind) {
    case 'heading':
    case 'note':
      return { text: block.text }
    case 'date':
      return { text: [block.day, block.age, block.asked].join('') }
    case 'facts':
      return { text: block.facts.map(itemWords).join('') }
    case 'updates':
      return { text: block.updates.map(itemWords).join('') }
    case 'entry':
      return {
        // Where an entry goes on, its title stands again.
        title: block.continued ? '' : block.title,
        text: block.texts.map(itemWords).join(''),
        small: block.small,
      }
    case 'sources':
      return {
        titles: block.sources.map(source => source.title ?? '').join(''),
        // A title that goes on in the next message has its number there again.
        numbers: [...new Set(block.sources.map(source => `${source.n} ${source.outlet};`))].join(''),
        addresses: block.sources.map(source => source.url ?? '').join(' '),
      }
    case 'side':
    case 'forecast':
      return { text: block.paragraphs.map(itemWords).join('') }
    case 'timed':
      return { text: block.parts.filter(part => typeof part === 'string').join('') }
    case 'list':
      return { text: block.lines.join('') }
    case 'link':
      return { text: block.text }
    case 'aside':
    case 'actions':
    case 'choice':
      return {}
  }
}
