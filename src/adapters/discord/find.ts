import type { REST } from 'discord.js'
import { Routes } from 'discord.js'
import { z } from 'zod'
import type { Sighting } from '../../delivery/carrier.ts'
import type { LeasedStep } from '../../store/step.ts'
import { findPost } from './find-post.ts'
import type { Line } from './line.ts'
import { markOf } from './mark.ts'
import type { DiscordPayload } from './payload.ts'
import { channelOf, discordPayload } from './payload.ts'
import { CODE, codeOf, refusalOf } from './refusal.ts'
import { earliestId } from './snowflake.ts'

const PAGE = 100
const MOST_PAGES = 10

const original = z.looseObject({ id: z.string(), channel_id: z.string() })
const listed = z.array(
  z.looseObject({
    id: z.string(),
    author: z.looseObject({ id: z.string() }),
    components: z.array(z.looseObject({ id: z.number().optional() })).optional(),
  }),
)

const flagged = z.looseObject({ flags: z.number() })
/** https://discord.com/developers/docs/resources/message#message-object-message-flags */
const PUBLISHED = 1 << 0

/** Looks for a step where it would be: the interaction's own answer, the thread with the message's id, or a message with the step's mark. */
export async function findStep({ rest, answers, me }: Line, step: LeasedStep): Promise<Sighting> {
  const payload = discordPayload.parse(JSON.parse(step.payload))
  try {
    switch (payload.call) {
      case 'callback':
        return await findAnswer(answers, step, payload)
      case 'follow-up':
        return await findMessage(rest, step, step.beneath?.channel ?? step.channel, step.beneath?.message, me)
      case 'message':
        return payload.into === 'below'
          ? await findBelow(rest, step, channelOf(step, payload), me)
          : await findMessage(rest, step, channelOf(step, payload), step.beneath?.message, me)
      case 'open-thread':
        return await findThread(rest, step)
      case 'forum-post':
        return await findPost({ rest, answers, me }, step, payload)
      case 'publish':
        return await findPublished(rest, step)
      case 'lock-thread':
      case 'edit':
      case 'retell':
      case 'delete-message':
      case 'delete-landed':
      case 'delete-thread':
      case 'archive-thread':
        // Doing it once more changes nothing.
        return { kind: 'absent' }
    }
  } catch (error) {
    return blind(error)
  }
}

async function findAnswer(
  rest: REST,
  step: LeasedStep,
  payload: DiscordPayload & { call: 'callback' },
): Promise<Sighting> {
  // A form leaves nothing to see. Turning a message into the same message twice changes nothing, and a second answer is refused as such.
  if (payload.body.type === 7 || payload.body.type === 9) return { kind: 'absent' }
  const route = Routes.webhookMessage(payload.application, step.secret ?? '', '@original')
  try {
    const answer = original.parse(await rest.get(route, { auth: false }))
    return { kind: 'found', receipt: { channel: answer.channel_id, message: answer.id } }
  } catch (error) {
    const code = codeOf(error)
    if (code === CODE.unknownMessage || code === CODE.unknownWebhook) return { kind: 'absent' }
    throw error
  }
}

async function findThread(rest: REST, step: LeasedStep): Promise<Sighting> {
  // A thread has the id of the message that it was opened on.
  const id = step.beneath?.message ?? ''
  try {
    await rest.get(Routes.channel(id))
    return { kind: 'found', receipt: { channel: id, message: id } }
  } catch (error) {
    if (codeOf(error) === CODE.unknownChannel) return { kind: 'absent' }
    throw error
  }
}

/** A message that its followers have got says so itself. */
async function findPublished(rest: REST, { beneath }: LeasedStep): Promise<Sighting> {
  if (beneath === undefined) return { kind: 'absent' }
  const { flags } = flagged.parse(await rest.get(Routes.channelMessage(beneath.channel, beneath.message)))
  return (flags & PUBLISHED) === 0 ? { kind: 'absent' } : { kind: 'found', receipt: beneath }
}

/** In the thread of the message above, then among what followed that message in its channel. */
async function findBelow(rest: REST, step: LeasedStep, thread: string, me: string): Promise<Sighting> {
  const root = step.beneath?.message
  const inThread = await findMessage(rest, step, thread, root, me).catch((error): Sighting => {
    if (codeOf(error) !== CODE.unknownChannel) throw error
    return { kind: 'absent' }
  })
  if (inThread.kind !== 'absent') return inThread
  return findMessage(rest, step, step.beneath?.channel ?? step.channel, root, me)
}

async function findMessage(
  rest: REST,
  step: LeasedStep,
  channel: string,
  root: string | undefined,
  me: string,
): Promise<Sighting> {
  const mark = markOf(step.key)
  const read = async (range: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({ ...range, limit: String(PAGE) })
    const messages = listed.parse(await rest.get(Routes.channelMessages(channel), { query }))
    const own = messages.find(one => one.author.id === me && one.components?.[0]?.id === mark)
    const found: Sighting | undefined =
      own === undefined ? undefined : { kind: 'found', receipt: { channel, message: own.id } }
    return { messages, found }
  }
  const earliest = root ?? earliestId(step.firstTryAt)
  let after = earliest
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { messages, found } = await read({ after })
    if (found !== undefined) return found
    const newest = messages[0]
    if (newest === undefined || messages.length < PAGE) {
      // Discord's clock can be so far behind ours that what was posted seems to be older, also where others have written since.
      const older = root === undefined ? await read({ before: earliest }) : undefined
      return older?.found ?? { kind: 'absent' }
    }
    after = newest.id
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
