import { shortDate } from '../../core/message/day.ts'
import { say } from '../../core/words/words.ts'
import { stepKey } from '../../delivery/step-key.ts'
import type { Standing } from '../../store/posting.ts'
import type { NewStep } from '../../store/step.ts'
import type { Retraction } from '../adapter.ts'
import { LIMITS } from './limits.ts'
import type { SlackPayload } from './payload.ts'
import { slackPayload } from './payload.ts'
import { bytesOf } from './render.ts'
import { escapeMrkdwn, plainLine } from './text.ts'

/** A message that is gone already is done, so it can be tried for long. */
const REMOVE_WITHIN_MS = 86_400_000

/** The steps that take a posting away: replies first, the root last. `request` names what asked for it, `at` when. */
export function removalOnSlack(posting: Standing, request: string, at: number): Retraction & { readonly root: string } {
  const replies = posting.messages.filter(one => one.receipt.message !== posting.root.message)
  const receipts = [...replies.map(one => one.receipt).toReversed(), posting.root]
  const keys = receipts.map(receipt => stepKey(request, `remove-${receipt.message}`, at))
  const steps = receipts.map(({ channel, message }, index): NewStep => {
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
  return { steps, root: keys.at(-1) ?? '' }
}

/** The step that says above a root that its story was retracted; its facts stay readable. */
export function markOnSlack(posting: Standing, request: string, at: number): Retraction {
  const posted = posting.payload === undefined ? undefined : slackPayload.parse(JSON.parse(posting.payload))
  if (posted?.call !== 'post') return { steps: [] }
  const sentence = say('retract.mark', { date: shortDate(new Date(at).toISOString().slice(0, 10)) })
  const { channel, message: ts } = posting.root
  const spoken = `${escapeMrkdwn(sentence)}\n${posted.message.text}`
  const message = {
    text: bytesOf(spoken) <= LIMITS.textBytes ? spoken : escapeMrkdwn(sentence),
    blocks: [{ type: 'section', text: plainLine(sentence), expand: true }, ...posted.message.blocks],
  }
  const key = stepKey(request, 'mark', at)
  const step: NewStep = {
    key,
    kind: 'edit',
    lane: posting.lane,
    channel,
    payload: JSON.stringify({ call: 'update', channel, ts, message } satisfies SlackPayload),
    expiresAt: at + REMOVE_WITHIN_MS,
  }
  return { steps: [step], root: key }
}
