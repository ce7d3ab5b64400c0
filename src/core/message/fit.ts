import { say } from '../words/words.ts'
import { divide } from './divide.ts'
import type { Block, Message, Reply, Thread } from './message.ts'

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
  const root = fitRoot(thread.root, budget)
  const replies = thread.replies.flatMap(reply => fitReply(reply, budget))
  return { root: root.message, replies: [...root.overflow, ...replies] }
}

function fitRoot(root: Message, budget: Budget): { readonly message: Message; readonly overflow: readonly Reply[] } {
  if (fits(budget, root.blocks)) return { message: root, overflow: [] }
  const sources = root.blocks.filter(block => block.kind === 'sources')
  const below: Block[] = sources.length > 0 ? [{ kind: 'aside', text: say('root.sources-below') }] : []
  const first = root.blocks.findIndex(flows)
  const front = root.blocks.filter((block, index) => !flows(block) && (first === -1 || index < first))
  const tail = [...below, ...root.blocks.filter((block, index) => !flows(block) && first !== -1 && index > first)]
  const flow = root.blocks.filter(block => flows(block) && block.kind !== 'sources')
  const { page, rest } = fillPage(flow, part => fits(budget, [...front, ...part, ...tail]))
  const overflow = [
    ...paginate(rest, budget).map((blocks, index) => reply(`facts-${index + 2}`, say('root.facts-continued'), blocks)),
    ...paginate(sources, budget).map((blocks, index) =>
      reply(index === 0 ? 'sources' : `sources.${index + 1}`, say('root.sources'), blocks),
    ),
  ]
  return { message: { ...root, blocks: [...front, ...page, ...tail] }, overflow }
}

function flows(block: Block): boolean {
  return block.kind === 'facts' || block.kind === 'updates' || block.kind === 'sources'
}

function reply(part: string, label: string, blocks: readonly Block[]): Reply {
  return { part, label, message: { summary: label, blocks, notify: false } }
}

function fitReply(whole: Reply, budget: Budget): readonly Reply[] {
  return paginate(whole.message.blocks, budget).map((blocks, index) =>
    index === 0
      ? { ...whole, message: { ...whole.message, blocks } }
      : { ...whole, part: `${whole.part}.${index + 1}`, message: { ...whole.message, blocks } },
  )
}

/** The blocks in as few messages as hold them, in order. */
export function paginate(blocks: readonly Block[], budget: Budget): readonly (readonly Block[])[] {
  const pages: (readonly Block[])[] = []
  let left = blocks
  while (left.length > 0) {
    const { page, rest } = fillPage(left, part => fits(budget, part))
    if (page.length === 0) throw new Error(`A ${left[0]?.kind ?? 'missing'} block cannot be made to fit a message.`)
    pages.push(page)
    left = rest
  }
  return pages
}

function fillPage(
  blocks: readonly Block[],
  fitsPage: (page: readonly Block[]) => boolean,
): { readonly page: readonly Block[]; readonly rest: readonly Block[] } {
  const page: Block[] = []
  for (const [index, block] of blocks.entries()) {
    if (fitsPage([...page, block])) {
      page.push(block)
      continue
    }
    const { head, rest } = divide(block, part => fitsPage([...page, part]))
    if (head !== undefined) page.push(head)
    return { page, rest: [rest, ...blocks.slice(index + 1)] }
  }
  return { page, rest: [] }
}
