import type { Platform } from './protocol.ts'

/** Discord numbers components by itself from 1; the bot's own numbers lie above this. */
const LEAST_OWN = 0x10_0000

/**
 * By which a part of an answer is recognised, in what the bot sent as in what the platform returns: on Slack the metadata's id,
 * on Discord the number of the outermost component. Undefined for what carries none.
 */
export function keyOf(platform: Platform, payload: unknown): string | undefined {
  return platform === 'slack' ? slackKey(payload) : discordKey(payload)
}

function slackKey(payload: unknown): string | undefined {
  const id = member(member(member(payload, 'metadata'), 'event_payload'), 'id')
  return typeof id === 'string' ? id : undefined
}

/** An answer to an interaction holds its message in `data`. */
function discordKey(payload: unknown): string | undefined {
  const components = member(member(payload, 'data') ?? payload, 'components')
  const id = Array.isArray(components) ? member(components[0], 'id') : undefined
  return typeof id === 'number' && id >= LEAST_OWN ? String(id) : undefined
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
