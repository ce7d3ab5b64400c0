import { z } from 'zod'

const message = z.looseObject({ flags: z.number(), components: z.array(z.unknown()) })

/** What a step of Discord holds: the call and its exact body. */
export const discordPayload = z.discriminatedUnion('call', [
  /** The first answer to an interaction, whose token is the step's secret: 4 a new message, 7 the pressed message turned into this one, 9 a form. */
  z.object({
    call: z.literal('callback'),
    application: z.string(),
    interaction: z.string(),
    body: z.union([
      z.object({ type: z.union([z.literal(4), z.literal(7)]), data: message }),
      z.object({ type: z.literal(9), data: z.looseObject({ custom_id: z.string() }) }),
    ]),
  }),
  /** A further answer, below the first. */
  z.object({ call: z.literal('follow-up'), application: z.string(), body: message }),
  /**
   * An ordinary message: in the step's channel; in the thread that is the receipt of the step above; in the channel as a reply
   * to the message that it is; or `below` that message, in its thread where it has one that takes it, else as a reply.
   */
  z.object({ call: z.literal('message'), into: z.enum(['channel', 'thread', 'reply', 'below']), body: message }),
  /** A post in a forum: a thread whose first message has the thread's id. Looked for among the threads of the guild. */
  z.object({
    call: z.literal('forum-post'),
    guild: z.string(),
    body: z.object({
      name: z.string(),
      auto_archive_duration: z.number(),
      applied_tags: z.array(z.string()),
      message,
    }),
  }),
  /** Sends the message that is the receipt of the step above to those who follow the announcement channel. */
  z.object({ call: z.literal('publish') }),
  /** Closes the thread that is the receipt of the step above to all but moderators. */
  z.object({ call: z.literal('lock-thread') }),
  /** Takes a message of the bot away. */
  z.object({ call: z.literal('delete-message'), channel: z.string(), message: z.string() }),
  /** The same with the receipt of the step above, a message or a thread. */
  z.object({ call: z.literal('delete-landed') }),
  /** Puts other components into a message of the bot; an older version marked roots so. */
  z.object({ call: z.literal('edit'), channel: z.string(), message: z.string(), body: message }),
  /**
   * Changes what a message of the bot says of a story, from what it says when the call is made; from the components that it was
   * `posted` with, where Discord does not let the bot read it.
   */
  z.object({
    call: z.literal('retell'),
    channel: z.string(),
    message: z.string(),
    story: z.string(),
    how: z.enum(['mark', 'remove', 'head']),
    sentence: z.string(),
    posted: z.array(z.unknown()).optional(),
  }),
  /** Takes a thread away with all that is in it, or closes it. */
  z.object({ call: z.literal('delete-thread'), thread: z.string() }),
  z.object({ call: z.literal('archive-thread'), thread: z.string() }),
  /** A thread on the message that is the receipt of the step above. */
  z.object({
    call: z.literal('open-thread'),
    body: z.object({ name: z.string(), auto_archive_duration: z.number(), rate_limit_per_user: z.number().optional() }),
  }),
])

export type DiscordPayload = z.infer<typeof discordPayload>

/** Where an ordinary message goes, first of all. */
export function channelOf(
  step: { readonly channel: string; readonly beneath?: { readonly message: string } },
  { into }: DiscordPayload & { call: 'message' },
): string {
  // A thread has the id of the message that it was opened on.
  const inside = into === 'thread' || into === 'below'
  return inside && step.beneath !== undefined ? step.beneath.message : step.channel
}
