import type { Fault as EmulatedFault } from '../emulators/emulator.ts'
import type { Done, Fault, Obstacle, Platform } from './page/protocol.ts'
import type { Town } from './town.ts'

/** Each kind of bad weather as an emulator knows it. */
const FAULTS: Readonly<Record<Fault['kind'], EmulatedFault>> = {
  'rate-limit': { kind: 'rate-limit', afterMs: 3_000 },
  'lost-answer': { kind: 'drop', accepted: true },
  disconnect: { kind: 'disconnect', announced: false },
  duplicate: { kind: 'duplicate' },
  slow: { kind: 'slow', ms: 2_000 },
  'server-error': { kind: 'server-error', accepted: false },
}

export function fault(town: Town, platform: Platform, { kind }: Fault): Done {
  town[platform].fail(FAULTS[kind])
  return { ok: true }
}

/** Puts something in the bot's way, or takes it away again. */
export async function obstruct(town: Town, platform: Platform, obstacle: Obstacle, there: boolean): Promise<Done> {
  return platform === 'slack' ? obstructSlack(town, obstacle, there) : obstructDiscord(town, obstacle, there)
}

async function obstructSlack({ slack }: Town, { kind, place }: Obstacle, there: boolean): Promise<Done> {
  switch (kind) {
    case 'bot-out': {
      await (there ? slack.expel(place) : slack.invite(place))
      return { ok: true }
    }
    case 'no-threads':
    case 'no-posts':
      return {
        ok: false,
        error: 'Slack has no such permission for a channel. Take the bot out of the channel instead.',
      }
  }
}

function obstructDiscord({ discord }: Town, { kind, place }: Obstacle, there: boolean): Done {
  switch (kind) {
    case 'bot-out':
      discord.permit(place, 'VIEW_CHANNEL', !there)
      return { ok: true }
    case 'no-threads':
      discord.permit(place, 'CREATE_PUBLIC_THREADS', !there)
      return { ok: true }
    case 'no-posts':
      discord.permit(place, 'SEND_MESSAGES', !there)
      return { ok: true }
  }
}
