import { openCallLog } from '../call-log.ts'
import type { Emulator, Fault, Outcome, Person, Seen, World } from '../emulator.ts'
import { openTurn } from '../turn.ts'
import { startWeather } from '../weather.ts'
import { outcomeOf } from './act.ts'
import { administer } from './administration.ts'
import { newMemory, placeFor, roomFor } from './desk.ts'
import { openEvents } from './event.ts'
import { listen } from './http-server.ts'
import { secret } from './identity.ts'
import { shortcutPayload } from './interaction.ts'
import { isJson, type Json } from './json.ts'
import { patienceMs as slackPatienceMs } from './limits.ts'
import { messagePayload } from './message-payload.ts'
import { noPace, openPace } from './pace.ts'
import type { Platform, Tokens } from './platform.ts'
import { type Bar, type Room, robot, type User } from './population.ts'
import { openResponseUrls } from './response-url.ts'
import { takeSeat } from './seat.ts'
import { seenOf } from './seen.ts'
import { openSocketMode } from './socket-mode.ts'
import { openTriggers } from './trigger.ts'
import { openViews } from './view-store.ts'
import { waitUntil } from './wait.ts'
import { apiErrand, responseErrand } from './web-api.ts'
import { messageAt, openWorkspace, userNamed } from './workspace.ts'

export interface SlackOptions {
  readonly port?: number
  readonly world?: World
  /** `real`: calls are held to Slack's rate limits. Default `off`. */
  readonly pace?: 'real' | 'off'
  /** How many times as much Slack lets through at that pace: a world in which time passes faster. Default 1. */
  readonly limitsTimes?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** How long the bot has to acknowledge; the waits between redeliveries shrink with it. Default 3000. */
  readonly patienceMs?: number
  /** Scopes of the bot's token. Default: those of a manifest for one's own workspace. */
  readonly scopes?: readonly string[]
  /** Slash commands of the manifest. Default `/story` and `/digest`. */
  readonly commands?: readonly string[]
  /** A commercially distributed app outside the Marketplace: history in pages of 15, at real pace one a minute. Default false. */
  readonly distributed?: boolean
}

/** What only Slack has. */
export interface SlackEmulator extends Emulator {
  readonly platform: 'slack'
  /** The form in front of a person, as Slack's API returns it. */
  form(person: string): Json | undefined
  /** A person closes the form in front of them. Not emulated: `view_closed`, for forms that ask for it. */
  dismiss(person: string): void
  /** The Home tab of a person, as Slack's API returns it. */
  home(person: string): Json | undefined
  /** A person opens the app's Home tab. */
  openHome(person: string): Promise<Outcome>
  /** A person uses a global shortcut, or with a message a message shortcut. */
  shortcut(person: string, callbackId: string, on?: { channel: string; message: string }): Promise<Outcome>
  /** Its author edits a message; where it mentions the bot, Slack delivers the mention once more, as an event of its own. */
  edit(channel: string, message: string, text: string): Promise<Outcome>
  /** `/invite @Counterpoint` and its opposites; each tells the bot as Slack does. */
  invite(channel: string): Promise<Outcome>
  expel(channel: string): Promise<Outcome>
  archive(channel: string): Promise<Outcome>
  unarchive(channel: string): Promise<Outcome>
  erase(channel: string): Promise<Outcome>
  /** An admin bars apps from posting, from new messages or from replies, or with `undefined` from nothing any more; Slack tells nobody. */
  bar(channel: string, bars: Bar | undefined): void
  /** The bot's token is worth nothing from then on, and the bot is told. */
  revoke(): Promise<Outcome>
  /** An administrator removes the app, and its bot's token with it. */
  uninstall(): Promise<Outcome>
}

export const ownWorkspaceScopes: readonly string[] = [
  'commands',
  'chat:write',
  'app_mentions:read',
  'channels:read',
  'groups:read',
  'mpim:read',
  'users:read',
  'im:history',
  'mpim:history',
  'channels:history',
  'groups:history',
]

const untilMs = 10_000

