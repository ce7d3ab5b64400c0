import { randomBytes } from 'node:crypto'
import { openCallLog } from '../call-log.ts'
import type { Emulator, Person, World } from '../emulator.ts'
import { openTurn } from '../turn.ts'
import { startWeather } from '../weather.ts'
import { type ForumRules, removeChannel, roomOf, setForum, startThread } from './administration.ts'
import { openGateway } from './gateway.ts'
import { guildCreate } from './guild-create.ts'
import { INTENT } from './intents.ts'
import { openInteractions } from './interaction.ts'
import { INTERACTION } from './limits.ts'
import { idOf, placesOf, seatAt, seen, waitFor } from './lookup.ts'
import { permit } from './obstacle.ts'
import { loadOracle } from './oracle.ts'
import type { Permission } from './permissions.ts'
import type { Account } from './place.ts'
import type { Hub } from './routes/route.ts'
import { openSeat } from './seat.ts'
import { openServer, portOf } from './server.ts'
import { erase, hears } from './speak.ts'
import { changed, openState, threads } from './state.ts'
import { openThrottle } from './throttle.ts'
import { DEFAULT_WORLD } from './world.ts'

export interface DiscordEmulator extends Emulator {
  readonly platform: 'discord'
  /** Ids by name of roles too, and of the server as `guild`. */
  id(name: string): string
  /** The threads of a channel, oldest first. */
  threads(channel: string): readonly ThreadView[]
  /** The form that is open before a person; undefined when none is. */
  form(person: string): FormView | undefined
  /** A person closes the form without sending it; Discord tells nobody. */
  dismiss(person: string): void
  /** An administrator takes a permission away from the bot in a channel, or gives it back. */
  permit(channel: string, permission: Permission, allowed: boolean): void
  /** An administrator deletes a channel with all that is in it. */
  removeChannel(channel: string): void
  /** An administrator changes the tags of a forum's posts. */
  setForum(channel: string, rules: ForumRules): void
  /** A person opens a thread with a first message, in a forum a post; gives its id. */
  startThread(person: string, channel: string, name: string, text: string): string
  /** Where the emulator itself broke Discord's published schema; tests assert that it is empty. */
  defects(): readonly string[]
  /** What happens to the bot's place in the server: removed or invited (again), an outage or its end. */
  guild(event: 'removed' | 'invited' | 'outage' | 'restored'): void
  /** Makes every session invalid: the next resume is refused. */
  forgetSessions(): void
}

export interface FormView {
  readonly id: string
  readonly title: string
  /** As the bot sent them. */
  readonly components: readonly Readonly<Record<string, unknown>>[]
}

export interface ThreadView {
  readonly id: string
  readonly name: string
  readonly archived: boolean
  readonly locked: boolean
}

export interface DiscordOptions {
  /** Default: any free one. */
  readonly port?: number
  readonly world?: World
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** How long a person waits for an acknowledgement; default 3,000. */
  readonly patienceMs?: number
  /**
   * Whether requests and answers are checked against Discord's published schema: default true. Loading it takes 0.1 s, and
   * it is a development dependency: where it is not installed, the emulator runs without. The playground says false.
   */
  readonly oracle?: boolean
  /** What the bot was invited with; default 309237730304, the invite of a news bot. */
  readonly permissions?: bigint
  /** Above this, HTTP 429 with `global`; default 50, as for every bot that Discord has not allowed more. */
  readonly requestsPerSecond?: number
  /** `real`: routes are held to limits of their own in each channel. Default `off`. */
  readonly pace?: 'real' | 'off'
  /** How many times as much Discord lets through, over all routes and in each: a world in which time passes faster. Default 1. */
  readonly limitsTimes?: number
  /** How many threads of the server can be open at once; default 1,000. */
  readonly activeThreads?: number
  /** Privileged intents switched on for the application; default none, as Discord does. */
  readonly privilegedIntents?: number
}

