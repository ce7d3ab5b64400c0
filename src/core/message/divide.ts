import type { Block, FactsBlock, Footnoted, ForecastBlock, SideBlock, SourcesBlock, UpdatesBlock } from './message.ts'
import { splitText } from './split.ts'

/** A block in two: `head` is absent when nothing of it fits. */
export interface Divided {
  readonly head?: Block
  readonly rest: Block
}

/** Divides a block so that `fits(head)` holds and nothing is lost; facts, sources and paragraphs stay whole while any of them fits. */
export function divide(block: Block, fits: (head: Block) => boolean): Divided {
  switch (block.kind) {
    case 'facts':
      return divideFacts(block, fits)
    case 'updates':
      return divideUpdates(block, fits)
    case 'sources':
      return divideSources(block, fits)
    case 'side':
      return divideParagraphs(block, fits)
    case 'forecast':
      return divideParagraphs(block, fits)
    case 'list':
      return (
        divideItems(
          block.lines,
          lines => ({ ...block, lines }),
          fits,
          () => undefined,
        ) ?? { rest: block }
      )
    case 'heading':
    case 'date':
    case 'note':
    case 'aside':
    case 'actions':
    case 'choice':
      return { rest: block }
  }
}

function divideFacts(block: FactsBlock, fits: (head: Block) => boolean): Divided {
  const make = (facts: readonly Footnoted[], continued = block.continued): FactsBlock => ({
    ...block,
    facts,
    continued,
  })
  const cut = divideItems(block.facts, make, fits, splitFootnoted)
  return cut ?? { rest: block }
}

function divideUpdates(block: UpdatesBlock, fits: (head: Block) => boolean): Divided {
  const make = (updates: UpdatesBlock['updates']): UpdatesBlock => ({ ...block, updates })
  const cut = divideItems(block.updates, make, fits, (update, fitsPart) => {
    const parts = splitFootnoted(update, part => fitsPart({ ...part, lead: update.lead }))
    return parts === undefined
      ? undefined
      : { head: { ...parts.head, lead: update.lead }, rest: { ...parts.rest, lead: update.lead } }
  })
  return cut ?? { rest: block }
}

function divideSources(block: SourcesBlock, fits: (head: Block) => boolean): Divided {
  const make = (sources: SourcesBlock['sources'], continued = block.continued): SourcesBlock => ({
    ...block,
    sources,
    continued,
  })
  const cut = divideItems(block.sources, make, fits, (source, fitsPart) => {
    // A title beyond all measure goes on as a second line of the same number.
    const parts = splitText(source.title ?? '', head => fitsPart({ ...source, title: head }))
    if (parts === undefined) return undefined
    return { head: { ...source, title: parts.head }, rest: { n: source.n, outlet: source.outlet, title: parts.rest } }
  })
  return cut ?? { rest: block }
}

function divideParagraphs(block: SideBlock | ForecastBlock, fits: (head: Block) => boolean): Divided {
  const make = (paragraphs: readonly Footnoted[], continued = block.continued): Block => ({
    ...block,
    paragraphs,
    continued,
  })
  const cut = divideItems(block.paragraphs, make, fits, splitFootnoted, true)
  return cut ?? { rest: block }
}

/**
 * As many whole items as fit; where not even one does, or `fill` asks to use the room that is left, as much of the next as `split` makes fit.
 */
function divideItems<Item>(
  items: readonly Item[],
  make: (items: readonly Item[], continued?: boolean) => Block,
  fits: (head: Block) => boolean,
  split: (item: Item, fits: (head: Item) => boolean) => { readonly head: Item; readonly rest: Item } | undefined,
  fill = false,
): Divided | undefined {
  let whole = 0
  while (whole < items.length && fits(make(items.slice(0, whole + 1)))) whole += 1
  const kept = items.slice(0, whole)
  const next = items[whole]
  const parts =
    next !== undefined && (whole === 0 || fill) ? split(next, head => fits(make([...kept, head]))) : undefined
  if (parts !== undefined) {
    return { head: make([...kept, parts.head]), rest: make([parts.rest, ...items.slice(whole + 1)], true) }
  }
  if (whole === 0) return undefined
  return { head: make(kept), rest: make(items.slice(whole), true) }
}

/** The footnotes stay with the end of the text, where they were printed. */
function splitFootnoted(
  item: Footnoted,
  fits: (head: Footnoted) => boolean,
): { readonly head: Footnoted; readonly rest: Footnoted } | undefined {
  const parts = splitText(item.text, head => fits({ text: head, notes: [] }))
  if (parts === undefined) return undefined
  return { head: { text: parts.head, notes: [] }, rest: { ...item, text: parts.rest } }
}
