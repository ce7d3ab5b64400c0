import { z } from 'zod'
import type { Store } from '../store/store.ts'
import type { Address } from './command.ts'
import { laneOf } from './lane.ts'

/** How the bot behaves in one channel. Times are seconds. */
export interface Manners {
  /** Whether a story is posted for everybody, shown to its asker alone, or not at all. */
  readonly story: 'public' | 'private' | 'off'
  /** Between two posts in the channel. */
  readonly cooldown: number
  /** How long a story that stands in the channel is not posted there again by itself. */
  readonly repeat: number
  /** Of the threads that Discord opens: between two messages of one person there, at most six hours. */
  readonly slowMode: number
  /** Closes such a thread to everybody but moderators when all sides stand in it. */
  readonly lock: boolean
}

/** What whoever runs the bot has decided. */
export interface HouseRules {
  readonly defaults: Manners
  /** By the platform's channel id. */
  readonly channels: Readonly<Record<string, Partial<Manners>>>
  /** Who may change a channel's settings in the chat: those who manage it, or everybody in it. */
  readonly settings: 'managers' | 'members'
  /** What people type for each command, without the slash. */
  readonly commands: { readonly story: string; readonly digest: string }
  readonly digest: DigestRules
  /** How many stories may wait to be posted, in one channel and in all of an installation; who asks for more is told so. */
  readonly queue: { readonly channel: number; readonly installation: number }
}

export interface DigestRules {
  /** Who may set, pause and stop digests; absent: as the platform has it. */
  readonly who?: 'managers' | 'members'
  /** Seconds: a digest that was missed for longer is not made any more. */
  readonly late: number
}

export const HOUSE_RULES: HouseRules = {
  defaults: { story: 'public', cooldown: 0, repeat: 3_600, slowMode: 0, lock: false },
  channels: {},
  settings: 'managers',
  commands: { story: 'story', digest: 'digest' },
  digest: { late: 21_600 },
  queue: { channel: 100, installation: 2_000 },
}

/** A year: longer than anything is remembered. */
export const LONGEST_SECONDS = 31_536_000

/** A day: the next digest of a daily one is due then. */
export const LATEST_DIGEST = 86_400

/** More could not be posted in the time that the platforms give for an answer. */
export const LONGEST_QUEUE = 10_000

/** Of Discord's slow mode. https://discord.com/developers/docs/resources/channel#channel-object-channel-structure */
export const LONGEST_SLOW_MODE = 21_600

const seconds = z.number().int().min(0).max(LONGEST_SECONDS)
const kept = z.object({ story: z.enum(['public', 'private', 'off']), cooldown: seconds, repeat: seconds }).partial()

/** What counts in a channel: what was set in the chat, else what the file says of the channel, else of all. */
export async function mannersAt(address: Address, rules: HouseRules, store: Pick<Store, 'setting'>): Promise<Manners> {
  const text = await store.setting(laneOf(address), address.room)
  return { ...rules.defaults, ...rules.channels[address.room], ...(text === undefined ? {} : given(text)) }
}

/** As they are kept: those that are set in the chat. */
export function mannersText({ story, cooldown, repeat }: Manners): string {
  return JSON.stringify({ story, cooldown, repeat })
}

/** A member that is not understood, of a newer version for example, does not count. */
function given(text: string): Partial<Manners> {
  const parsed = kept.safeParse(JSON.parse(text))
  if (!parsed.success) return {}
  const { story, cooldown, repeat } = parsed.data
  return {
    ...(story === undefined ? {} : { story }),
    ...(cooldown === undefined ? {} : { cooldown }),
    ...(repeat === undefined ? {} : { repeat }),
  }
}
