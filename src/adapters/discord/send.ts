import type { REST } from 'discord.js'
import { Routes } from 'discord.js'
import { z } from 'zod'
import type { Posting } from '../../delivery/carrier.ts'
import type { LeasedStep, Receipt } from '../../store/step.ts'
import { findStep } from './find.ts'
import type { Line } from './line.ts'
import type { DiscordPayload } from './payload.ts'
import { channelOf, discordPayload } from './payload.ts'
import { CODE, codeOf, refusalOf } from './refusal.ts'
import { FLAGS } from './render.ts'
import { retold } from './retold.ts'
import { BELOW_NOTHING, isReplyToNothing, lacksRoot, wasOpen } from './send-above.ts'

const created = z.looseObject({ id: z.string(), channel_id: z.string() })
const answered = z.looseObject({ resource: z.looseObject({ message: created.optional() }).nullish() })
const opened = z.looseObject({ id: z.string() })
const shown = z.looseObject({ components: z.unknown() })
/** There is no thread on a message, or none that the bot may write in. */
const NO_THREAD: ReadonlySet<number> = new Set([
  CODE.unknownChannel,
  CODE.missingPermissions,
  CODE.threadArchived,
  CODE.threadLocked,
])

/** Does one step with one call. The REST client must not retry by itself. */
export async function sendStep(line: Line, step: LeasedStep): Promise<Posting> {
  const payload = discordPayload.parse(JSON.parse(step.payload))
  try {
    if (payload.call === 'follow-up' && (await lacksRoot(line.answers, step, payload))) return BELOW_NOTHING
    return { kind: 'posted', receipt: await call(line, step, payload) }
  } catch (error) {
    const code = codeOf(error)
    // These say that an earlier try has landed.
    if (code === CODE.threadExists && step.beneath !== undefined) {
      return { kind: 'posted', receipt: { channel: step.beneath.message, message: step.beneath.message } }
    }
    if (code === CODE.publishedAlready && payload.call === 'publish' && step.beneath !== undefined) {
      return { kind: 'posted', receipt: step.beneath }
    }
    // Somebody has removed the thread that was opened for it: it goes with that, and is not told elsewhere instead.
    const inThread = payload.call === 'lock-thread' || (payload.call === 'message' && payload.into === 'thread')
    if (code === CODE.unknownChannel && inThread && step.beneath !== undefined) {
      return { kind: 'posted', receipt: step.beneath }
    }
    if (isReplyToNothing(error)) return BELOW_NOTHING
    if (code === CODE.missingPermissions && payload.call === 'lock-thread') {
      const remedy =
        'To lock threads, the bot needs "Manage Threads" there. Give it, or take "lock" out of the settings.'
      return { kind: 'give-up', reason: 'The bot may not lock the thread.', remedy, scope: 'channel' }
    }
    if (code === CODE.missingPermissions && payload.call === 'delete-thread') {
      const remedy = 'It is closed instead. To delete threads, the bot needs "Manage Threads" there.'
      return { kind: 'give-up', reason: 'The bot may not delete the thread.', remedy, scope: 'step' }
    }
    if (code === CODE.alreadyAnswered && payload.call === 'callback') return landed(line, step, payload)
    const refusal = refusalOf(error)
    // Ten publications an hour are another limit than that of messages: the channel goes on meanwhile.
    const alone = payload.call === 'publish' && refusal.kind === 'try-later' && refusal.scope === 'channel'
    return alone ? { ...refusal, scope: 'step' } : refusal
  }
}

