import { stepKey } from '../../delivery/step-key.ts'
import type { Standing } from '../../store/posting.ts'
import type { NewStep } from '../../store/step.ts'
import type { Retraction, Withdrawal } from '../adapter.ts'
import { inOrder } from '../in-order.ts'
import type { Wording } from '../withdraw.ts'
import { inParts, markWhole, WITHDRAW_WITHIN_MS, withdrawPart } from '../withdraw.ts'
import type { DiscordPayload } from './payload.ts'
import { discordPayload } from './payload.ts'

/** The steps that take a story out of a posting, the posting with it where it tells no other, or mark it there. */
export function withdrawOnDiscord(posting: Standing, withdrawal: Withdrawal): Retraction {
  const { story, how, request, at } = withdrawal
  const json = (payload: DiscordPayload) => JSON.stringify(payload)
  const words: Wording = {
    remove: ({ channel, message }) => json({ call: 'delete-message', channel, message }),
    retell: ({ channel, message }, act, sentence, posted) =>
      json({ call: 'retell', channel, message, story, how: act, sentence, ...copyOf(posted) }),
  }
  if (inParts(posting, how)) return withdrawPart(posting, withdrawal, words)
  if (how === 'remove') return removalOnDiscord(posting, request, at)
  return markWhole(posting, withdrawal, words)
}

/**
 * The steps that take a posting away: whatever is being posted of it just then, because nothing goes before that has come and no side
 * stands alone meanwhile; then the replies, their thread, the root last. `request` names what asked for it, `at` when.
 */
export function removalOnDiscord(
  posting: Standing,
  request: string,
  at: number,
): Retraction & { readonly root: string } {
  const step = (name: string, channel: string, payload: DiscordPayload): NewStep => ({
    key: stepKey(request, name, at),
    kind: payload.call === 'archive-thread' ? 'archive' : 'remove',
    lane: posting.lane,
    channel,
    payload: JSON.stringify(payload),
    expiresAt: at + WITHDRAW_WITHIN_MS,
    takes: posting.key,
  })
  const deletion = ({ channel, message }: Standing['root']) =>
    step(`remove-${message}`, channel, { call: 'delete-message', channel, message })
  const isReply = (one: Standing['messages'][number]) =>
    one.kind === 'post' && one.receipt.message !== posting.root.message
  const replies = posting.messages.filter(isReply).map(one => deletion(one.receipt))
  // A forum's post is a thread whose first message has its id.
  const isPost = posting.root.channel === posting.root.message
  const below = posting.messages.find(one => one.kind === 'open-thread')?.receipt.message
  const thread = isPost ? posting.root.message : below
  const opened = thread === undefined ? [] : [step('remove-thread', thread, { call: 'delete-thread', thread })]
  const closed = opened.map(({ key }): NewStep => {
    const payload = { call: 'archive-thread', thread: thread ?? '' } as const
    return { ...step('archive-thread', thread ?? '', payload), ifRefused: key }
  })
  const root = deletion(posting.root)
  const landing = posting.unposted.map(({ key }): NewStep => {
    return { ...step(`remove-${key}`, posting.channel, { call: 'delete-landed' }), under: key }
  })
  const row = inOrder([...landing, ...replies.toReversed(), ...opened, root])
  const archive = closed[0]?.key
  return {
    steps: [...row, ...closed],
    root: root.key,
    needed: [root.key],
    ...(archive === undefined ? {} : { archive }),
  }
}

/** The components that a message was posted with. */
function copyOf(payload: string | undefined) {
  const body = payload === undefined ? undefined : bodyOf(discordPayload.parse(JSON.parse(payload)))
  return body === undefined ? {} : { posted: body.components }
}

function bodyOf(payload: DiscordPayload) {
  if (payload.call === 'message') return payload.body
  if (payload.call === 'forum-post') return payload.body.message
  return payload.call === 'callback' && payload.body.type === 4 ? payload.body.data : undefined
}
