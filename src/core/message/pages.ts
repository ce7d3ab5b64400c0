import { say } from '../words/words.ts'
import type { Budget } from './fit.ts'
import { fits, fitThread } from './fit.ts'
import type { Action, Block, Message, Press, Thread } from './message.ts'

/** Turns a part's name into the press of a button that leads to it. */
export type PressFor = (part: string) => Press

/** One message of a thread that is read alone, page by page. */
export interface Page {
  readonly part: string
  readonly message: Message
}

/**
 * The thread as pages that fit with their buttons: one to each section, `More` where a section goes on, and `extra` at the end.
 * The first page's part is `facts`, the others are named as the replies are.
 */
export function pagesOf(
  thread: Thread,
  budget: Budget,
  pressFor: PressFor,
  extra: readonly Action[] = [],
): readonly Page[] {
  const sections = [
    { part: 'facts', label: say('button.facts') },
    ...thread.replies.map(({ part, label }) => ({ part, label })),
  ]
  const button = (part: string, label: string): Action => ({ label, press: pressFor(part) })
  const widest = [...sections.map(({ part, label }) => button(part, label)), button('facts', say('button.more')), ...extra]
  const roomy: Budget = { weigh: blocks => budget.weigh([...without(blocks), { kind: 'actions', actions: widest }]) }
  const fitted = fitThread(thread, roomy)
  const parts = [{ part: 'facts', message: fitted.root }, ...fitted.replies]
  return parts.map(({ part, message }, index) => {
    const next = parts[index + 1]
    const goesOn = next !== undefined && !sections.some(section => section.part === next.part)
    const others = sections.filter(section => section.part !== part)
    const actions = [
      ...(goesOn ? [button(next.part, say('button.more'))] : []),
      ...others.map(section => button(section.part, section.label)),
      ...extra,
    ]
    return { part, message: { ...message, blocks: [...without(message.blocks), { kind: 'actions', actions }] } }
  })
}

/** All sides in the drawn order as one message, or undefined when they do not fit in one. */
export function bothSides(thread: Thread, budget: Budget): Message | undefined {
  const sides = thread.replies.filter(reply => reply.message.blocks.some(block => block.kind === 'side'))
  if (sides.length === 0) return { summary: say('both.none'), blocks: [{ kind: 'note', text: say('both.none') }], notify: false }
  const drawn: readonly Block[] = sides.length > 1 ? [{ kind: 'note', text: say('root.drawn') }] : []
  const blocks = [...sides.flatMap(side => side.message.blocks), ...drawn]
  if (!fits(budget, blocks)) return undefined
  return { summary: sides.map(side => side.message.summary).join(' '), blocks, notify: false }
}

function without(blocks: readonly Block[]): readonly Block[] {
  return blocks.filter(block => block.kind !== 'actions')
}
