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
}

/** What whoever runs the bot has decided. */
export interface HouseRules {
  readonly defaults: Manners
  /** By the platform's channel id. */
  readonly channels: Readonly<Record<string, Partial<Manners>>>
  /** Who may change a channel's settings in the chat: those who manage it, or everybody in it. */
  readonly settings: 'managers' | 'members'
}

export const HOUSE_RULES: HouseRules = {
  defaults: { story: 'public', cooldown: 0, repeat: 3_600 },
  channels: {},
  settings: 'managers',
}

/** A year: longer than anything is remembered. */
export const LONGEST_SECONDS = 31_536_000

const seconds = z.number().int().min(0).max(LONGEST_SECONDS)
const kept = z.object({ story: z.enum(['public', 'private', 'off']), cooldown: seconds, repeat: seconds }).partial()

/** What counts in a channel: what was set in the chat, else what the file says of the channel, else of all. */
export async function mannersAt(address: Address, rules: HouseRules, store: Pick<Store, 'setting'>): Promise<Manners> {
  const text = await store.setting(laneOf(address), address.room)
  return { ...rules.defaults, ...rules.channels[address.room], ...(text === undefined ? {} : given(text)) }
}

/** As they are kept. */
export function mannersText(manners: Manners): string {
  return JSON.stringify(manners)
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
