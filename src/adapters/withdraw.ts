import { shortDate } from '../core/message/day.ts'
import { say } from '../core/words/words.ts'
import { stepKey } from '../delivery/step-key.ts'
import type { Standing, StandingMessage } from '../store/posting.ts'
import type { NewStep, Receipt, StepKind } from '../store/step.ts'
import type { Retraction, Withdrawal } from './adapter.ts'

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
  /** Changes what a message says, from what it says by then. */
  retell(message: Receipt, how: RetellHow, sentence: string): string
}

/** `Retracted by its editors on 22 Nov 2026.`, the day in UTC. */
export function retractedOn(at: number): string {
  return say('retract.mark', { date: shortDate(new Date(at).toISOString().slice(0, 10)) })
}

/** Whether a story goes, or is marked, part by part: of a digest that tells no other the root is a part too, but goes as a whole. */
export function inParts({ several, messages }: Standing, how: Withdrawal['how']): boolean {
  return several || (how === 'mark' && messages.some(one => one.story !== undefined))
}

/**
 * The steps that take one story out of a posting of several, or mark it there: first its own replies, then its part of every
 * message that tells of several stories, the root last. The others stay as they are.
 */
export function withdrawPart(posting: Standing, { story, how, request, at }: Withdrawal, words: Wording): Retraction {
  const posted = posting.messages.filter(one => one.kind === 'post')
  const own = posted.filter(one => one.story === story)
  const shared = posted.filter(one => one.story === undefined).toReversed()
  const step = (kind: StepKind, { channel, message }: Receipt, payload: string): NewStep => ({
    key: stepKey(request, `${kind}-${message}`, at),
    kind,
    lane: posting.lane,
    channel,
    payload,
    expiresAt: at + WITHDRAW_WITHIN_MS,
  })
  const edit = ({ receipt }: StandingMessage, act: RetellHow) =>
    step('edit', receipt, words.retell(receipt, act, retractedOn(at)))
  const taking = { takes: posting.key, story }
  const isRoot = ({ receipt }: StandingMessage) => receipt.message === posting.root.message
  const steps =
    how === 'mark'
      ? // The first of them has its facts; the sides stay as the root's do.
        [...own.slice(0, 1).map(one => edit(one, 'head')), ...shared.map(one => edit(one, 'mark'))]
      : [
          ...own.toReversed().map(({ receipt }) => ({ ...step('remove', receipt, words.remove(receipt)), ...taking })),
          ...shared.map(one => ({ ...edit(one, 'remove'), ...(isRoot(one) ? taking : {}) })),
        ]
  const inOrder = steps.map((one, index): NewStep => {
    const before = steps[index - 1]
    return before === undefined ? one : { ...one, after: before.key }
  })
  return { steps: inOrder, needed: inOrder.map(one => one.key) }
}
