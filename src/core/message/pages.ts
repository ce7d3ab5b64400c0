import { say } from '../words/words.ts'
import type { Budget } from './fit.ts'
import { fits, fitThread } from './fit.ts'
import type { Action, Block, Message, Press, Reply, Thread } from './message.ts'

/** A thread that is read alone, page by page. */
export interface Paged {
  readonly thread: Thread
  /** What the button to the first page says; absent: that the facts are there. */
  readonly first?: string
  /** Turns a part's name into the press of a button that leads to it. */
  readonly pressFor: (part: string) => Press
  /** Buttons at the end of every page. */
  readonly extra: readonly Action[]
  /** Buttons after those, on the page of both sides too. */
  readonly always?: readonly Action[]
}

export interface Page {
  /** `facts` for the first, else as the thread's replies are named. */
  readonly part: string
  readonly message: Message
}

/** The name of the page that shows all sides together, where they fit into one message. */
export const BOTH = 'both'

/** More buttons than that help nobody; what has none is reached one by one. */
const MOST_SECTIONS = 12

/**
 * The page named `part`, fitted with its buttons. `both` is all sides in one message, or the first of them where that is too
 * much; a part that the story no longer has is the first page.
 */
export function pageOf(paged: Paged, part: string, budget: Budget): Message {
  if (part === BOTH) {
    const both = bothSides(paged.thread, budget, paged.always ?? [])
    if (both !== undefined) return both
  }
  const pages = pagesOf(paged, budget)
  const wanted =
    part === BOTH ? pages.find(page => page.part.startsWith('side-')) : pages.find(page => page.part === part)
  const page = wanted ?? pages[0]
  if (page === undefined) throw new Error('A thread always has a first page.')
  return page.message
}

/** The thread as pages with a button to each section, or to each story, and one to what comes next where that has none. */
export function pagesOf(paged: Paged, budget: Budget): readonly Page[] {
  const { thread, pressFor } = paged
  const extra = [...paged.extra, ...(paged.always ?? [])]
  const sections = [
    { part: 'facts', label: paged.first ?? say('button.facts') },
    ...withButtons(thread.replies).map(({ part, label }) => ({ part, label })),
  ]
  const button = (part: string, label: string): Action => ({ label, press: pressFor(part) })
  // The next side is called by its name; what only goes on in a further message is more.
  const names = new Map(thread.replies.map(({ part, label }) => [part, label]))
  const onwards = (part: string) => names.get(part) ?? say('button.more')
  const longest = [...names.values(), say('button.more')].reduce((one, other) =>
    other.length > one.length ? other : one,
  )
  const widest = [...sections.map(({ part, label }) => button(part, label)), button('facts', longest), ...extra]
  const roomy: Budget = { weigh: blocks => budget.weigh([...without(blocks), { kind: 'actions', actions: widest }]) }
  const fitted = fitThread(thread, roomy)
  const parts = [{ part: 'facts', message: fitted.root }, ...fitted.replies]
  return parts.map(({ part, message }, index) => {
    const next = parts[index + 1]
    const goesOn = next !== undefined && !sections.some(section => section.part === next.part)
    const actions = [
      ...(goesOn ? [button(next.part, onwards(next.part))] : []),
      ...sections.filter(section => section.part !== part).map(section => button(section.part, section.label)),
      ...extra,
    ]
    return { part, message: { ...message, blocks: [...without(message.blocks), { kind: 'actions', actions }] } }
  })
}

/** Where not all have room, each story has one button: no side has its own while another has none. */
function withButtons(replies: readonly Reply[]): readonly Reply[] {
  if (replies.length < MOST_SECTIONS) return replies
  return replies.filter(reply => holds(reply, 'facts')).slice(0, MOST_SECTIONS - 1)
}

function holds({ message }: Reply, kind: Block['kind']): boolean {
  return message.blocks.some(block => block.kind === kind)
}

/** All sides in the drawn order as one message, or undefined when they do not fit in one. */
function bothSides(thread: Thread, budget: Budget, always: readonly Action[]): Message | undefined {
  const buttons: readonly Block[] = always.length > 0 ? [{ kind: 'actions', actions: always }] : []
  const sides = thread.replies.filter(reply => holds(reply, 'side'))
  if (sides.length === 0) {
    const text = say('both.none')
    return { summary: text, blocks: [{ kind: 'note', text }, ...buttons], notify: false }
  }
  const drawn: readonly Block[] = sides.length > 1 ? [{ kind: 'aside', text: say('both.drawn') }] : []
  const blocks = [...sides.flatMap(side => side.message.blocks), ...drawn, ...buttons]
  if (!fits(budget, blocks)) return undefined
  return { summary: sides.map(side => side.message.summary).join(' '), blocks, notify: false }
}

function without(blocks: readonly Block[]): readonly Block[] {
  return blocks.filter(block => block.kind !== 'actions')
}
