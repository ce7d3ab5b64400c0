import { stepKey } from '../../delivery/step-key.ts'
import type { Standing } from '../../store/posting.ts'
import type { NewStep, Receipt } from '../../store/step.ts'
import type { Retraction, Withdrawal } from '../adapter.ts'
import { inOrder } from '../in-order.ts'
import type { Wording } from '../withdraw.ts'
import { inParts, markWhole, WITHDRAW_WITHIN_MS, withdrawPart } from '../withdraw.ts'
import type { SlackPayload } from './payload.ts'
import { slackPayload } from './payload.ts'

/** The steps that take a story out of a posting, the posting with it where it tells no other, or mark it there. */
export function withdrawOnSlack(posting: Standing, withdrawal: Withdrawal): Retraction {
  const { story, how, request, at } = withdrawal
  const thread = posting.thread ?? posting.root.message
  const json = (payload: SlackPayload) => JSON.stringify(payload)
  const words: Wording = {
    remove: ({ channel, message }) => json({ call: 'delete', channel, message }),
    retell: ({ channel, message: ts }, act, sentence, posted) =>
      json({ call: 'retell', channel, thread, ts, story, how: act, sentence, ...copyOf(posted) }),
  }
  if (inParts(posting, how)) return withdrawPart(posting, withdrawal, words)
  if (how === 'remove') return removalOnSlack(posting, request, at)
  return markWhole(posting, withdrawal, words)
}

/**
 * The steps that take a posting away: whatever is being posted of it just then, because nothing goes before that has come and no side
 * stands alone meanwhile; then the replies, the root last. `request` names what asked for it, `at` when.
 */
export function removalOnSlack(posting: Standing, request: string, at: number): Retraction & { readonly root: string } {
  const replies = posting.messages.filter(one => one.receipt.message !== posting.root.message)
  const step = (name: string, channel: string, payload: SlackPayload): NewStep => ({
    key: stepKey(request, `remove-${name}`, at),
    kind: 'remove',
    lane: posting.lane,
    channel,
    payload: JSON.stringify(payload),
    expiresAt: at + WITHDRAW_WITHIN_MS,
    takes: posting.key,
  })
  const deletion = ({ channel, message }: Receipt) => step(message, channel, { call: 'delete', channel, message })
  const landing = posting.unposted.map(({ key }): NewStep => {
    return { ...step(key, posting.channel, { call: 'delete-landed' }), under: key }
  })
  const root = deletion(posting.root)
  const steps = inOrder([...landing, ...replies.map(one => deletion(one.receipt)).toReversed(), root])
  return { steps, root: root.key, needed: [root.key] }
}

/** The blocks that a message was posted with. */
function copyOf(payload: string | undefined) {
  const posted = payload === undefined ? undefined : slackPayload.parse(JSON.parse(payload))
  return posted?.call === 'post' ? { posted: posted.message.blocks } : {}
}
