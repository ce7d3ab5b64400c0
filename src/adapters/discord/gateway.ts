import type { WebSocketOptions } from 'discord.js'
import { SimpleShardingStrategy } from 'discord.js'

/**
 * How discord.js connects to the gateway: again by itself whenever the connection was lost, but no more once it was stopped.
 * Closed between two connections it would go on, because there is nothing to close then. What it asks before each of them is
 * which session to resume; it gets no answer any more.
 */
export function gatewayUntil(stop: AbortSignal): WebSocketOptions {
  return {
    buildStrategy(manager) {
      const { options } = manager
      const retrieve = options.retrieveSessionInfo
      options.retrieveSessionInfo = shard => (stop.aborted ? new Promise(() => undefined) : retrieve(shard))
      return new SimpleShardingStrategy(manager)
    },
  }
}
