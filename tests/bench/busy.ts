import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { storyDocument } from '../walks/stage.ts'
import { BARE } from './bare.ts'
import type { Burst, Crowds, Minute } from './busy-crowds.ts'
import { ASKS, AT_ONCE, MESSAGES, measureCrowds } from './busy-crowds.ts'
import type { Figure } from './figure.ts'
import { percentile } from './figure.ts'
import type { Program } from './launch.ts'
import type { Platform } from './town.ts'

const GOAL = { acknowledgedMs: 1_000, none: 0 } as const
const NAMES = { slack: 'Slack', discord: 'Discord' } as const satisfies Record<Platform, string>
const PLATFORMS = ['slack', 'discord'] as const

/**
 * Many people at once, and 500 in a minute, on a Slack and a Discord that hold their limits at real pace, with the real program
 * between them; and the same crowds with Bolt and discord.js alone, which answer with a constant thread of as many messages.
 */
export async function measureBusy(program: Program, folder: string): Promise<readonly Figure[]> {
  const stories = join(folder, 'busy-stories')
  mkdirSync(stories)
  for (const [name, text] of Object.entries(storyDocument('ports'))) writeFileSync(join(stories, name), text)
  const ours = await measureCrowds([program], join(folder, 'busy'), { STORIES_DIR: stories })
  const bare = await measureCrowds([BARE.slack, BARE.discord], join(folder, 'busy-bare'), {
    REPLIES: String(MESSAGES - 1),
  })
  const row = (name: string, unit: Figure['unit'], of: (crowds: Crowds) => number, goal?: number): Figure => ({
    name,
    unit,
    measured: of(ours),
    bare: of(bare),
    ...(goal === undefined ? {} : { goal }),
  })
  const burst = (where: string, of: (crowds: Crowds) => Burst) => [
    row(
      `${AT_ONCE} at once, slowest acknowledgement, ${where}`,
      'ms',
      crowds => of(crowds).acknowledged,
      GOAL.acknowledgedMs,
    ),
    row(`${AT_ONCE} at once, last message, ${where}`, 's', crowds => of(crowds).last / 1_000),
  ]
  return [
    ...PLATFORMS.flatMap(platform => burst(NAMES[platform], ({ bursts }) => bursts[platform])),
    ...burst('both together', ({ bursts }) => bursts.both),
    ...PLATFORMS.map(platform =>
      row(`Calls turned away (429), ${AT_ONCE} at once, ${NAMES[platform]}`, '', crowds => crowds.turnedAway[platform]),
    ),
    ...PLATFORMS.flatMap(platform => {
      const where = `${ASKS} in a minute, ${NAMES[platform]}`
      const of = (name: string, unit: Figure['unit'], value: (minute: Minute) => number, goal?: number) =>
        row(`${name}, ${where}`, unit, ({ minutes }) => value(minutes[platform]), goal)
      return [
        of('Acknowledgement p99', 'ms', ({ waited }) => percentile(waited, 0.99)),
        // The limits allow a thread of three at once, in a channel in which nothing was posted for three seconds.
        of('Last message after the last ask', 's', ({ last }) => last / 1_000),
        of('People without an answer', '', ({ unanswered }) => unanswered, GOAL.none),
        of('Threads lost', '', ({ lost }) => lost, GOAL.none),
        of('Messages doubled', '', ({ doubled }) => doubled, GOAL.none),
        of('Threads out of order', '', ({ disordered }) => disordered, GOAL.none),
        of('Calls turned away (429)', '', ({ turnedAway }) => turnedAway),
      ]
    }),
    row('Memory after the crowds', 'MB', ({ memory }) => memory),
  ]
}
