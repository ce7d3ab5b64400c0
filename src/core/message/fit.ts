import { listed, say } from '../words/words.ts'
import { withoutAddresses } from './bare.ts'
import { divide } from './divide.ts'
import type { Block, Message, Reply, Thread } from './message.ts'
import { plainBlock } from './plain.ts'

/** How much room a platform gives; core knows none of its numbers. */
export interface Budget {
  /** What these blocks, as one message, take of each of the platform's limits. */
  weigh(blocks: readonly Block[]): readonly Weight[]
}

export interface Weight {
  /** The platform's own name of the limit. */
  readonly limit: string
  readonly used: number
  readonly of: number
}

/** Whether these blocks can be one message. */
export function fits(budget: Budget, blocks: readonly Block[]): boolean {
  return budget.weigh(blocks).every(weight => weight.used <= weight.of)
}

/**
 * The same thread in messages that fit. When the root is too large, the sources move together into the first reply, then the
 * facts that are too many go on in replies of their own; what is too long for one reply goes on in the next. Nothing is cut.
 */
export function fitThread(thread: Thread, budget: Budget): Thread {
  const root = fitRoot(thread.root, { budget, above: namedAgain(thread) })
  const replies = thread.replies.flatMap(reply => fitReply(reply, budget))
  return { root: root.message, replies: [...root.overflow, ...replies] }
}

/** A root's room, and what stands above all that it sends on. */
interface Room {
  readonly budget: Budget
  readonly above: readonly Block[]
}

interface FittedRoot {
  readonly message: Message
  readonly overflow: readonly Reply[]
}

/** What a root sends on, in the order in which it follows. */
interface Moved {
  readonly sources: readonly Block[]
  /** Facts and updates of a story, or entries of a digest. */
  readonly facts: readonly Block[]
  readonly remarks: readonly Block[]
}

function fitRoot(root: Message, room: Room): FittedRoot {
  const { budget } = room
  if (fits(budget, root.blocks)) return { message: root, overflow: [] }
  if (!root.blocks.some(block => block.kind === 'entry')) return divideRoot(root, room)
  // Below it each address stands with its source: no story goes into a reply for the sake of addresses.
  const light = { ...root, blocks: root.blocks.map(withoutAddresses) }
  return fits(budget, light.blocks) ? { message: light, overflow: [] } : divideRoot(light, room)
}

function divideRoot(root: Message, room: Room): FittedRoot {
  const sources = root.blocks.filter(block => block.kind === 'sources')
  const kept = root.blocks.filter(block => block.kind !== 'sources')
  const remarks = kept.filter(isRemark)
  const bare = kept.filter(block => !isRemark(block))
  // Remarks stay with the facts where a whole fact fits beside them.
  return (
    fillRoot({ ...root, blocks: kept }, { sources, remarks: [] }, room, firstItem) ??
    fillRoot({ ...root, blocks: bare }, { sources, remarks }, room, () => []) ??
    spillRoot(root, room)
  )
}

/** The root with as many of its facts as fit between what stands above and below them; undefined when not even `least` of them does. */
function fillRoot(
  root: Message,
  moved: Omit<Moved, 'facts'>,
  room: Room,
  least: (flow: readonly Block[]) => readonly Block[],
): FittedRoot | undefined {
  const { budget } = room
  const flow = root.blocks.filter(flows)
  const first = root.blocks.findIndex(block => flows(block) || block.kind === 'actions')
  const above = root.blocks.slice(0, first === -1 ? undefined : first)
  const below = root.blocks.slice(above.length).filter(block => !flows(block))
  const around = (part: readonly Block[], facts: readonly Block[]) => [
    ...above,
    ...part,
    ...toFollow({ ...moved, facts }),
    ...below,
  ]
  if (fits(budget, around(flow, []))) {
    return { message: { ...root, blocks: around(flow, []) }, overflow: follow({ ...moved, facts: [] }, room) }
  }
  const { page, rest } = fillPage(flow, part => fits(budget, around(part, flow)))
  if (page.length === 0 || !fits(budget, around(least(flow), flow))) return undefined
  return { message: { ...root, blocks: around(page, rest) }, overflow: follow({ ...moved, facts: rest }, room) }
}

/** The first fact or update, whole. */
function firstItem([first]: readonly Block[]): readonly Block[] {
  if (first?.kind === 'facts') return [{ ...first, facts: first.facts.slice(0, 1) }]
  return first?.kind === 'updates' ? [{ ...first, updates: first.updates.slice(0, 1) }] : []
}

/** Where not even a heading leaves room: everything but the buttons flows. */
function spillRoot(root: Message, room: Room): FittedRoot {
  const buttons = root.blocks.filter(block => block.kind === 'actions')
  const { page, rest } = fillPage(
    root.blocks.filter(block => block.kind !== 'actions'),
    part => fits(room.budget, [...part, ...buttons]),
  )
  const message = { ...root, blocks: [...page, ...buttons] }
  return { message, overflow: follow({ sources: [], facts: rest, remarks: [] }, room) }
}

