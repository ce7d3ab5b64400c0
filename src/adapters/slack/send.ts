import type { WebClient } from '@slack/web-api'
import { WebAPIPlatformError } from '@slack/web-api'
import { z } from 'zod'
import { say } from '../../core/words/words.ts'
import type { Posting } from '../../delivery/carrier.ts'
import type { LeasedStep, Receipt } from '../../store/step.ts'
import { findLoose } from './find.ts'
import type { SlackPayload, viewPlace } from './payload.ts'
import { METADATA, slackPayload, viewSecret } from './payload.ts'
import { refusalOf, requestRefusal } from './refusal.ts'
import { renderSlack } from './render.ts'
import { retold } from './retold.ts'
import { lacksRoot, mayLackRoot, removePost, threadOf } from './send-above.ts'
import { escapeMrkdwn } from './text.ts'

const RESPOND_TIMEOUT_MS = 10_000
const postedAnswer = z.object({
  ts: z.string(),
  channel: z.string(),
  message: z.looseObject({ thread_ts: z.string().optional() }).optional(),
})
const shownAnswer = z.object({ messages: z.array(z.looseObject({ ts: z.string(), blocks: z.unknown() })) })
/** Slack gives a thread's root with any of its replies. */
const FEW = 10
const GONE: ReadonlySet<string> = new Set(['thread_not_found', 'message_not_found'])
const ephemeralAnswer = z.object({ message_ts: z.string() })

/** Does one step with one call. The client must not retry by itself. */
export async function sendStep(client: WebClient, step: LeasedStep): Promise<Posting> {
  const payload = again(step, slackPayload.parse(JSON.parse(step.payload)))
  try {
    switch (payload.call) {
      case 'post':
        return await post(client, step, payload)
      case 'ephemeral':
        return await postEphemeral(client, payload)
      case 'respond':
        return await respond(step, payload)
      case 'delete':
        return await remove(client, payload)
      case 'delete-landed':
        return await remove(client, landedAbove(step))
      case 'update':
        return await update(client, payload)
      case 'retell':
        return await retell(client, payload)
      case 'publish-view':
        return await publishView(client, step, payload)
      case 'open-view':
        return await openView(client, step, payload)
    }
  } catch (error) {
    return refusalOf(error)
  }
}

/**
 * Nobody can look for a private answer. After a lost one the asker is told so instead of being shown it twice, or nothing;
 * a page that replaces another can be sent again as it is.
 */
function again(step: LeasedStep, payload: SlackPayload): SlackPayload {
  if (!step.looks || (payload.call !== 'ephemeral' && payload.call !== 'respond')) return payload
  if (payload.call === 'respond' && payload.replace) return payload
  const text = say('private.maybe-lost')
  const { blocks } = renderSlack({ summary: text, blocks: [{ kind: 'note', text }], notify: false })
  return { ...payload, message: { text: escapeMrkdwn(text), blocks: blocks.map(block => ({ ...block })) } }
}

async function post(client: WebClient, step: LeasedStep, payload: SlackPayload & { call: 'post' }): Promise<Posting> {
  const thread = threadOf(step, payload)
  if (thread !== undefined && mayLackRoot(step) && (await lacksRoot(client, payload.channel, thread))) {
    return withoutRoot(client, step, async () => (step.looks ? findLoose(client, step, payload.channel) : undefined))
  }
  const result = await client.apiCall('chat.postMessage', {
    channel: payload.channel,
    ...payload.message,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    // Unfurled links would put one side's picture under the facts.
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: METADATA, event_payload: { id: step.key } },
  })
  const { channel, ts, message } = postedAnswer.parse(result)
  const receipt = { channel, message: ts }
  // Below a message that is gone Slack refuses nothing, and posts into the channel: https://github.com/slack-go/slack/issues/1571
  // A side that stands where it belongs must never be taken away for what an answer left out, so Slack is asked.
  const seemsLoose = thread !== undefined && message !== undefined && message.thread_ts === undefined
  const isLoose = seemsLoose && (await lacksRoot(client, payload.channel, thread))
  return isLoose ? withoutRoot(client, step, async () => receipt) : { kind: 'posted', receipt }
}

/**
 * What belongs below a message that somebody has removed goes with it, without a word to anybody: as its receipt it has that of the
 * message. Only what was itself to be a thread's root is refused.
 */
async function withoutRoot(
  client: WebClient,
  step: LeasedStep,
  find: () => Promise<Receipt | undefined>,
): Promise<Posting> {
  try {
    const loose = await find()
    if (loose !== undefined) await removePost(client, loose)
  } catch (error) {
    // It must not stay, and not come once more: the next try looks for it.
    return { kind: 'look-first', reason: refusalOf(error).reason }
  }
  if (step.beneath !== undefined) return { kind: 'posted', receipt: step.beneath }
  const reason = 'The message above it was deleted.'
  return { kind: 'give-up', reason, remedy: 'Ask again.', scope: 'step' }
}