/** Starts a Discord on loopback. */
export async function startDiscord(options: DiscordOptions = {}): Promise<DiscordEmulator> {
  const state = openState({
    world: options.world ?? DEFAULT_WORLD,
    now: options.now ?? Date.now,
    token: tokenFor,
    ...(options.permissions !== undefined && { permissions: options.permissions }),
    ...(options.activeThreads !== undefined && { activeThreads: options.activeThreads }),
  })
  const oracle = options.oracle === false ? undefined : await loadOracle()
  const defects: string[] = []
  const log = openCallLog()
  const weather = startWeather(announced => gateway.disconnect(announced))
  const throttle = openThrottle({
    monotonic: () => performance.now(),
    perSecond: options.requestsPerSecond,
    routes: options.pace === 'real',
    times: options.limitsTimes ?? 1,
  })
  const server = openServer({ hub: () => hub, log, weather, throttle, oracle, defects })
  const gatewayUrl = () => `ws://127.0.0.1:${portOf(server)}/gateway`
  const gateway = openGateway({ state, server, url: gatewayUrl, privileged: options.privilegedIntents ?? 0 })
  const patienceMs = options.patienceMs ?? INTERACTION.patienceMs
  const interactions = openInteractions({ state, gateway, patienceMs, duplicates: weather.duplicates })
  const hub: Hub = { state, gateway, interactions, modals: new Map(), gatewayUrl, approve: () => undefined }
  const turn = openTurn()
  state.watchers.add(turn.note)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${portOf(server)}/api`

  function personOf(name: string): Account {
    const person = state.people.find(one => one.name === name)
    if (!person) throw new Error(`Nobody is called ${name}; there are ${state.people.map(one => one.name).join(', ')}.`)
    return person
  }

  function as(name: string): Person {
    const person = personOf(name)
    return {
      in(channel, thread) {
        const place = seatAt(state, name, channel, thread)
        return openSeat(hub, person, place, () => gateway.hearing(intents => hears(state, place, intents)))
      },
    }
  }

  return {
    platform: 'discord',
    url,
    credentials: { DISCORD_TOKEN: state.token, DISCORD_API_URL: url },
    as,
    seen: channel => seen(state, channel),
    until: (channel, enough, withinMs = 10_000) =>
      waitFor(state, withinMs, `what was awaited in ${channel}`, () => {
        const messages = seen(state, channel)
        return enough(messages) ? messages : undefined
      }),
    connected: (withinMs = 10_000) =>
      waitFor(state, withinMs, 'a bot that is connected', () => gateway.connected() || undefined).then(() => undefined),
    onChange: turn.onChange,
    calls: log.calls,
    onCall: log.onCall,
    fail: weather.fail,
    remove(channel, id) {
      const message = state.messages.get(id)
      if (!message || !placesOf(state, channel).includes(message.place))
        throw new Error(`No message ${id} in ${channel}.`)
      erase(hub, message)
    },
    async close() {
      interactions.close()
      gateway.close()
      server.closeAllConnections()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
    id: name => idOf(state, name),
    threads: channel =>
      threads(state)
        .filter(thread => placesOf(state, channel).includes(thread))
        .map(({ id, name, archived, locked }) => ({ id, name, archived, locked })),
    form(person) {
      const modal = hub.modals.get(idOf(state, person))
      return modal && { id: modal.customId, title: modal.title, components: modal.components }
    },
    dismiss(person) {
      hub.modals.delete(idOf(state, person))
      changed(state)
    },
    permit: (channel, permission, allowed) => permit(hub, channel, permission, allowed),
    removeChannel: channel => removeChannel(hub, channel),
    setForum: (channel, rules) => setForum(hub, roomOf(hub, channel), rules),
    startThread: (person, channel, name, text) => startThread(hub, personOf(person), roomOf(hub, channel), name, text),
    defects: () => [...defects],
    guild: event => changeGuild(hub, event),
    forgetSessions: () => gateway.forget(),
  }
}

/** In the form of a bot's token: its application's id, a time and a secret. */
function tokenFor(application: string): string {
  const secret = randomBytes(28).toString('base64url')
  return `${Buffer.from(application).toString('base64url')}.emula.${secret}`
}

function changeGuild({ state, gateway }: Hub, event: 'removed' | 'invited' | 'outage' | 'restored'): void {
  state.installed = event !== 'removed'
  state.unavailable = event === 'outage'
  const gone = event === 'removed' || event === 'outage'
  const told = gone ? { id: state.guild, ...(event === 'outage' && { unavailable: true }) } : guildCreate(state)
  gateway.dispatch(gone ? 'GUILD_DELETE' : 'GUILD_CREATE', intents => (intents & INTENT.guilds ? told : undefined))
  changed(state)
}
