import { Client, type ClientOptions, GatewayIntentBits } from 'discord.js'
import {
  type DiscordEmulator,
  type DiscordOptions,
  startDiscord,
} from '../../../src/emulators/discord/discord-emulator.ts'

/** An emulator with the real client logged in to it. */
export interface Stage {
  readonly discord: DiscordEmulator
  readonly client: Client<true>
  readonly close: () => Promise<void>
}

/** A client that is ready; it asks only for what the bot asks for. */
export async function login(discord: DiscordEmulator, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.url, retries: 0 },
    waitGuildTimeout: 2000,
    ...options,
  })
  const ready = new Promise<Client<true>>(resolve => client.once('clientReady', resolve))
  await client.login(discord.credentials.DISCORD_TOKEN)
  return ready
}

export async function stage(options: DiscordOptions = {}, client: Partial<ClientOptions> = {}): Promise<Stage> {
  const discord = await startDiscord(options)
  const bot = await login(discord, client)
  return {
    discord,
    client: bot,
    async close() {
      await bot.destroy()
      await discord.close()
    },
  }
}
