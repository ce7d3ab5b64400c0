import { setTimeout as wait } from 'node:timers/promises'
import type {
  ChatInputCommandInteraction,
  Interaction as DiscordInteraction,
  MessageComponentInteraction,
  ModalSubmitInteraction,
  RepliableInteraction,
  WebSocketOptions,
} from 'discord.js'
import { Client, DiscordAPIError, GatewayIntentBits, MessageFlags, REST, Routes } from 'discord.js'
import { z } from 'zod'
import { typedAs } from '../../commands/called.ts'
import type { Ask, Command } from '../../commands/command.ts'
import type { Desk } from '../../commands/desk.ts'
import { cleanLine } from '../../core/message/clean.ts'
import { shorten } from '../../core/message/shorten.ts'
import { say } from '../../core/words/words.ts'
import type { EditionPost } from '../../schedule/edition-post.ts'
import type { Adapter, AdapterLog, Link } from '../adapter.ts'
import { AdapterError } from '../adapter.ts'
import { checkPlace } from './check.ts'
import { findStep } from './find.ts'
import { openComeback, openGateway } from './gateway.ts'
import { groundOf } from './ground.ts'
import { hearCommand, hearForm, hearPress, hearTyping, readInteraction } from './hear.ts'
import { LIMITS } from './limits.ts'
import { watchMembership } from './membership.ts'
import { discordLimits } from './pace.ts'
import { rememberedFit } from './piece.ts'
import { planDiscord } from './plan.ts'
import { planOnDiscord } from './plan-edition.ts'
import { refusalOf } from './refusal.ts'
import { registration } from './register.ts'
import { withdrawOnDiscord } from './remove.ts'
import { renderDiscord } from './render.ts'
import { sendStep } from './send.ts'
import { escapeMarkdown } from './text.ts'

