import type {
  Block,
  EntryBlock,
  FactsBlock,
  Footnoted,
  ForecastBlock,
  SideBlock,
  SourcesBlock,
  UpdatesBlock,
} from './message.ts'
import type { Cut } from './split.ts'
import { splitText } from './split.ts'

/** A block in two: `head` is absent when nothing of it fits. */
export interface Divided {
  readonly head?: Block
  readonly rest: Block
}

/**
 * Divides a block so that `fits(head)` holds and nothing is lost. Facts, updates and sources stay whole while any of them fits,
 * texts are cut between sentences while any sentence fits. `begun`: the message holds something already, so that nothing has
 * to be cut for want of room.
 */
export function divide(block: Block, fits: (head: Block) => boolean, begun: boolean): Divided {
  switch (block.kind) {
    case 'facts':
      return divideFacts(block, fits, begun)
    case 'updates':
      return divideUpdates(block, fits, begun)
    case 'sources':
      return divideSources(block, fits, begun)
    case 'side':
      return divideParagraphs(block, fits, begun)
    case 'forecast':
      return divideParagraphs(block, fits, begun)
    case 'list':
      return divideItems(block.lines, lines => ({ ...block, lines }), fits, splitText, { begun }) ?? { rest: block }
    case 'entry':
      return divideEntry(block, fits, begun)
    case 'heading':
    case 'note':
      return divideText(block, fits, begun)
    case 'date':
    case 'aside':
    case 'link':
    case 'timed':
    case 'actions':
    case 'choice':
      return { rest: block }
  }
}

function divideText(
  block: Block & { kind: 'heading' | 'note' },
  fits: (head: Block) => boolean,
  begun: boolean,
): Divided {
  const parts = splitText(block.text, text => fits({ ...block, text }), begun ? 'between-sentences' : 'anywhere')
  if (parts === undefined) return { rest: block }
  return { head: { ...block, text: parts.head }, rest: { kind: block.kind, text: parts.rest } }
}

/** An entry goes on in the next message as a whole; only where it has one to itself, its texts are divided. */
function divideEntry(block: EntryBlock, fits: (head: Block) => boolean, begun: boolean): Divided {
  if (begun) return { rest: block }
  const make = (texts: EntryBlock['texts'], continued?: boolean): EntryBlock =>
    continued === true ? { ...block, texts, continued } : { ...block, texts, small: '' }
  return divideItems(block.texts, make, fits, splitLed, { begun }) ?? { rest: block }
}

function divideFacts(block: FactsBlock, fits: (head: Block) => boolean, begun: boolean): Divided {
  const make = (facts: readonly Footnoted[], continued = block.continued): FactsBlock => ({
    ...block,
    facts,
    continued,
  })
  const cut = divideItems(block.facts, make, fits, splitFootnoted, { begun })
  return cut ?? { rest: block }
}

function divideUpdates(block: UpdatesBlock, fits: (head: Block) => boolean, begun: boolean): Divided {
  const make = (updates: UpdatesBlock['updates']): UpdatesBlock => ({ ...block, updates })
  const cut = divideItems(
    block.updates,
    make,
    fits,
    (update, fitsPart, cut) => {
      const parts = splitFootnoted(update, part => fitsPart({ ...part, lead: update.lead }), cut)
      return parts === undefined
        ? undefined
        : { head: { ...parts.head, lead: update.lead }, rest: { ...parts.rest, lead: update.lead } }
    },
    { begun },
  )
  return cut ?? { rest: block }
}

function divideSources(block: SourcesBlock, fits: (head: Block) => boolean, begun: boolean): Divided {
  const make = (sources: SourcesBlock['sources'], continued = block.continued): SourcesBlock => ({
    ...block,
    sources,
    continued,
  })
  const cut = divideItems(
    block.sources,
    make,
    fits,
    (source, fitsPart, cut) => {
      // A title beyond all measure goes on as a second line of the same number.
      const parts = splitText(source.title ?? '', head => fitsPart({ ...source, title: head }), cut)
      if (parts === undefined) return undefined
      return { head: { ...source, title: parts.head }, rest: { n: source.n, outlet: source.outlet, title: parts.rest } }
    },
    { begun },
  )
  return cut ?? { rest: block }
}

function divideParagraphs(block: SideBlock | ForecastBlock, fits: (head: Block) => boolean, begun: boolean): Divided {
  const make = (paragraphs: readonly Footnoted[], continued = block.continued): Block => ({
    ...block,
    paragraphs,
    continued,
  })
  const cut = divideItems(block.paragraphs, make, fits, splitFootnoted, { begun, fill: true })
  return cut ?? { rest: block }
}

type Split<Item> = (
  item: Item,
  fits: (head: Item) => boolean,
  cut: Cut,
) => { readonly head: Item; readonly rest: Item } | undefined

/**
 * As many whole items as fit. Where not even one does, and nothing stands above it, as much of it as `split` makes fit;
 * with `fill`, whole sentences of the next one use the room that is left.
 */
function divideItems<Item>(
  items: readonly Item[],
  make: (items: readonly Item[], continued?: boolean) => Block,
  fits: (head: Block) => boolean,
  split: Split<Item>,
  how: { readonly begun: boolean; readonly fill?: boolean },
): Divided | undefined {
  let whole = 0
  while (whole < items.length && fits(make(items.slice(0, whole + 1)))) whole += 1
  const kept = items.slice(0, whole)
  const next = items[whole]
  const begun = how.begun || whole > 0
  const cut: Cut = begun ? 'between-sentences' : 'anywhere'
  const parts =
    next !== undefined && (!begun || how.fill === true)
      ? split(next, head => fits(make([...kept, head])), cut)
      : undefined
  if (parts !== undefined) {
    return { head: make([...kept, parts.head]), rest: make([parts.rest, ...items.slice(whole + 1)], true) }
  }
  if (whole === 0) return undefined
  return { head: make(kept), rest: make(items.slice(whole), true) }
}

/** What leads a text stays with its start. */
function splitLed(
  { lead, ...item }: EntryBlock['texts'][number],
  fits: (head: EntryBlock['texts'][number]) => boolean,
  cut: Cut,
): { readonly head: EntryBlock['texts'][number]; readonly rest: Footnoted } | undefined {
  const led = lead === undefined ? {} : { lead }
  const parts = splitFootnoted(item, head => fits({ ...head, ...led }), cut)
  return parts === undefined ? undefined : { head: { ...parts.head, ...led }, rest: parts.rest }
}

/** The footnotes stay with the end of the text, where they were printed. */
function splitFootnoted(
  item: Footnoted,
  fits: (head: Footnoted) => boolean,
  cut: Cut,
): { readonly head: Footnoted; readonly rest: Footnoted } | undefined {
  const parts = splitText(item.text, head => fits({ text: head, notes: [] }), cut)
  if (parts === undefined) return undefined
  return { head: { text: parts.head, notes: [] }, rest: { ...item, text: parts.rest } }
}