function call({ rest, answers }: Line, step: LeasedStep, payload: DiscordPayload): Promise<Receipt> {
  switch (payload.call) {
    case 'callback':
      return callback(answers, step, payload)
    case 'follow-up':
      return followUp(answers, step, payload)
    case 'message':
      return message(rest, step, payload)
    case 'forum-post':
      return forumPost(rest, step, payload)
    case 'publish':
      return publish(rest, step)
    case 'open-thread':
      return openThread(rest, step, payload)
    case 'lock-thread':
      return lockThread(rest, step)
    case 'edit':
      return edit(rest, payload)
    case 'retell':
      return retell(rest, payload)
    case 'delete-message':
      return removeMessage(rest, payload)
    case 'delete-landed':
      return removeLanded(rest, step)
    case 'delete-thread':
      return removeThread(rest, payload)
    case 'archive-thread':
      return archiveThread(rest, payload)
  }
}

async function callback(
  rest: REST,
  step: LeasedStep,
  payload: DiscordPayload & { call: 'callback' },
): Promise<Receipt> {
  const route = Routes.interactionCallback(payload.interaction, step.secret ?? '')
  const query = new URLSearchParams({ with_response: 'true' })
  const answer = answered.parse(await rest.post(route, { body: payload.body, query, auth: false }))
  const made = answer.resource?.message
  return made === undefined
    ? { channel: step.channel, message: step.key }
    : { channel: made.channel_id, message: made.id }
}

async function followUp(
  rest: REST,
  step: LeasedStep,
  payload: DiscordPayload & { call: 'follow-up' },
): Promise<Receipt> {
  const route = Routes.webhook(payload.application, step.secret ?? '')
  const query = new URLSearchParams({ wait: 'true' })
  const made = created.parse(await rest.post(route, { body: payload.body, query, auth: false }))
  return { channel: made.channel_id, message: made.id }
}

async function message(rest: REST, step: LeasedStep, payload: DiscordPayload & { call: 'message' }): Promise<Receipt> {
  // Within a few minutes the same nonce gives the message that is there already.
  const body = { ...payload.body, nonce: step.key, enforce_nonce: true }
  const say = async (channel: string, more: object) =>
    created.parse(await rest.post(Routes.channelMessages(channel), { body: { ...body, ...more } }))
  // Whatever is refused was not said, so it can be said in another way at once. Where somebody has removed the message above it is not
  // said at all: a side would stand in the channel without the facts.
  const reply = (channel: string, to: string) =>
    say(channel, { message_reference: { message_id: to } }).catch(error => {
      if (codeOf(error) !== CODE.noHistoryToReply) throw error
      return say(channel, {})
    })
  const made = await sayIn(payload.into)
  return { channel: made.channel_id, message: made.id }

  function sayIn(into: typeof payload.into) {
    const { beneath } = step
    if (into === 'channel' || into === 'thread' || beneath === undefined) return say(channelOf(step, payload), {})
    const above = () => reply(beneath.channel, beneath.message)
    if (into === 'reply') return above()
    const thread = channelOf(step, payload)
    return say(thread, {}).catch(error => {
      const code = codeOf(error)
      if (!NO_THREAD.has(code ?? 0) || (code === CODE.unknownChannel && wasOpen(step, thread))) throw error
      return above()
    })
  }
}

async function forumPost(
  rest: REST,
  step: LeasedStep,
  payload: DiscordPayload & { call: 'forum-post' },
): Promise<Receipt> {
  const made = opened.parse(await rest.post(Routes.threads(step.channel), { body: payload.body }))
  return { channel: made.id, message: made.id }
}

async function publish(rest: REST, { beneath }: LeasedStep): Promise<Receipt> {
  if (beneath === undefined) throw new Error('Only a message that was posted is published.')
  await rest.post(Routes.channelMessageCrosspost(beneath.channel, beneath.message))
  return beneath
}

async function lockThread(rest: REST, { beneath }: LeasedStep): Promise<Receipt> {
  if (beneath === undefined) throw new Error('Only a thread that was opened is locked.')
  await rest.patch(Routes.channel(beneath.message), { body: { locked: true } })
  return { channel: beneath.message, message: beneath.message }
}

async function edit(
  rest: REST,
  { channel, message: id, body }: Omit<DiscordPayload & { call: 'edit' }, 'call'>,
): Promise<Receipt> {
  await whileOpen(rest, channel, () => rest.patch(Routes.channelMessage(channel, id), { body }))
  return { channel, message: id }
}