async function postEphemeral(client: WebClient, payload: SlackPayload & { call: 'ephemeral' }): Promise<Posting> {
  const result = await client.apiCall('chat.postEphemeral', {
    channel: payload.channel,
    user: payload.user,
    ...payload.message,
    ...(payload.thread === undefined ? {} : { thread_ts: payload.thread }),
  })
  return { kind: 'posted', receipt: { channel: payload.channel, message: ephemeralAnswer.parse(result).message_ts } }
}

function landedAbove({ beneath }: LeasedStep): Receipt {
  if (beneath === undefined) throw new Error('Only what was posted is taken away.')
  return beneath
}

async function remove(client: WebClient, { channel, message }: Receipt): Promise<Posting> {
  await removePost(client, { channel, message })
  return { kind: 'posted', receipt: { channel, message } }
}

async function update(
  client: WebClient,
  { channel, ts, message }: SlackPayload & { call: 'update' },
): Promise<Posting> {
  await client.apiCall('chat.update', { channel, ts, ...message })
  return { kind: 'posted', receipt: { channel, message: ts } }
}

/** What is gone already needs no other words. */
async function retell(client: WebClient, payload: SlackPayload & { call: 'retell' }): Promise<Posting> {
  const { channel, thread, ts } = payload
  const posted: Posting = { kind: 'posted', receipt: { channel, message: ts } }
  try {
    const now = await blocksOf(client, { channel, thread, ts }).catch((error: unknown) => {
      if (payload.posted === undefined || isGone(error) || refusalOf(error).kind !== 'give-up') throw error
      return payload.posted
    })
    const after = now === undefined ? undefined : retold(now, payload)
    if (after !== undefined) await client.apiCall('chat.update', { channel, ts, ...after })
    return posted
  } catch (error) {
    if (isGone(error)) return posted
    throw error
  }
}

/** What a message shows by now; undefined where it is gone. */
async function blocksOf(
  client: WebClient,
  { channel, thread, ts }: { readonly channel: string; readonly thread: string; readonly ts: string },
): Promise<unknown> {
  const only = { oldest: ts, latest: ts, inclusive: true, limit: FEW }
  const answer = await client.apiCall('conversations.replies', { channel, ts: thread, ...only })
  return shownAnswer.parse(answer).messages.find(message => message.ts === ts)?.blocks
}

function isGone(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && GONE.has(error.data.error)
}

async function publishView(
  client: WebClient,
  step: LeasedStep,
  { user, view }: SlackPayload & { call: 'publish-view' },
): Promise<Posting> {
  await client.apiCall('views.publish', { user_id: user, view })
  return { kind: 'posted', receipt: { channel: step.channel, message: step.key } }
}

async function openView(
  client: WebClient,
  step: LeasedStep,
  { channel, thread, view }: SlackPayload & { call: 'open-view' },
): Promise<Posting> {
  const { trigger, url } = viewSecret.parse(JSON.parse(step.secret ?? '{}'))
  const place: z.infer<typeof viewPlace> = { channel, url, ...(thread === undefined ? {} : { thread }) }
  await client.apiCall('views.open', {
    trigger_id: trigger,
    view: { ...view, private_metadata: JSON.stringify(place) },
  })
  return { kind: 'posted', receipt: { channel, message: step.key } }
}

/** A response_url gives no message id: the receipt's is the step's key. */
async function respond(step: LeasedStep, payload: SlackPayload & { call: 'respond' }): Promise<Posting> {
  if (step.secret === undefined) return spent('The address for private answers is gone.')
  const body = {
    response_type: 'ephemeral',
    replace_original: payload.replace,
    ...payload.message,
    ...(payload.thread === undefined ? {} : { thread_ts: payload.thread }),
    unfurl_links: false,
    unfurl_media: false,
  }
  const answer = await postJson(step.secret, body)
  if (!(answer instanceof Response)) return requestRefusal(answer.error)
  const said = await answer.text().catch(() => '')
  if (answer.ok) return { kind: 'posted', receipt: { channel: step.channel, message: step.key } }
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get('retry-after') ?? '1')
    return {
      kind: 'try-later',
      retryAfterMs: seconds * 1_000,
      scope: 'channel',
      reason: 'Slack asks to wait (rate limit).',
    }
  }
  if (answer.status >= 500) return { kind: 'look-first', reason: `Slack answered with HTTP ${answer.status}.` }
  const code = /"error"\s*:\s*"([a-z_]+)"/u.exec(said)?.[1] ?? `HTTP ${answer.status}`
  return spent(`Slack did not take the private answer (${code}).`)
}

function spent(reason: string): Posting {
  const remedy = 'Ask again: a private answer can be given for 30 minutes and five times.'
  return { kind: 'give-up', reason, remedy, scope: 'step' }
}

async function postJson(url: string, body: unknown): Promise<Response | { readonly error: unknown }> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(RESPOND_TIMEOUT_MS),
    })
  } catch (error) {
    return { error }
  }
}
