import type { Emulator, Seen } from '../emulators/emulator.ts'
import type { Shown } from './page/protocol.ts'
import { WORLD } from './town.ts'

/** Every message of a platform, as the page has it, by channel and id. */
export function shownOn(emulator: Emulator): ReadonlyMap<string, Shown> {
  const all = WORLD.channels.flatMap(({ name }) => emulator.seen(name).map(seen => shown(emulator, name, seen)))
  return new Map(all.map(message => [`${message.place} ${message.id}`, message]))
}

function shown({ platform }: Emulator, place: string, seen: Seen): Shown {
  const { id, author, bot, thread, onlyFor, direct, text, payload, at, edited } = seen
  return {
    platform,
    place,
    id,
    author,
    bot,
    ...(thread !== undefined && { thread }),
    ...(onlyFor !== undefined && { onlyFor }),
    ...(direct !== undefined && { direct }),
    text,
    payload,
    at,
    edited,
  }
}
