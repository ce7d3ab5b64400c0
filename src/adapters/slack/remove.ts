import { stepKey } from '../../delivery/step-key.ts'
import type { NewStep, Standing } from '../../store/store.ts'
import type { SlackPayload } from './payload.ts'

/** A message that is gone already is done, so it can be tried for long. */
const REMOVE_WITHIN_MS = 86_400_000

/** The steps that take a posting away: replies first, the root last. `request` names what asked for it, `at` when. */
export function removalOnSlack(posting: Standing, request: string, at: number): readonly NewStep[] {
  const replies = posting.messages.filter(one => one.receipt.message !== posting.root.message)
  const receipts = [...replies.map(one => one.receipt).toReversed(), posting.root]
  const keys = receipts.map(receipt => stepKey(request, `remove-${receipt.message}`))
  return receipts.map(({ channel, message }, index): NewStep => {
    const before = keys[index - 1]
    return {
      key: keys[index] ?? '',
      kind: 'remove',
      lane: posting.lane,
      channel,
      payload: JSON.stringify({ call: 'delete', channel, message } satisfies SlackPayload),
      expiresAt: at + REMOVE_WITHIN_MS,
      takes: posting.key,
      ...(before === undefined ? {} : { after: before }),
    }
  })
}
