import type { WebClient } from '@slack/web-api'
import { WebAPIPlatformError } from '@slack/web-api'
import type { LeasedStep, Receipt } from '../../store/step.ts'
import type { SlackPayload } from './payload.ts'

/** The thread that a post belongs to: known beforehand, or its root's receipt. */
export function threadOf(step: LeasedStep, payload: SlackPayload & { call: 'post' }): string | undefined {
  return payload.thread ?? step.beneath?.message
}

/** Slack says so of a thread whose message was deleted before anybody had replied to it; of any other a tombstone is there. */
export function isThreadGone(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && error.data.error === 'thread_not_found'
}

/**
 * Whether somebody may have removed the message above: the reply before it stands nowhere, or it was tried already and nobody heard
 * how that went.
 */
export function mayLackRoot({ looks, beneath, behind }: LeasedStep): boolean {
  return looks || (beneath !== undefined && behind?.receipt?.message === beneath.message)
}

/** Asks Slack; where it does not say so, the message above is taken to be there. */
export async function lacksRoot(client: WebClient, channel: string, thread: string): Promise<boolean> {
  try {
    await client.apiCall('conversations.replies', { channel, ts: thread, limit: 1 })
    return false
  } catch (error) {
    return isThreadGone(error)
  }
}

/** What is gone already is done. */
export async function removePost(client: WebClient, { channel, message }: Receipt): Promise<void> {
  try {
    await client.apiCall('chat.delete', { channel, ts: message })
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError) || error.data.error !== 'message_not_found') throw error
  }
}
