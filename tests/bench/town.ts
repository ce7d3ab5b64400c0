import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { Emulator, World } from '../../src/emulators/emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'

export type Platform = 'slack' | 'discord'

/** Many channels, because both platforms take one message a second in each: nobody asks 500 times in one. */
export const CHANNELS: readonly string[] = Array.from({ length: 250 }, (_, n) => `channel-${n + 1}`)

const WORLD: World = {
  people: [{ name: 'ana', manages: true }],
  channels: CHANNELS.map(name => ({ name, kind: 'text' })),
}

/**
 * Milliseconds since 1970, in eighths: finer than `Date.now()`, and exact as a number of microseconds, which is what Slack's
 * message times are made of.
 */
export function clock(): number {
  return Math.floor((performance.timeOrigin + performance.now()) * 8) / 8
}

/** An emulator whose calls are timed by `clock`. Discord's schema check is off: it would be measured as the bot's time. */
export function openTown(platform: Platform): Promise<Emulator> {
  const options = { world: WORLD, now: clock }
  return platform === 'slack' ? startSlack(options) : startDiscord({ ...options, oracle: false })
}
