import { stepKey } from '../../delivery/step-key.ts'
import type { NewStep, Standing } from '../../store/store.ts'
import type { DiscordPayload } from './payload.ts'

/** A message that is gone already is done, so it can be tried for long. */
const REMOVE_WITHIN_MS = 86_400_000

export interface DiscordRemoval {
  readonly steps: readonly NewStep[]
  /** The step that takes the root away, the last one. */
  readonly root: string
  /** The step that closes the thread, which happens only where it cannot be deleted. */
  readonly archive?: string
}

/** The steps that take a posting away: replies first, then their thread, the root last. `request` names what asked for it, `at` when. */
export function removalOnDiscord(posting: Standing, request: string, at: number): DiscordRemoval {
  const step = (name: string, channel: string, payload: DiscordPayload): NewStep => ({
    key: stepKey(request, name),
    kind: payload.call === 'archive-thread' ? 'archive' : 'remove',
    lane: posting.lane,
    channel,
    payload: JSON.stringify(payload),
    expiresAt: at + REMOVE_WITHIN_MS,
    takes: posting.key,
  })
  const deletion = ({ channel, message }: Standing['root']) =>
    step(`remove-${message}`, channel, { call: 'delete-message', channel, message })
  const isReply = (one: Standing['messages'][number]) =>
    one.kind === 'post' && one.receipt.message !== posting.root.message
  const replies = posting.messages.filter(isReply).map(one => deletion(one.receipt))
  const thread = posting.messages.find(one => one.kind === 'open-thread')?.receipt.message
  const opened = thread === undefined ? [] : [step('remove-thread', thread, { call: 'delete-thread', thread })]
  const closed = opened.map(({ key }): NewStep => {
    const payload = { call: 'archive-thread', thread: thread ?? '' } as const
    return { ...step('archive-thread', thread ?? '', payload), ifRefused: key }
  })
  const root = deletion(posting.root)
  const row = [...replies.toReversed(), ...opened, root].map((one, index, all) => {
    const before = all[index - 1]
    return before === undefined ? one : { ...one, after: before.key }
  })
  const archive = closed[0]?.key
  return { steps: [...row, ...closed], root: root.key, ...(archive === undefined ? {} : { archive }) }
}
