import { z } from 'zod'
import { commandCalled } from '../../commands/called.ts'
import type { Ask, Command, Manner } from '../../commands/command.ts'
import { doingOf } from '../../commands/digest-word.ts'
import { decodePress, pressedWords } from '../../commands/press.ts'
import type { Visibility } from '../../core/message/message.ts'
import type { Aside } from './plan.ts'
import { CHOOSE } from './render.ts'

/** A request as it came from Slack, and how its asker can be answered alone. */
export interface Heard {
  readonly ask: Ask
  readonly aside: Aside
}

export interface Here {
  /** The workspace or, for an organisation-wide installation, the organisation. */
  readonly installation: string
  readonly botUserId: string
  /** The workspace's own address, with a slash at the end. */
  readonly teamUrl: string
  readonly commands: readonly Command[]
  readonly at: number
  /** Whether a person is an admin or an owner of the workspace. */
  isAdmin(user: string): Promise<boolean>
}

/** https://docs.slack.dev/reference/methods/chat.getPermalink makes the same addresses, with a call each. */
export function mannerOf({ teamUrl }: Here): Manner {
  return {
    bot: '@Counterpoint',
    privately: 'help.privately-slack',
    threads: 'help.where-slack',
    asks: 'in-a-row',
    digests: 'members',
    linkTo: ({ root, thread }) => {
      const message = `${teamUrl}archives/${root.channel}/p${root.message.replace('.', '')}`
      return thread === undefined ? message : `${message}?thread_ts=${thread}&cid=${root.channel}`
    },
    linkToChannel: channel => `${teamUrl}archives/${channel}`,
  }
}

const slashBody = z.looseObject({
  command: z.string(),
  text: z.string().optional(),
  trigger_id: z.string(),
  response_url: z.string(),
  team_id: z.string().optional(),
  channel_id: z.string(),
  user_id: z.string(),
  user_name: z.string(),
})

