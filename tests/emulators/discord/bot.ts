import { Client, type ClientOptions, DiscordAPIError, GatewayIntentBits, type Interaction, REST } from 'discord.js'
import {
  type DiscordEmulator,
  type DiscordOptions,
  startDiscord,
} from '../../../src/emulators/discord/discord-emulator.ts'
import type { Outcome } from '../../../src/emulators/emulator.ts'

export type Path = `/${string}`

/** The routes of an interaction carry their own token; a refusal there must not cost the client the bot's. */
export function auth(route: Path): { readonly auth: boolean } {
  return { auth: !/^\/(?:interactions|webhooks)\//.test(route) }
}

/** An emulator with the real client logged in to it. */
export interface Stage {
  readonly discord: DiscordEmulator
  readonly client: Client<true>
  /** Discord's own REST client with the bot's token, for what a test says in Discord's words. */
  readonly rest: REST
  /** The address of a channel's messages. */
  readonly messages: (channel: string) => Path
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

export const STORY = {
  name: 'story',
  description: 'A story from both sides',
  options: [{ type: 3, name: 'topic', description: 'What it is about', required: true, autocomplete: true }],
}

/** The client is logged in and `/story topic` is registered. */
export async function stage(options: DiscordOptions = {}, client: Partial<ClientOptions> = {}): Promise<Stage> {
  const discord = await startDiscord(options)
  const bot = await login(discord, client)
  const globalRequestsPerSecond = options.requestsPerSecond ?? 50
  const rest = new REST({ api: discord.url, version: '10', retries: 0, globalRequestsPerSecond }).setToken(
    discord.credentials.DISCORD_TOKEN!,
  )
  await rest.put(`/applications/${bot.application.id}/commands`, { body: [STORY] })
  return {
    discord,
    client: bot,
    rest,
    messages: channel => `/channels/${discord.id(channel)}/messages`,
    async close() {
      await bot.destroy()
      await discord.close()
    },
  }
}

/** What the bot receives when somebody acts, and the outcome that the person is waiting for. */
export async function received(
  stage: Stage,
  act: () => Promise<Outcome>,
): Promise<{ interaction: Interaction; callback: Path; webhook: Path; outcome: Promise<Outcome> }> {
  const arrival = new Promise<Interaction>(resolve => stage.client.once('interactionCreate', resolve))
  const outcome = act()
  const interaction = await arrival
  return {
    interaction,
    callback: `/interactions/${interaction.id}/${interaction.token}/callback`,
    webhook: `/webhooks/${interaction.applicationId}/${interaction.token}`,
    outcome,
  }
}

/** Somebody types `/story korea`. */
export function asked(stage: Stage, person = 'ana', channel = 'news', thread?: string) {
  return received(stage, () => stage.discord.as(person).in(channel, thread).type('/story korea'))
}

export interface Refused {
  readonly status: number
  readonly code: number | string
  /** As discord.js prints it: `components[0].label[BASE_TYPE_BAD_LENGTH]: …`. */
  readonly message: string
}

/** How Discord refuses; a request that is not refused fails the test. */
export async function refusal(request: Promise<unknown>): Promise<Refused> {
  try {
    await request
  } catch (error) {
    if (error instanceof DiscordAPIError) return { status: error.status, code: error.code, message: error.message }
    if (error instanceof Error && 'status' in error)
      return { status: Number(error.status), code: 0, message: error.message }
    throw error
  }
  throw new Error('The request was not refused.')
}

/** The id of what the API returned. */
export function idOf(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string') return body.id
  throw new Error('There is no id in the answer.')
}

export const text = (content: string) => ({ type: 10, content })
export const V2 = 1 << 15
export const EPHEMERAL = 1 << 6
