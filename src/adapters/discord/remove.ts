import { stepKey } from '../../delivery/step-key.ts'
import type { Standing } from '../../store/posting.ts'
import type { NewStep } from '../../store/step.ts'
import type { Retraction, Withdrawal } from '../adapter.ts'
import { inParts, retractedOn, WITHDRAW_WITHIN_MS, withdrawPart } from '../withdraw.ts'
import type { DiscordPayload } from './payload.ts'
import { discordPayload } from './payload.ts'
import { FLAGS } from './render.ts'
import { escapeLine } from './text.ts'

const TEXT_DISPLAY = 10

/** The steps that take a story out of a posting, the posting with it where it tells no other, or mark it there. */
export function withdrawOnDiscord(posting: Standing, withdrawal: Withdrawal): Retraction {
  const { story, how, request, at } = withdrawal
  if (!inParts(posting, how)) {
    return how === 'mark' ? markOnDiscord(posting, request, at) : removalOnDiscord(posting, request, at)
  }
  const json = (payload: DiscordPayload) => JSON.stringify(payload)
  return withdrawPart(posting, withdrawal, {
    remove: ({ channel, message }) => json({ call: 'delete-message', channel, message }),
    retell: ({ channel, message }, act, sentence) =>
      json({ call: 'retell', channel, message, story, how: act, sentence }),
  })
}

/**
 * The steps that take a posting away: replies first, then whatever is being posted of it just then, their thread, the root last.
 * `request` names what asked for it, `at` when.
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
  const row = [...replies.toReversed(), ...landing, ...opened, root].map((one, index, all) => {
    const before = all[index - 1]
    return before === undefined ? one : { ...one, after: before.key }
  })
  const archive = closed[0]?.key
  return {
    steps: [...row, ...closed],
    root: root.key,
    needed: [root.key],
    ...(archive === undefined ? {} : { archive }),
  }
}

/** The step that says above a root that its story was retracted; its facts stay readable. */
function markOnDiscord(posting: Standing, request: string, at: number): Retraction {
  const posted = posting.payload === undefined ? undefined : bodyOf(discordPayload.parse(JSON.parse(posting.payload)))
  const [container] = posted?.components ?? []
  if (posted === undefined || !isContainer(container)) return { steps: [], needed: [] }
  const above = { type: TEXT_DISPLAY, content: `**${escapeLine(retractedOn(at))}**` }
  const { channel, message } = posting.root
  const body = {
    flags: FLAGS.components,
    allowed_mentions: { parse: [] },
    components: [{ ...container, components: [above, ...container.components] }],
  }
  const key = stepKey(request, 'mark', at)
  const step: NewStep = {
    key,
    kind: 'edit',
    lane: posting.lane,
    channel,
    payload: JSON.stringify({ call: 'edit', channel, message, body } satisfies DiscordPayload),
    expiresAt: at + WITHDRAW_WITHIN_MS,
  }
  return { steps: [step], needed: [key] }
}

function bodyOf(payload: DiscordPayload) {
  if (payload.call === 'message') return payload.body
  if (payload.call === 'forum-post') return payload.body.message
  return payload.call === 'callback' && payload.body.type === 4 ? payload.body.data : undefined
}

function isContainer(value: unknown): value is { readonly components: readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'components' in value && Array.isArray(value.components)
}
