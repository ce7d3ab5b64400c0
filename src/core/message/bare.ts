import type { Block, Footnoted } from './message.ts'

/** The same with footnotes that are numbers only, where each address stands with its source elsewhere. */
export function withoutAddresses(block: Block): Block {
  switch (block.kind) {
    case 'facts':
      return { ...block, facts: block.facts.map(bare) }
    case 'updates':
      return { ...block, updates: block.updates.map(bare) }
    case 'side':
    case 'forecast':
      return { ...block, paragraphs: block.paragraphs.map(bare) }
    case 'entry':
      return { ...block, texts: block.texts.map(bare) }
    case 'heading':
    case 'date':
    case 'sources':
    case 'note':
    case 'aside':
    case 'link':
    case 'timed':
    case 'list':
    case 'actions':
    case 'choice':
      return block
  }
}

function bare<Item extends Footnoted>(item: Item): Item {
  return { ...item, notes: item.notes.map(({ n }) => ({ n })) }
}
