import type { Adapter, AdapterLog } from './adapter.ts'
import type { DiscordOptions } from './discord/discord.ts'
import type { SlackOptions } from './slack/slack.ts'

type Shared = 'log' | 'now'

export interface AdapterNeeds {
  /** Absent where no token is set. */
  readonly config: {
    readonly slack?: Omit<SlackOptions, Shared>
    readonly discord?: Omit<DiscordOptions, Shared>
  }
  readonly log: AdapterLog
  readonly now: () => number
}

/** The platforms whose tokens are set. An SDK is loaded only where its platform is used: each takes some 40 MB. */
export async function makeAdapters({ config, log, now }: AdapterNeeds): Promise<readonly Adapter[]> {
  const { slack, discord } = config
  return [
    ...(slack === undefined ? [] : [(await import('./slack/slack.ts')).createSlack({ ...slack, log, now })]),
    ...(discord === undefined ? [] : [(await import('./discord/discord.ts')).createDiscord({ ...discord, log, now })]),
  ]
}
