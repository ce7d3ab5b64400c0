import type { DiscordEmulator } from '../emulators/discord/discord-emulator.ts'
import { startDiscord } from '../emulators/discord/discord-emulator.ts'
import type { World } from '../emulators/emulator.ts'
import type { SlackEmulator } from '../emulators/slack/slack-emulator.ts'
import { startSlack } from '../emulators/slack/slack-emulator.ts'

/** How many times the platforms' limits the bot may use here: these take as many calls as come, so nobody waits for Slack's one message a second. */
export const NO_LIMITS = 1_000

/** Both platforms as they live on this machine. */
export interface Town {
  readonly slack: SlackEmulator
  readonly discord: DiscordEmulator
}

/** Who and what there is in the playground, on both platforms. */
export const WORLD = {
  people: [
    { name: 'ana', manages: true },
    { name: 'ben', manages: false },
  ],
  channels: [
    { name: 'news', kind: 'text' },
    { name: 'general', kind: 'text' },
    { name: 'desk', kind: 'private' },
    { name: 'bot', kind: 'direct' },
  ],
} as const satisfies World

export const BOT = 'Counterpoint'

/** `now` in milliseconds since 1970. */
export async function startTown(now: () => number): Promise<Town> {
  const [slack, discord] = await Promise.all([
    startSlack({ world: WORLD, now }),
    startDiscord({ world: WORLD, now, oracle: false }),
  ])
  return { slack, discord }
}

export async function closeTown({ slack, discord }: Town): Promise<void> {
  await Promise.all([slack.close(), discord.close()])
}
