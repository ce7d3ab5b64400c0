import type { Paced } from '../../delivery/carrier.ts'
import type { Limit } from '../../delivery/pace.ts'
import type { SlackPayload } from './payload.ts'
import { slackPayload } from './payload.ts'

/**
 * Slack's rate limits. A second between two messages in a channel, with short bursts let through; the other methods by tier,
 * so many calls a minute for each method and installation. https://docs.slack.dev/apis/web-api/rate-limits
 */
const POST = { everyMs: 1_000, burst: 2.95 } as const
const TIER_3 = { everyMs: 60_000 / 50, burst: 20 } as const
const TIER_4 = { everyMs: 60_000 / 100, burst: 40 } as const

/** What a step's call counts against. What a person is shown alone through a response_url counts against nothing that is shared. */
export function slackLimits(step: Paced): readonly Limit[] {
  const payload = slackPayload.parse(JSON.parse(step.payload))
  const method = methodOf(payload)
  return method === undefined ? [] : [{ kind: 'steady', covers: 'step', ...method }]
}

function methodOf(payload: SlackPayload) {
  switch (payload.call) {
    case 'post':
      return { bucket: `chat.postMessage ${payload.channel}`, ...POST }
    case 'ephemeral':
      return { bucket: 'chat.postEphemeral', ...TIER_4 }
    case 'delete':
    case 'delete-landed':
      return { bucket: 'chat.delete', ...TIER_3 }
    case 'update':
    case 'retell':
      return { bucket: 'chat.update', ...TIER_3 }
    case 'publish-view':
      return { bucket: 'views.publish', ...TIER_4 }
    case 'open-view':
      return { bucket: 'views.open', ...TIER_4 }
    case 'respond':
      return undefined
  }
}
