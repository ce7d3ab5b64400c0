import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Sighting } from '../../delivery/carrier.ts'
import type { LeasedStep, Receipt } from '../../store/step.ts'
import type { SlackPayload } from './payload.ts'
import { METADATA, slackPayload } from './payload.ts'
import { refusalOf } from './refusal.ts'
import { isThreadGone, threadOf } from './send-above.ts'

/** Slack's clock and ours may differ; by more where nobody sets ours, so the newest page is looked through in any case. */
const CLOCK_MARGIN_MS = 5 * 60_000
const PAGE = 200
const MOST_PAGES = 10

const historyAnswer = z.object({
  messages: z.array(
    z.looseObject({
      ts: z.string(),
      // Other apps' metadata has other shapes, and is none of ours.
      metadata: z
        .object({ event_type: z.literal(METADATA), event_payload: z.looseObject({ id: z.string() }) })
        .optional()
        .catch(undefined),
    }),
  ),
  has_more: z.boolean().optional(),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
})

/** Looks for a step by the key in its metadata, in the channel's history or in its thread. */
export async function findStep(client: WebClient, step: LeasedStep): Promise<Sighting> {
  const payload = slackPayload.parse(JSON.parse(step.payload))
  switch (payload.call) {
    case 'post':
      try {
        return await search(client, step, payload)
      } catch (error) {
        // Nothing stands in a thread that is gone.
        return isThreadGone(error) ? { kind: 'absent' } : blind(error)
      }
    case 'delete':
    case 'delete-landed':
    case 'update':
    case 'retell':
    case 'publish-view':
      // Doing it once more changes nothing.
      return { kind: 'absent' }
    case 'open-view':
      return { kind: 'cannot-look', reason: 'Slack shows a form to the person before it only.' }
    case 'ephemeral':
    case 'respond':
      // The next try says only that an answer may have been lost, or turns the same message into the same page.
      if (step.attempts === 1) return { kind: 'absent' }
      return { kind: 'cannot-look', reason: 'Slack shows a private answer to its reader only.' }
  }
}

/** A reply that Slack has put into the channel, because the message above it was gone. */
export async function findLoose(client: WebClient, step: LeasedStep, channel: string): Promise<Receipt | undefined> {
  const sighting = await leaf(client, step, channel, { method: 'conversations.history', since: sinceOf(step) })
  return sighting.kind === 'found' ? sighting.receipt : undefined
}

/** In seconds since 1970. */
function sinceOf({ firstTryAt }: LeasedStep): number {
  return (firstTryAt - CLOCK_MARGIN_MS) / 1_000
}

async function search(
  client: WebClient,
  step: LeasedStep,
  payload: SlackPayload & { call: 'post' },
): Promise<Sighting> {
  const thread = threadOf(step, payload)
  const { channel } = payload
  const since = sinceOf(step)
  if (thread === undefined) return leaf(client, step, channel, { method: 'conversations.history', since })
  const replies = { method: 'conversations.replies', thread } as const
  if (thread === step.beneath?.message) return leaf(client, step, channel, replies)
  // A thread of somebody else's can be long, and comes from its beginning: first what came since.
  const recent = await leaf(client, step, channel, { ...replies, oldest: since })
  if (recent.kind !== 'absent') return recent
  const all = await leaf(client, step, channel, replies)
  return all.kind === 'found' ? all : recent
}

/** Where to look; `since` ends the look at what is older, `oldest` leaves it out. Seconds since 1970. */
interface Range {
  readonly method: 'conversations.history' | 'conversations.replies'
  readonly thread?: string
  readonly since?: number
  readonly oldest?: number
}

/** Page by page. */
async function leaf(
  client: WebClient,
  step: LeasedStep,
  channel: string,
  { method, thread, since, oldest }: Range,
): Promise<Sighting> {
  let cursor = ''
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const result = await client.apiCall(method, {
      channel,
      limit: PAGE,
      include_all_metadata: true,
      ...(thread === undefined ? {} : { ts: thread }),
      ...(oldest === undefined ? {} : { oldest: oldest.toFixed(6) }),
      ...(cursor === '' ? {} : { cursor }),
    })
    const { messages, response_metadata } = historyAnswer.parse(result)
    const found = messages.find(message => message.metadata?.event_payload.id === step.key)
    if (found !== undefined) return { kind: 'found', receipt: { channel, message: found.ts } }
    cursor = response_metadata?.next_cursor ?? ''
    const passed = since !== undefined && Number(messages.at(-1)?.ts ?? 0) < since
    if (cursor === '' || passed) return { kind: 'absent' }
  }
  return { kind: 'cannot-look', reason: 'The channel has moved on too far to look for the message.' }
}

function blind(error: unknown): Sighting {
  const refusal = refusalOf(error)
  switch (refusal.kind) {
    case 'try-later':
      return { kind: 'try-later', retryAfterMs: refusal.retryAfterMs, reason: refusal.reason }
    case 'look-first':
      return { kind: 'try-later', retryAfterMs: 1_000, reason: refusal.reason }
    case 'give-up':
      return { kind: 'cannot-look', reason: `${refusal.reason} ${refusal.remedy}` }
  }
}