export interface DiscordOptions {
  readonly token: string
  /** Without version and final slash: `https://discord.com/api`. */
  readonly apiUrl: string
  readonly log: AdapterLog
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const ownUser = z.looseObject({ id: z.string() })
const CALL_TIMEOUT_MS = 10_000
/** An unavailable guild at start would hold back every command for the library's own 15 s. */
const WAIT_FOR_GUILDS_MS = 2_000
/** No limit of the library's own: the outbox paces the calls, and answers to interactions do not count. */
const CALLS_PER_SECOND = 10_000
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000

/** Counterpoint on Discord. */
export function createDiscord(options: DiscordOptions): Adapter {
  const { log, now } = options
  const underWay = new Set<Promise<void>>()
  const stop = new AbortController()
  // A 429 for all of the bot's calls does not bind answers to interactions; the library would wait with them, so they go apart.
  const answers = new REST(restOptions(options))
  const newGateway = () =>
    openGateway(
      stop.signal,
      openComeback(Math.random, () => performance.now()),
    )
  let gateway = newGateway()
  let client = makeClient(options, gateway.options)
  let closing = false
  /** The bot's own user id where it carries without listening. */
  let me = ''

  async function connect(desk: Desk, link: Link): Promise<void> {
    await meet(desk, link)
    await register(desk)
    log.info('Discord is connected.', { guilds: client.guilds.cache.size })
  }

  async function meet(desk: Desk, link: Link): Promise<void> {
    let told = ''
    for (let pause = FIRST_WAIT_MS; ; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
      try {
        await login(desk, link)
        return
      } catch (error) {
        gateway.giveUp()
        await client.destroy()
        const refusal = refusalOf(error)
        if (isTokenRefused(error)) throw new AdapterError(TOKEN_REMEDY, { cause: error })
        if (refusal.kind === 'give-up') throw new AdapterError(`${refusal.reason} ${refusal.remedy}`, { cause: error })
        if (refusal.reason !== told) log.warn('Discord is out of reach; trying again.', { reason: refusal.reason })
        told = refusal.reason
        await wait(pause, undefined, { signal: stop.signal })
        gateway = newGateway()
        client = makeClient(options, gateway.options)
      }
    }
  }

  async function login(desk: Desk, link: Link): Promise<void> {
    listen(desk, link)
    const ready = Promise.withResolvers<void>()
    client.once('clientReady', () => ready.resolve())
    await client.login(options.token)
    await ready.promise
    link.pulse.up()
    link.carries()
  }

  /** Commands that are registered already work meanwhile, so a refusal is said and does not end the bot. */
  async function register(desk: Desk): Promise<void> {
    for (let pause = FIRST_WAIT_MS; ; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
      try {
        await client.application?.commands.set([...registration(desk.commands)])
        return
      } catch (error) {
        const refusal = refusalOf(error)
        if (refusal.kind === 'give-up') {
          log.error(`Discord did not take the commands. ${refusal.reason} ${refusal.remedy}`)
          return
        }
        log.warn('Discord did not take the commands; trying again.', { reason: refusal.reason, inMs: pause })
        await wait(pause, undefined, { signal: stop.signal })
      }
    }
  }

  function listen(desk: Desk, link: Link): void {
    client.on('interactionCreate', interaction => {
      const task = hear(desk, interaction)
        .catch(error => log.error('An interaction from Discord failed.', { error: describe(error) }))
        .then(() => void underWay.delete(task))
      underWay.add(task)
    })
    client.on('error', error => log.error('Discord reports an error.', { error: describe(error) }))
    // The library connects again by itself after everything but these two.
    client.on('shardDisconnect', event => {
      link.pulse.down()
      if (!stop.signal.aborted)
        link.lost(new AdapterError(`Discord closed the connection (${event.code}). ${LOST_REMEDY}`))
    })
    client.on('invalidated', () => link.lost(new AdapterError(TOKEN_REMEDY)))
    gateway.follow(client, {
      away() {
        link.pulse.down()
        if (!stop.signal.aborted) log.warn('Discord is away; connecting again.')
      },
      back() {
        link.pulse.up()
        log.info('Discord is back.')
      },
    })
    client.on('raw', link.pulse.event)
    watchMembership(client, link)
  }

  async function hear(desk: Desk, interaction: DiscordInteraction): Promise<void> {
    if (interaction.isAutocomplete()) {
      const { name, value } = interaction.options.getFocused(true)
      const choices = desk.suggest(hearTyping(interaction, now(), desk.commands), name, value)
      return interaction.respond(choices.slice(0, LIMITS.choices).flatMap(choice))
    }
    if (!interaction.isChatInputCommand() && !interaction.isMessageComponent() && !interaction.isModalSubmit()) return
    const tell = async (text: string) => {
      await interaction.reply({ content: escapeMarkdown(text), flags: MessageFlags.Ephemeral })
    }
    if (closing) return tell(say('failure.closing'))
    const ask = heard(interaction, now(), desk.commands)
    if (ask === undefined) return tell(say('failure.old-button', { example: typedAs(desk.commands) }))
    const kept = await take(desk, ask, interaction)
    if (kept === undefined) return tell(say('failure.store'))
    // A second click on what posts for everyone; a redelivered interaction has been answered already, and refuses this.
    if (!kept && interaction.isMessageComponent())
      await tell(say('press.done', { example: typedAs(desk.commands, ask.command) })).catch(() => undefined)
  }

  /** Whether the request was new; undefined when it could not be kept. */
  async function take(desk: Desk, ask: Ask, interaction: RepliableInteraction): Promise<boolean | undefined> {
    try {
      return (await desk.take(ask, answer => planDiscord(ask, answer, readInteraction(interaction, ask), planEdition)))
        .taken
    } catch (error) {
      log.error('A request could not be kept.', { error: describe(error) })
      return undefined
    }
  }

  const fit = rememberedFit()
  const planEdition = (post: EditionPost) => planOnDiscord(post, groundOf(client, post.subscription.channel), fit)

  const line = () => ({ rest: client.rest, answers, me: client.user?.id ?? me })

  async function reach(): Promise<void> {
    try {
      client.rest.setToken(options.token)
      me = ownUser.parse(await client.rest.get(Routes.user())).id
    } catch (error) {
      const { reason } = refusalOf(error)
      throw new AdapterError(isTokenRefused(error) ? TOKEN_REMEDY : `${reason} Try again later.`, { cause: error })
    }
  }

  async function drain(withinMs: number): Promise<void> {
    closing = true
    const deadline = new AbortController()
    await Promise.race([Promise.all(underWay), wait(withinMs, undefined, deadline).catch(() => undefined)])
    deadline.abort()
  }

  async function close(): Promise<void> {
    stop.abort()
    await client.destroy()
  }

  return {
    platform: 'discord',
    sharesLimit: true,
    limits: discordLimits,
    post: step => sendStep(line(), step),
    find: step => findStep(line(), step),
    preview: message => renderDiscord(message),
    retract: withdrawOnDiscord,
    planEdition,
    check: place => checkPlace(client, place),
    reach,
    connect,
    drain,
    close,
  }
}

function heard(
  interaction: ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction,
  at: number,
  commands: readonly Command[],
): Ask | undefined {
  if (interaction.isChatInputCommand()) return hearCommand(interaction, at, commands)
  return interaction.isModalSubmit() ? hearForm(interaction, at, commands) : hearPress(interaction, at, commands)
}

const TOKEN_REMEDY =
  'Discord does not accept DISCORD_TOKEN. Copy the token anew from the "Bot" page of your application at https://discord.com/developers/applications.'

const LOST_REMEDY =
  'Check the token and the intents of your application at https://discord.com/developers/applications, then start the bot again.'

function makeClient(options: DiscordOptions, ws: WebSocketOptions): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    waitGuildTimeout: WAIT_FOR_GUILDS_MS,
    ws,
    rest: restOptions(options),
  })
}

function restOptions(options: DiscordOptions) {
  return {
    api: options.apiUrl,
    // The outbox decides what is tried again: the client would post a message thrice after a lost answer.
    retries: 0,
    timeout: CALL_TIMEOUT_MS,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: CALLS_PER_SECOND,
  }
}

function isTokenRefused(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 401
  return error instanceof Error && 'code' in error && error.code === 'TokenInvalid'
}

/** Never an error's address, which can hold an interaction's token. */
function describe(error: unknown): string {
  return error instanceof DiscordAPIError
    ? `Discord error ${error.code} (HTTP ${error.status})`
    : error instanceof Error
      ? error.message
      : String(error)
}

function choice(offered: { readonly label: string; readonly value: string }) {
  if (offered.value.length > LIMITS.choiceValue) return []
  return [{ name: shorten(cleanLine(offered.label), LIMITS.choiceName), value: offered.value }]
}
