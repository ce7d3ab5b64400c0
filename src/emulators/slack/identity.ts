import { randomBytes } from 'node:crypto'

/** Who the app is, and where. */
export const team = { id: 'T0EMULATOR', name: 'Emulated Newsroom', domain: 'emulated-newsroom' } as const
export const app = { id: 'A0EMULATOR', bot: 'B0EMULATOR' } as const

/** Unguessable, so that a bot that remembers ids never meets one again after the emulator was started anew. */
export function secret(length = 12): string {
  return randomBytes(length).toString('hex').slice(0, length).toUpperCase()
}