function follow(moved: Moved, room: Room): readonly Reply[] {
  const rest = moved.facts.some(block => block.kind === 'entry')
    ? moreStories(moved.facts, room)
    : series('facts', 2, say('root.facts-continued'), moved.facts, room)
  return [
    ...series('sources', 1, say('root.sources'), moved.sources, room),
    ...rest,
    ...series('remarks', 1, say('root.remarks'), moved.remarks, room),
  ]
}

/** Whoever opens the thread is told why its first message begins in the middle. */
function moreStories(entries: readonly Block[], { budget, above }: Room): readonly Reply[] {
  const label = say('digest.continued')
  return series('stories', 2, label, entries, { budget, above: [...above, { kind: 'aside', text: label }] })
}

function series(
  part: string,
  from: number,
  label: string,
  blocks: readonly Block[],
  { budget, above }: Room,
): readonly Reply[] {
  const below: Budget = { weigh: page => budget.weigh([...above, ...page]) }
  return paginate(blocks, below).map((page, index) => ({
    part: index + from === 1 ? part : `${part}.${index + from}`,
    label,
    message: { summary: label, blocks: [...above, ...page], notify: false },
  }))
}

/** The line that says what is not here, so that nobody takes a part for the whole. */
function toFollow(moved: Moved): readonly Block[] {
  const more = moved.facts.some(block => block.kind === 'entry') ? 'digest.follow' : 'root.facts-follow'
  const parts = [
    ...(moved.sources.length > 0 ? [say('root.sources-follow')] : []),
    ...(moved.facts.length > 0 ? [say(more)] : []),
    ...(moved.remarks.length > 0 ? [say('root.remarks-follow')] : []),
  ]
  return parts.length === 0 ? [] : [{ kind: 'aside', text: say('root.to-follow', { parts: listed(parts) }) }]
}

function flows(block: Block): boolean {
  return block.kind === 'facts' || block.kind === 'updates' || block.kind === 'entry'
}

/** A note on balance, which may follow; what leads its readers, such as `Update: `, stays where it is. */
function isRemark(block: Block): boolean {
  return block.kind === 'note' && block.lead === undefined
}

function fitReply(whole: Reply, budget: Budget): readonly Reply[] {
  return paginate(whole.message.blocks, budget, namedAgain(whole)).map((blocks, index) =>
    index === 0
      ? { ...whole, message: { ...whole.message, blocks } }
      : { ...whole, part: `${whole.part}.${index + 1}`, message: { ...whole.message, blocks } },
  )
}

/** A name beyond this is not said again: it would take the room of what goes on. */
const LONGEST_TITLE = 400

function namedAgain({ title }: Pick<Thread, 'title'>): readonly Block[] {
  return title === undefined || title.length > LONGEST_TITLE ? [] : [{ kind: 'aside', text: title }]
}

/** The blocks in as few messages as hold them, in order; `above` stands over each but the first. Throws when the budget has no room for a single character. */
export function paginate(
  blocks: readonly Block[],
  budget: Budget,
  above: readonly Block[] = [],
): readonly (readonly Block[])[] {
  const pages: (readonly Block[])[] = []
  let left = blocks
  while (left.length > 0) {
    const over = pages.length === 0 ? [] : above
    const { page, rest } = fillPage(left, part => fits(budget, [...over, ...part]))
    if (page.length > 0) {
      pages.push([...over, ...page])
      left = rest
      continue
    }
    const [first, ...others] = left
    if (first === undefined || first.kind === 'note') {
      throw new Error(`A ${first?.kind ?? 'missing'} block cannot be made to fit a message.`)
    }
    // What stands around the text, such as a name of many pages, is too long by itself: then all of it goes on as plain text.
    left = [{ kind: 'note', text: plainBlock(first) }, ...others]
  }
  return pages
}

interface Filled {
  readonly page: readonly Block[]
  readonly rest: readonly Block[]
}

function fillPage(blocks: readonly Block[], fitsPage: (page: readonly Block[]) => boolean): Filled {
  // Most replies fit as they are, and weighing is what takes time.
  if (fitsPage(blocks)) return { page: blocks, rest: [] }
  const page: Block[] = []
  for (const [index, block] of blocks.entries()) {
    if (fitsPage([...page, block])) {
      page.push(block)
      continue
    }
    const { head, rest } = divide(block, part => fitsPage([...page, part]), page.length > 0)
    if (head !== undefined) page.push(head)
    return { page, rest: [rest, ...blocks.slice(index + 1)] }
  }
  return { page, rest: [] }
}
