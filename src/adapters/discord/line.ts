import type { REST } from 'discord.js'

/** The ways to Discord. */
export interface Line {
  /** With the bot's token. */
  readonly rest: REST
  /** For answers to interactions, whose token is in the address. */
  readonly answers: REST
  /** The bot's own user id. */
  readonly me: string
}
