import { shortDate } from '../core/message/day.ts'
import { say } from '../core/words/words.ts'
import { stepKey } from '../delivery/step-key.ts'
import type { Standing, StandingMessage } from '../store/posting.ts'
import type { NewStep, Receipt, StepKind } from '../store/step.ts'
import type { Retraction, Withdrawal } from './adapter.ts'
import { inOrder } from './in-order.ts'

/** A message that is gone already is done, so it can be tried for long. */
export const WITHDRAW_WITHIN_MS = 86_400_000

/**
 * What becomes of a message that stays: `mark`, the story's part says first that it was retracted; `remove`, nothing else is
 * left of that part; `head`, the whole message tells the story and says so above all.
 */
export type RetellHow = 'mark' | 'remove' | 'head'

/** How a platform words what is done with a message, as JSON. */
export interface Wording {
  remove(message: Receipt): string
  /** Changes what a message says, from what it says by then; where that cannot be read, from the payload that it was `posted` with. */
  retell(message: Receipt, how: RetellHow, sentence: string, posted?: string): string
}

/** `Retracted by its editors on 22 Nov 2026.`, the day in UTC. */
export function retractedOn(at: number): string {
  return say('retract.mark', { date: shortDate(new Date(at).toISOString().slice(0, 10)) })
}

/** Whether a line says so, of whichever day: an older version gave it no id to be known by. */
export function isRetracted(line: string): boolean {
  const [before = '', after = ''] = say('retract.mark', { date: DATE }).split(DATE)
  return line.startsWith(before) && line.endsWith(after)
}

const DATE = 'DATE'

/** Whether a story goes, or is marked, part by part: of a digest that tells no other the root is a part too, but goes as a whole. */
export function inParts({ several, messages }: Standing, how: Withdrawal['how']): boolean {
  return several || (how === 'mark' && messages.some(one => one.story !== undefined))
}

/**
 * The steps that take one story out of a posting of several, or mark it there: its own messages, and its part of every message that
 * tells of several stories. What goes does so from its end; a mark is read first where the story is. The others stay as they are.
 */
export function withdrawPart(posting: Standing, withdrawal: Withdrawal, words: Wording): Retraction {
  const { story, how } = withdrawal
  const said = posted(posting).filter(one => one.story === story || one.story === undefined)
  const retell = ({ receipt }: StandingMessage, act: RetellHow) =>
    step(posting, withdrawal, 'edit', receipt, words.retell(receipt, act, retractedOn(withdrawal.at)))
  // Whoever comes upon one of its messages alone, by a link or a search, is told there too, on every side alike.
  if (how === 'mark') return each(said.map(one => retell(one, one.story === story ? 'head' : 'mark')))
  const taking = { takes: posting.key, story }
  const own = said.filter(one => one.story === story).toReversed()
  const shared = said.filter(one => one.story === undefined).toReversed()
  return each([
    ...own.map(({ receipt }) => ({
      ...step(posting, withdrawal, 'remove', receipt, words.remove(receipt)),
      ...taking,
    })),
    ...shared.map(one => ({ ...retell(one, 'remove'), ...(isRoot(posting, one) ? taking : {}) })),
  ])
}

/**
 * The steps that say of every message of a posting that its story was retracted, above what it says: the root first, and every side
 * alike.
 */
export function markWhole(posting: Standing, withdrawal: Withdrawal, words: Wording): Retraction {
  const mark = (receipt: Receipt, copy?: string) =>
    step(posting, withdrawal, 'edit', receipt, words.retell(receipt, 'head', retractedOn(withdrawal.at), copy))
  const below = posted(posting).filter(one => !isRoot(posting, one))
  return each([mark(posting.root, posting.payload), ...below.map(({ receipt }) => mark(receipt))])
}

function posted({ messages }: Standing): readonly StandingMessage[] {
  return messages.filter(one => one.kind === 'post')
}

function isRoot({ root }: Standing, { receipt }: StandingMessage): boolean {
  return receipt.message === root.message
}

function step(
  { lane, key: edits }: Standing,
  { request, at }: Withdrawal,
  kind: StepKind,
  { channel, message }: Receipt,
  payload: string,
): NewStep {
  const key = stepKey(request, `${kind}-${message}`, at)
  const own = { key, kind, lane, channel, payload, expiresAt: at + WITHDRAW_WITHIN_MS }
  return kind === 'edit' ? { ...own, edits } : own
}

/** One after the other, and all of them needed. */
function each(steps: readonly NewStep[]): Retraction {
  return { steps: inOrder(steps), needed: steps.map(one => one.key) }
}
