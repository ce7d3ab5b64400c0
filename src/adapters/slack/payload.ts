import { z } from 'zod'

const message = z.object({ text: z.string(), blocks: z.array(z.looseObject({ type: z.string() })) })

/** What a step of Slack holds: the call and its exact arguments. */
export const slackPayload = z.discriminatedUnion('call', [
  /** Into a channel; under `thread` when it is known beforehand, else under the receipt of the step's root. */
  z.object({ call: z.literal('post'), channel: z.string(), thread: z.string().optional(), message }),
  /** For one person in a channel where the bot is a member. */
  z.object({
    call: z.literal('ephemeral'),
    channel: z.string(),
    thread: z.string().optional(),
    user: z.string(),
    message,
  }),
  /** For one person through the response_url that is the step's secret. */
  z.object({ call: z.literal('respond'), replace: z.boolean(), thread: z.string().optional(), message }),
  /** Takes a message of the bot away. */
  z.object({ call: z.literal('delete'), channel: z.string(), message: z.string() }),
  /** The same with the message that is the receipt of the step above. */
  z.object({ call: z.literal('delete-landed') }),
  /** Puts other words into a message of the bot; an older version marked roots so. */
  z.object({ call: z.literal('update'), channel: z.string(), ts: z.string(), message }),
  /**
   * Changes what a message of the bot in a thread, or its root, says of a story, from what it says when the call is made; from the
   * blocks that it was `posted` with, where Slack does not let the bot read it.
   */
  z.object({
    call: z.literal('retell'),
    channel: z.string(),
    thread: z.string(),
    ts: z.string(),
    story: z.string(),
    how: z.enum(['mark', 'remove', 'head']),
    sentence: z.string(),
    posted: message.shape.blocks.optional(),
  }),
  /** The Home tab of one person. */
  z.object({ call: z.literal('publish-view'), user: z.string(), view: z.looseObject({ type: z.literal('home') }) }),
  /** A form before one person. The step's secret holds the trigger and the response_url, by which what is sent is answered. */
  z.object({
    call: z.literal('open-view'),
    channel: z.string(),
    thread: z.string().optional(),
    view: z.looseObject({ type: z.literal('modal') }),
  }),
])

/** The secret of a step that opens a form. */
export const viewSecret = z.object({ trigger: z.string(), url: z.string() })

/** What a form carries of where it was asked for. */
export const viewPlace = z.object({ channel: z.string(), thread: z.string().optional(), url: z.string() })

export type SlackPayload = z.infer<typeof slackPayload>

/** The type of the metadata that a posted step carries. */
export const METADATA = 'counterpoint_step'
