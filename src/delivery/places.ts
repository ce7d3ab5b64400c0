import { platformOf } from '../store/lane.ts'
import type { NewStep } from '../store/step.ts'

/**
 * Enough for as many calls as the platforms let through, each with its commits before and after it. Of these eight are of one
 * channel: twenty people who ask there at the same moment are answered within Discord's three seconds.
 */
const MOST_AT_ONCE = 192
const CHANNELS_AT_ONCE = 24
const LEAST_ASKED = 8

/** Where steps are under way. Each platform has places of its own, and as many for what is urgent. */
export interface Places {
  /** Those that are free for steps that are urgent, or for others. */
  free(urgent: boolean, platform: string): number
  /** Whether there is one for this step. */
  has(step: NewStep): boolean
  /** How many a channel may have. */
  readonly ofChannel: number
}

/** `underWay` gives what has a place now. */
export function openPlaces(underWay: () => Iterable<{ readonly step: NewStep }>, most = MOST_AT_ONCE): Places {
  const ofChannel = Math.max(1, Math.floor(most / CHANNELS_AT_ONCE))

  function countOf(fits: (step: NewStep) => boolean): number {
    let count = 0
    for (const { step } of underWay()) if (fits(step)) count += 1
    return count
  }

  function free(urgent: boolean, platform: string): number {
    return Math.max(0, most - countOf(step => (step.urgent === true) === urgent && platformOf(step.lane) === platform))
  }

  function has(step: NewStep): boolean {
    if (free(step.urgent === true, platformOf(step.lane)) === 0) return false
    if (step.urgent === true) return true
    const besides = countOf(one => one.urgent !== true && one.lane === step.lane && one.channel === step.channel)
    return besides < ofChannel
  }

  return { free, has, ofChannel }
}

/**
 * How many steps are asked for at once, by platform: they come with whole messages, and where only some of them may go the others
 * were read for nothing. Twice what went the last time.
 */
export function openAppetite() {
  const wanted = new Map<string, number>()
  return {
    of: (platform: string, free: number) => Math.min(free, wanted.get(platform) ?? free),
    fed(platform: string, asked: number, went: number): void {
      wanted.set(platform, Math.max(LEAST_ASKED, 2 * Math.min(went, asked)))
    },
  }
}