/** In a thread that was archived meanwhile nothing changes before it is opened again. */
async function whileOpen(rest: REST, channel: string, change: () => Promise<unknown>): Promise<void> {
  await change().catch(async error => {
    if (codeOf(error) !== CODE.threadArchived) throw error
    await rest.patch(Routes.channel(channel), { body: { archived: false } })
    await change()
    await rest.patch(Routes.channel(channel), { body: { archived: true } })
  })
}

/** What is gone already needs no other words. */
async function retell(rest: REST, payload: DiscordPayload & { call: 'retell' }): Promise<Receipt> {
  const { channel, message } = payload
  const now = await componentsOf(rest, payload).catch((error: unknown) => {
    if (payload.posted === undefined || refusalOf(error).kind !== 'give-up') throw error
    return payload.posted
  })
  const components = now === undefined ? undefined : retold(now, payload)
  if (components === undefined) return { channel, message }
  const body = { flags: FLAGS.components, allowed_mentions: { parse: [] }, components: [...components] }
  return edit(rest, { channel, message, body })
}

/** What a message shows by now; undefined where it is gone. */
async function componentsOf(rest: REST, { channel, message }: Receipt): Promise<unknown> {
  const now = await rest.get(Routes.channelMessage(channel, message)).catch(unlessGone)
  return now === undefined ? undefined : shown.parse(now).components
}

async function removeMessage(rest: REST, { channel, message: id }: Receipt): Promise<Receipt> {
  await whileOpen(rest, channel, () => rest.delete(Routes.channelMessage(channel, id))).catch(unlessGone)
  return { channel, message: id }
}

/** A thread that may not be deleted is empty, and closed instead. */
async function removeLanded(rest: REST, { beneath }: LeasedStep): Promise<Receipt> {
  if (beneath === undefined) throw new Error('Only what was posted is taken away.')
  const { channel, message: id } = beneath
  if (channel !== id) return removeMessage(rest, { channel, message: id })
  return removeThread(rest, { thread: id }).catch(error => {
    if (codeOf(error) !== CODE.missingPermissions) throw error
    return archiveThread(rest, { thread: id })
  })
}

async function removeThread(rest: REST, { thread }: { readonly thread: string }): Promise<Receipt> {
  await rest.delete(Routes.channel(thread)).catch(unlessGone)
  return { channel: thread, message: thread }
}

async function archiveThread(rest: REST, { thread }: { readonly thread: string }): Promise<Receipt> {
  await rest.patch(Routes.channel(thread), { body: { archived: true } }).catch(unlessArchived)
  return { channel: thread, message: thread }
}

/** What is gone already is done. */
function unlessGone(error: unknown): void {
  const code = codeOf(error)
  if (code !== CODE.unknownMessage && code !== CODE.unknownChannel) throw error
}

function unlessArchived(error: unknown): void {
  if (codeOf(error) !== CODE.threadArchived) unlessGone(error)
}

async function openThread(
  rest: REST,
  step: LeasedStep,
  payload: DiscordPayload & { call: 'open-thread' },
): Promise<Receipt> {
  if (step.beneath === undefined) throw new Error('A thread is opened on a posted message.')
  const route = Routes.threads(step.beneath.channel, step.beneath.message)
  const made = opened.parse(await rest.post(route, { body: payload.body }))
  return { channel: made.id, message: made.id }
}

async function landed(line: Line, step: LeasedStep, payload: DiscordPayload & { call: 'callback' }): Promise<Posting> {
  if (payload.body.type !== 4) return { kind: 'posted', receipt: { channel: step.channel, message: step.key } }
  const sighting = await findStep(line, step)
  if (sighting.kind === 'found') return { kind: 'posted', receipt: sighting.receipt }
  return { kind: 'look-first', reason: 'The interaction was answered, and the answer is not to be seen yet.' }
}
