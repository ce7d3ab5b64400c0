import { setTimeout as wait } from 'node:timers/promises'
import type { Client, WebSocketOptions } from 'discord.js'
import { SimpleShardingStrategy } from 'discord.js'

/** How long the gateway is let alone between tries to connect to it again. */
export interface Comeback {
  /** The connection was lost, or could not be made. */
  lost(): void
  /** The session began, or goes on. */
  there(): void
  /** Milliseconds to wait before the try that comes now; 0 where nothing was lost. */
  pause(): number
}

/** Twice as long after each try. The library waits for another half second of its own. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** What holds for less is lost again and again, and each new session counts among the thousand that Discord gives a day. */
const HOLDS_MS = 30_000

/**
 * The library tries again twice a second for as long as Discord is out of reach: https://github.com/discordjs/discord.js/issues/11626.
 * Here the first try after a loss is its own, because most losses are over at once; those after it are ever further apart, up
 * to half a minute, and by up to a half earlier at `random` (from 0 to 1), so that not all bots come back together.
 * `monotonic` gives milliseconds.
 */
export function openComeback(random: () => number, monotonic: () => number): Comeback {
  let next = 0
  let isLost = false
  let thereSince: number | undefined
  return {
    lost() {
      if (thereSince !== undefined && monotonic() - thereSince >= HOLDS_MS) next = 0
      thereSince = undefined
      isLost = true
    },
    there() {
      thereSince = monotonic()
    },
    pause() {
      if (!isLost) return 0
      isLost = false
      const pause = next
      next = Math.min(Math.max(pause * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS)
      return pause * (1 - random() / 2)
    },
  }
}

/** How one client connects to the gateway. */
export interface Gateway {
  /** For the client when it is made. */
  readonly options: WebSocketOptions
  /** Tells of its connection when it is lost and found again, once for each however often it is tried. */
  follow(client: Client, told: { readonly away: () => void; readonly back: () => void }): void
  /** The client connects no more. One that failed at its first connection would try again by itself, beside its successor. */
  giveUp(): void
}

/**
 * discord.js connects again by itself whenever the connection was lost: after a pause, and no more once it was stopped or given up.
 * Closed between two connections it would go on, because there is nothing to close then. What it asks before each of them is which
 * session to resume; it gets its answer after the pause, and none any more once it is to stay away. It asks the same of
 * every event, which waits for nothing while nothing is lost. The bot has one shard.
 */
export function openGateway(stopped: AbortSignal, comeback: Comeback): Gateway {
  const givenUp = new AbortController()
  const stop = AbortSignal.any([stopped, givenUp.signal])
  return {
    options: {
      buildStrategy(manager) {
        const { options } = manager
        const retrieve = options.retrieveSessionInfo
        const unlessStopped = (shard: number) => (stop.aborted ? new Promise<never>(() => undefined) : retrieve(shard))
        options.retrieveSessionInfo = shard => {
          const pause = comeback.pause()
          if (pause === 0) return unlessStopped(shard)
          const waited = wait(pause, undefined, { signal: stop }).catch(() => undefined)
          return waited.then(() => unlessStopped(shard))
        }
        return new SimpleShardingStrategy(manager)
      },
    },
    follow(client, told) {
      let isAway = false
      client.on('shardReconnecting', () => {
        comeback.lost()
        if (!isAway) told.away()
        isAway = true
      })
      const there = () => {
        comeback.there()
        if (isAway) told.back()
        isAway = false
      }
      client.on('shardResume', there)
      // After a session that could not be resumed.
      client.on('shardReady', there)
    },
    giveUp: () => givenUp.abort(),
  }
}
