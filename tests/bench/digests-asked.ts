import { setTimeout as wait } from 'node:timers/promises'
import type { Emulator } from '../../src/emulators/emulator.ts'
import { names } from '../walks/crowd.ts'
import { posts } from '../walks/stage.ts'
import { TOPICS } from './digests-world.ts'
import { clock } from './town.ts'

/** People ask elsewhere than where digests come. */
export const ASKED_IN = 100
const ASK_EVERY_MS = 100
const SIDES = 2

/** What somebody asked, and how long the acknowledgement took; times are milliseconds, `at` of `clock`. */
export interface Asked {
  readonly channel: string
  readonly at: number
  readonly acknowledged: boolean
  readonly waitedMs: number
}

/** One ask after the other. */
export async function askUntil(town: Emulator, signal: AbortSignal): Promise<readonly Asked[]> {
  const asked: Asked[] = []
  const channels = names(ASKED_IN)
  for (let n = 0; !signal.aborted; n += 1) {
    const topic = TOPICS[n % TOPICS.length] ?? ''
    const channel = channels[n % ASKED_IN] ?? ''
    const at = clock()
    const seat = town.as('ana').in(channel)
    const { acknowledged, afterMs } = await seat.type(`/story about-${topic}`)
    asked.push({ channel, at, acknowledged, waitedMs: afterMs })
    await wait(Math.max(0, ASK_EVERY_MS - afterMs), undefined, { signal }).catch(() => undefined)
  }
  return asked
}

/** Milliseconds until the last side of each answered ask stood; those of one channel are answered in order. */
export function wholeThreads(town: Emulator, asked: readonly Asked[]): readonly number[] {
  return [...Map.groupBy(asked, ({ channel }) => channel)].flatMap(([channel, own]) => {
    const all = posts(town.seen(channel))
    const roots = all.filter(({ thread }) => thread === undefined)
    // Which answer is whose cannot be told there.
    if (own.some(one => !one.acknowledged)) return []
    return own.flatMap(({ at }, place) => {
      const root = roots[place]
      const replies = all.filter(({ thread }) => thread !== undefined && thread === root?.id)
      return replies.length < SIDES ? [] : [Math.max(...replies.map(reply => reply.at)) - at]
    })
  })
}
