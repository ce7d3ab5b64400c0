import type { REST } from 'discord.js'
import { DiscordAPIError, Routes } from 'discord.js'
import type { Posting } from '../../delivery/carrier.ts'
import type { LeasedStep } from '../../store/step.ts'
import type { DiscordPayload } from './payload.ts'
import { CODE, codeOf } from './refusal.ts'
import { FLAGS } from './render.ts'

/** Somebody has removed the message that a step is told below. */
export const BELOW_NOTHING: Posting = {
  kind: 'give-up',
  reason: 'The message above it was removed.',
  remedy: 'Ask again.',
  scope: 'step',
}

/**
 * Whether somebody has removed the answer that this is told below, for everybody: a further answer to nothing is not refused, and would
 * stand in the channel without the facts. Where Discord does not say so, the answer is taken to be there.
 */
export async function lacksRoot(
  rest: REST,
  step: LeasedStep,
  { application, body }: DiscordPayload & { call: 'follow-up' },
): Promise<boolean> {
  if (step.beneath === undefined || (Number(body.flags) & FLAGS.ephemeral) !== 0) return false
  try {
    await rest.get(Routes.webhookMessage(application, step.secret ?? '', '@original'), { auth: false })
    return false
  } catch (error) {
    return codeOf(error) === CODE.unknownMessage
  }
}

/** What Discord calls it today, and what it called it until 2024: https://github.com/TripSit/TripBot/issues/997 */
const NO_MESSAGE_ABOVE = ['MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'REPLIES_UNKNOWN_MESSAGE']

/** What is wrong with a request is named in the answer: https://discord.com/developers/docs/reference#error-messages */
export function isReplyToNothing(error: unknown): boolean {
  if (!(error instanceof DiscordAPIError) || !('errors' in error.rawError)) return false
  const named = JSON.stringify(error.rawError.errors)
  return NO_MESSAGE_ABOVE.some(name => named.includes(`"${name}"`))
}

/** Whether the thread was there for the step before: somebody has removed it since, and what followed would be one side without the other. */
export function wasOpen({ behind }: LeasedStep, thread: string): boolean {
  if (behind === undefined) return false
  return behind.receipt === undefined ? behind.kind === 'post' : behind.receipt.channel === thread
}