/** A slash command. Throws when Slack's body lacks what Slack promises. */
export function hearSlash(body: unknown, here: Here): Heard {
  const slash = slashBody.parse(body)
  const typed = slash.command.replace(/^\//u, '')
  const name = commandCalled(here.commands, typed)?.name ?? typed
  return {
    ask: {
      id: askId(here, slash.trigger_id),
      command: name,
      words: typedWords(here.commands, name, slash.text ?? ''),
      visibility: 'everyone',
      address: address(here, slash.team_id, slash.channel_id),
      person: { id: slash.user_id, name: slash.user_name, locale: 'en-US', ...rightsOf(here, slash.user_id) },
      manner: mannerOf(here),
      at: here.at,
    },
    aside: { kind: 'respond', url: slash.response_url, replace: false, trigger: slash.trigger_id, old: false },
  }
}

const actionBody = z.looseObject({
  trigger_id: z.string(),
  response_url: z.string(),
  team: z.looseObject({ id: z.string() }).nullish(),
  user: z.looseObject({ id: z.string(), name: z.string().optional(), username: z.string().optional() }),
  channel: z.looseObject({ id: z.string() }),
  container: z.looseObject({
    is_ephemeral: z.boolean().optional(),
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
  }),
  message: z.looseObject({ ts: z.string().optional(), thread_ts: z.string().optional() }).optional(),
  actions: z
    .array(
      z.looseObject({
        action_id: z.string(),
        selected_option: z.looseObject({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
})

/** A pressed button or a chosen story; `ask` is undefined for a button that this version did not make. */
export function hearAction(body: unknown, here: Here): { readonly ask?: Ask; readonly aside: Aside } {
  const action = actionBody.parse(body)
  const replace = action.container.is_ephemeral === true
  const aside: Aside = { kind: 'respond', url: action.response_url, replace, trigger: action.trigger_id, old: false }
  const pressed = action.actions[0]
  const id = pressed?.action_id ?? ''
  const press = decodePress(id.startsWith(CHOOSE) ? id.slice(CHOOSE.length) : id)
  if (press === undefined) return { aside }
  const command = here.commands.find(known => known.name === press.command)
  const thread = replyThread(action)
  const message = action.container.message_ts ?? action.message?.ts
  return {
    ask: {
      id: askId(here, pressId(action, press.visibility)),
      command: press.command,
      words: pressedWords(command, press, pressed?.selected_option?.value),
      visibility: press.visibility,
      ...(message === undefined ? {} : { pressed: message }),
      address: address(here, action.team?.id, action.channel.id, thread),
      person: {
        id: action.user.id,
        name: action.user.name ?? action.user.username ?? action.user.id,
        locale: 'en-US',
        ...rightsOf(here, action.user.id),
      },
      manner: mannerOf(here),
      at: here.at,
    },
    aside,
  }
}

/** A double click is two presses with a trigger each; what posts for everyone is posted once from one message. */
function pressId(action: z.infer<typeof actionBody>, visibility: Visibility): string {
  const message = action.container.message_ts ?? action.message?.ts
  if (visibility === 'only-me' || message === undefined) return action.trigger_id
  const [pressed] = action.actions
  return `press/${action.channel.id}/${message}/${pressed?.action_id ?? ''}/${pressed?.selected_option?.value ?? ''}`
}

/** The thread that a message is a reply in; a root that has replies is not in its own thread. */
function replyThread(action: z.infer<typeof actionBody>): string | undefined {
  const thread = action.container.thread_ts ?? action.message?.thread_ts
  return thread === action.message?.ts ? undefined : thread
}

const eventBody = z.looseObject({
  team_id: z.string().optional(),
  event: z.looseObject({
    type: z.string(),
    subtype: z.string().optional(),
    user: z.string().optional(),
    bot_id: z.string().optional(),
    text: z.string().optional(),
    ts: z.string(),
    thread_ts: z.string().optional(),
    channel: z.string(),
    channel_type: z.string().optional(),
  }),
})

/** A mention, or a message to the bot alone; undefined for edits, for what bots write, and for any other event. */
export function hearEvent(body: unknown, here: Here): Heard | undefined {
  const parsed = eventBody.safeParse(body)
  if (!parsed.success) return undefined
  const { event, team_id } = parsed.data
  const { user } = event
  const direct = event.type === 'message' && event.channel_type === 'im'
  if (!direct && event.type !== 'app_mention') return undefined
  if (user === undefined || event.bot_id !== undefined || !isSaid(event.subtype)) return undefined
  const text = spokenText(event.text ?? '', here.botUserId)
  const { command, words } = spokenCommand(text, here.commands)
  // A mention is answered in a thread under it; a direct message where it was written.
  const thread = direct ? event.thread_ts : (event.thread_ts ?? event.ts)
  return {
    ask: {
      // Not the event's id: an edited mention is delivered again as another event.
      id: askId(here, `message/${event.channel}/${event.ts}`),
      command: command?.name ?? '',
      words: typedWords(here.commands, command?.name ?? '', words),
      visibility: 'everyone',
      address: address(here, team_id, event.channel, thread),
      person: { id: user, name: user, locale: 'en-US', ...rightsOf(here, user) },
      manner: mannerOf(here),
      at: here.at,
    },
    aside: direct
      ? { kind: 'post' }
      : { kind: 'ephemeral', ...(event.thread_ts === undefined ? {} : { thread: event.thread_ts }) },
  }
}

/** What people say before what they ask for. */
const POLITE = /^(?:(?:please|pls|hey|hi|hello|(?:can|could|would|will) you)[,!]?\s+)+/iu
const ARTICLE = /^(?:an?|the|this|our|my|up|us|me|new|another)$/iu
/** `set up a new daily digest` */
const LATEST_NAME = 5
const COMMAND_WORD = /^\/?([^\s,:;]+)[,:;]?(?=\s|$)/u

/** A command that is named first, with or without its slash, or after what it is to do; else all of it is for the first of them. */
function spokenCommand(text: string, commands: readonly Command[]) {
  const said = text.replace(POLITE, '')
  const [named, name = ''] = COMMAND_WORD.exec(said) ?? []
  const command = commandCalled(commands, name.toLowerCase())
  if (named !== undefined && command !== undefined) return { command, words: said.slice(named.length).trim() }
  return spokenDoing(said, commands) ?? { command: commands[0], words: text }
}

/** `set a digest daily 08:30`, `stop the digest`: what a command can do, and soon after it the command's name. */
function spokenDoing(text: string, commands: readonly Command[]) {
  const [doing = '', ...others] = text.split(/\s+/u)
  for (const [at, word] of others.slice(0, LATEST_NAME).entries()) {
    const name = word.toLowerCase().replace(/[,:;.!?]+$/u, '')
    const command = commandCalled(commands, name) ?? commandCalled(commands, name.replace(/s$/u, ''))
    if (command?.subcommands.some(one => one.name === doingOf(doing)) !== true) continue
    const between = others.slice(0, at).filter(one => !ARTICLE.test(one))
    return { command, words: [doing, ...between, ...others.slice(at + 1)].join(' ') }
  }
  return undefined
}

/** What a person says, with a file or into the channel too; not edits and deletions. */
function isSaid(subtype: string | undefined): boolean {
  return subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast'
}

/** Slack has no rights in a channel that an app could ask for. */
export function rightsOf(here: Here, user: string) {
  const isAdmin = () => here.isAdmin(user)
  return { manages: isAdmin, moderates: isAdmin }
}

/** What a person typed, without the bot's name and with Slack's markup of addresses and names undone. */
function spokenText(text: string, bot: string): string {
  return text
    .replace(new RegExp(`<@${bot}(?:\\|[^>]*)?>\\s*[,:;]?`, 'gu'), ' ')
    .replace(/<(?:#|!|@)[^>|]*\|?([^>]*)>/gu, '$1')
    .replace(/<([^>|]*)\|?[^>]*>/gu, '$1')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&amp;/gu, '&')
    .trim()
}

/** Slack has no named options: the whole text is the command's first word. */
function typedWords(commands: readonly Command[], name: string, text: string): Readonly<Record<string, string>> {
  const first = commands.find(command => command.name === name)?.words[0]
  return first === undefined ? {} : { [first.name]: text }
}

export function askId(here: Here, id: string): string {
  return `slack/${here.installation}/${id}`
}

export function address(here: Here, space: string | undefined, channel: string, thread?: string): Ask['address'] {
  return {
    platform: 'slack',
    installation: here.installation,
    channel,
    room: channel,
    direct: channel.startsWith('D'),
    ...(space === undefined ? {} : { space }),
    ...(thread === undefined ? {} : { thread }),
  }
}
