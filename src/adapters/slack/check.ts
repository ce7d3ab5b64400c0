import type { WebClient } from '@slack/web-api'
import { WebAPIPlatformError } from '@slack/web-api'
import { z } from 'zod'
import type { Checked, Missing } from '../../schedule/edition-post.ts'
import { refusalOf } from './refusal.ts'

/** https://docs.slack.dev/reference/objects/conversation-object; what is not said of a channel does not hold of it. */
const infoAnswer = z.looseObject({
  channel: z.looseObject({
    is_private: z.boolean().optional(),
    is_mpim: z.boolean().optional(),
    is_member: z.boolean().optional(),
    is_archived: z.boolean().optional(),
    is_frozen: z.boolean().optional(),
    is_read_only: z.boolean().optional(),
    is_thread_only: z.boolean().optional(),
    is_non_threadable: z.boolean().optional(),
  }),
  response_metadata: z.looseObject({ scopes: z.array(z.string()).optional() }).optional(),
})

type Channel = z.infer<typeof infoAnswer>['channel']

const INVITE = 'Type /invite @Counterpoint there.'
const ASK_ADMIN = 'Ask an admin to let Counterpoint post there, or use another channel.'

/** What is missing to post in a channel and in its threads. Never rejects: what could not be asked is missing too. */
export async function checkChannel(client: WebClient, channel: string): Promise<Checked> {
  if (channel.startsWith('D')) return { kind: 'direct', missing: await missingAlone(client, channel) }
  try {
    const answer = infoAnswer.safeParse(await client.conversations.info({ channel }))
    if (!answer.success) return { kind: 'text', missing: [unasked('Slack answered something else.')] }
    const { channel: found, response_metadata } = answer.data
    return { kind: 'text', missing: [...missingThere(found), ...missingScopes(found, response_metadata?.scopes)] }
  } catch (error) {
    return { kind: 'text', missing: [notSeen(error)] }
  }
}

/** Of two people's own conversation Slack lets the bot see nothing, and commands can be typed there too. */
async function missingAlone(client: WebClient, channel: string): Promise<readonly Missing[]> {
  try {
    // Unlike conversations.info it needs no scope that nothing else needs.
    await client.conversations.history({ channel, limit: 1 })
    return []
  } catch (error) {
    if (!isUnseen(error)) return [notSeen(error)]
    const what = 'Counterpoint is not in this conversation, and cannot be added to it.'
    return [{ what, remedy: 'Try again in a channel, or in a direct message with @Counterpoint.' }]
  }
}

/** The first of these hides the others. */
function missingThere(channel: Channel): readonly Missing[] {
  if (channel.is_archived === true) {
    return [{ what: 'The channel is archived.', remedy: 'Unarchive it, or use another channel.' }]
  }
  // Group conversations do not say who is in them; whom Slack shows one is in it.
  if (channel.is_member !== true && channel.is_mpim !== true) {
    return [{ what: 'Counterpoint is not in the channel.', remedy: INVITE }]
  }
  if (channel.is_frozen === true || channel.is_read_only === true) {
    return [{ what: 'Only some people may post in the channel.', remedy: ASK_ADMIN }]
  }
  if (channel.is_thread_only === true) {
    return [{ what: 'In the channel only replies can be posted.', remedy: ASK_ADMIN }]
  }
  if (channel.is_non_threadable === true) {
    return [{ what: 'The channel takes no threads, and every side stands in one.', remedy: 'Use another channel.' }]
  }
  return []
}

/** Slack names the token's scopes with every answer. */
function missingScopes(channel: Channel, scopes: readonly string[] | undefined): readonly Missing[] {
  if (scopes === undefined) return []
  const history = channel.is_mpim === true ? 'mpim' : channel.is_private === true ? 'groups' : 'channels'
  // Without the history nobody can look whether a post arrived.
  const lacking = ['chat:write', `${history}:history`].filter(scope => !scopes.includes(scope))
  if (lacking.length === 0) return []
  return [
    {
      what: `The app lacks the ${lacking.length === 1 ? 'scope' : 'scopes'} ${lacking.join(', ')}.`,
      remedy: 'Install it again with the scopes of config/slack-manifest.json.',
    },
  ]
}

function notSeen(error: unknown): Missing {
  // Slack says so of a private channel, too, in which the bot is not.
  if (isUnseen(error)) {
    return { what: 'Counterpoint does not see the channel.', remedy: INVITE }
  }
  const refusal = refusalOf(error)
  if (refusal.kind !== 'give-up') return unasked(refusal.reason)
  return { what: refusal.reason, remedy: refusal.remedy }
}

function isUnseen(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && error.data.error === 'channel_not_found'
}

function unasked(reason: string): Missing {
  return {
    what: `Slack could not be asked whether Counterpoint may post in the channel. ${reason}`,
    remedy: 'Try again in a minute.',
  }
}