/** A Slack on loopback. Real: Web API, Socket Mode, response_urls, people. Not emulated: attachments, files, Grid, OAuth. */
export async function startSlack(options: SlackOptions = {}): Promise<SlackEmulator> {
  const now = options.now ?? Date.now
  const scopes = options.scopes ?? ownWorkspaceScopes
  const log = openCallLog()
  const weather = startWeather(announced => socketMode.disconnect(announced))
  const pace = options.pace === 'real' ? openPace(now, options.distributed ?? false, options.limitsTimes) : noPace
  const workspace = openWorkspace(options.world, now)
  const turn = openTurn()
  const http = await listen(options.port ?? 0, log, weather, request => {
    return apiErrand(request, platform, pace) ?? responseErrand(request, platform)
  })
  const socketMode = openSocketMode(http.server, { weather, patienceMs: options.patienceMs ?? slackPatienceMs })
  const tokens: Tokens = { bot: `xoxb-emulated-${secret(16)}`, app: `xapp-emulated-${secret(16)}` }
  const platform: Platform = {
    workspace,
    socketMode,
    events: openEvents(socketMode, scopes, tokens, now),
    triggers: openTriggers(now),
    responseUrls: openResponseUrls(() => http.origin, now),
    views: openViews(turn.note),
    scopes,
    commands: options.commands ?? ['/story', '/digest'],
    distributed: options.distributed ?? false,
    tokens,
    origin: http.origin,
    now,
    noteRefused(name, body, error) {
      const call = log.open({ name: `ack ${name}`, at: now(), body: isJson(body) ? body : { body } })
      log.close(call, { error })
    },
  }
  const memory = newMemory()
  workspace.onChange(turn.note)
  socketMode.onLive(turn.note)

  function person(name: string): User {
    const user = userNamed(workspace, name)
    if (user && !user.bot) return user
    const names = workspace.users.filter(one => !one.bot).map(one => one.name)
    throw new Error(`There is no person "${name}". There are: ${names.join(', ')}`)
  }

  /** A direct message is one channel for each person; its name means all of them. */
  function roomsNamed(channel: string): readonly Room[] {
    const found = workspace.rooms().filter(room => room.id === channel || room.name === channel)
    if (found.length > 0) return found
    throw new Error(`There is no channel "${channel}". There are: ${names(workspace.rooms())}`)
  }

  function oneRoom(channel: string): Room {
    const [room] = roomsNamed(channel)
    if (!room) throw new Error(`There is no channel "${channel}"`)
    return room
  }

  function seen(channel: string): readonly Seen[] {
    const ids = new Set(
      workspace.rooms().flatMap(room => (room.id === channel || room.name === channel ? [room.id] : [])),
    )
    return workspace
      .messages()
      .filter(message => ids.has(message.room) && !message.tombstone)
      .map(message => seenOf(message, workspace))
  }

  const administration = administer(platform)

  return {
    platform: 'slack',
    url: `${http.origin}/api/`,
    credentials: {
      SLACK_BOT_TOKEN: platform.tokens.bot,
      SLACK_APP_TOKEN: platform.tokens.app,
      SLACK_API_URL: `${http.origin}/api/`,
    },
    as(name): Person {
      const user = person(name)
      return { in: (channel, thread) => takeSeat(platform, memory, user, channel, thread) }
    },
    seen(channel) {
      roomsNamed(channel)
      return seen(channel)
    },
    until(channel, enough, withinMs = untilMs) {
      roomsNamed(channel)
      const look = (): readonly Seen[] | undefined => {
        const messages = seen(channel)
        return enough(messages) ? messages : undefined
      }
      const told = (): string => `${channel} holds: ${JSON.stringify(seen(channel).map(message => message.text))}`
      return waitUntil(look, workspace.onChange, withinMs, told)
    },
    async connected(withinMs = untilMs) {
      const live = (): true | undefined => (socketMode.live() > 0 ? true : undefined)
      await waitUntil(live, socketMode.onLive, withinMs, () => 'no bot has connected')
    },
    onChange: turn.onChange,
    id(name) {
      const found = userNamed(workspace, name) ?? workspace.rooms().find(room => room.name === name)
      if (!found) throw new Error(`Nothing is called "${name}"`)
      return found.id
    },
    calls: log.calls,
    onCall: log.onCall,
    fail: (fault: Fault) => weather.fail(byId(fault, channel => oneRoom(channel).id)),
    remove(channel, id) {
      const message = roomsNamed(channel)
        .map(room => messageAt(workspace, room.id, id))
        .find(one => one !== undefined)
      if (!message) throw new Error(`There is no message "${id}" in ${channel}`)
      workspace.drop(message)
    },
    async close() {
      await socketMode.close()
      await http.close()
    },
    form: name => platform.views.top(person(name).id)?.payload,
    dismiss: name => platform.views.shut(person(name).id, false),
    home: name => platform.views.home(person(name).id)?.payload,
    openHome: name => administration.openHome(person(name).id),
    async shortcut(name, callbackId, on) {
      const user = person(name)
      const place = on && placeFor(platform, user, roomFor(platform, user, on.channel), on.message)
      const payload = shortcutPayload(platform, user, callbackId, place?.kind === 'message' ? place : undefined)
      const delivery = await socketMode.deliver({ type: 'interactive', payload, acceptsResponse: false })
      return outcomeOf(delivery, code => code)
    },
    async edit(channel, id, text) {
      const room = oneRoom(channel)
      const message = messageAt(workspace, room.id, id)
      if (!message) throw new Error(`There is no message "${id}" in ${channel}`)
      const next = { ...message, text }
      workspace.replace(next)
      const event = {
        ...messagePayload(workspace, next),
        channel: room.id,
        event_ts: workspace.nextTs(),
        edited: { user: message.user, ts: workspace.nextTs() },
        type: 'app_mention',
      }
      if (!text.includes(`<@${robot.id}>`)) return { acknowledged: false, afterMs: 0 }
      const delivery = await platform.events.emit(event)
      return delivery ? outcomeOf(delivery, code => code) : { acknowledged: false, afterMs: 0 }
    },
    invite: channel => administration.invite(oneRoom(channel)),
    expel: channel => administration.expel(oneRoom(channel)),
    archive: channel => administration.archive(oneRoom(channel)),
    unarchive: channel => administration.unarchive(oneRoom(channel)),
    erase: channel => administration.erase(oneRoom(channel)),
    bar: (channel, bars) => administration.bar(oneRoom(channel), bars),
    revoke: administration.revoke,
    uninstall: administration.uninstall,
  }
}

function names(rooms: readonly Room[]): string {
  return [...new Set(rooms.map(room => room.name))].join(', ')
}

/** A fault may name its channel; calls know it by id. */
function byId(fault: Fault, idOf: (channel: string) => string): Fault {
  return fault.kind === 'rate-limit' && fault.channel !== undefined ? { ...fault, channel: idOf(fault.channel) } : fault
}
