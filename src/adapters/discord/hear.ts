import type {
  AutocompleteInteraction,
  BaseInteraction,
  ChatInputCommandInteraction,
  GuildMember,
  MessageComponentInteraction,
  ModalSubmitInteraction,
  RepliableInteraction,
} from 'discord.js'
import { ChannelType, MessageFlags, PermissionFlagsBits } from 'discord.js'
import { commandCalled } from '../../commands/called.ts'
import type { Ask, Command, Manner } from '../../commands/command.ts'
import { decodePress, pressedWords } from '../../commands/press.ts'
import type { Interaction } from './plan.ts'
import { CHOOSE } from './render.ts'

/** The option by which an answer's visibility is asked for, and its value for a private one. */
export const ONLY_ME = 'only-me'

const THREADED = new Set<ChannelType>([ChannelType.GuildText, ChannelType.GuildAnnouncement])

/** A slash command. */
export function hearCommand(interaction: ChatInputCommandInteraction, at: number, commands: readonly Command[]): Ask {
  const command = commandCalled(commands, interaction.commandName)
  const typed = (command?.words ?? []).filter(word => word.typed && word.kind !== 'visibility')
  const words = typed.flatMap(word => {
    const value = interaction.options.getString(word.name)
    return value === null ? [] : [[word.name, value] as const]
  })
  const wish = command?.words.find(word => word.kind === 'visibility')
  const alone = wish !== undefined && interaction.options.getString(wish.name) === ONLY_ME
  return {
    ...asker(interaction, at),
    command: command?.name ?? interaction.commandName,
    words: Object.fromEntries(words),
    visibility: alone ? 'only-me' : 'everyone',
  }
}

/** A pressed button or a chosen story; undefined for a button that this version did not make. */
export function hearPress(
  interaction: MessageComponentInteraction,
  at: number,
  commands: readonly Command[],
): Ask | undefined {
  const id = interaction.customId
  const press = decodePress(id.startsWith(CHOOSE) ? id.slice(CHOOSE.length) : id)
  if (press === undefined) return undefined
  const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : undefined
  const command = commands.find(known => known.name === press.command)
  // A double click is two interactions; what posts for everyone is posted once from one message.
  const once =
    press.visibility === 'everyone' ? { id: `discord/press/${interaction.message.id}/${id}/${chosen ?? ''}` } : {}
  return {
    ...asker(interaction, at),
    ...once,
    command: press.command,
    words: pressedWords(command, press, chosen),
    visibility: press.visibility,
    pressed: interaction.message.id,
  }
}

/** A form that was sent; undefined for one that this version did not make. */
export function hearForm(
  interaction: ModalSubmitInteraction,
  at: number,
  commands: readonly Command[],
): Ask | undefined {
  const press = decodePress(interaction.customId)
  if (press === undefined) return undefined
  const command = commands.find(known => known.name === press.command)
  const chosen = [...interaction.fields.fields.values()].flatMap(field =>
    'values' in field && field.values[0] !== undefined ? [[field.customId, field.values[0]] as const] : [],
  )
  return {
    ...asker(interaction, at),
    command: press.command,
    words: { ...Object.fromEntries(chosen), ...pressedWords(command, press) },
    visibility: press.visibility,
  }
}

/** Who types, for suggestions. */
export function hearTyping(interaction: AutocompleteInteraction, at: number, commands: readonly Command[]): Ask {
  const command = commandCalled(commands, interaction.commandName)?.name ?? interaction.commandName
  return { ...asker(interaction, at), command, words: {}, visibility: 'only-me' }
}

/** What the bot may do where the interaction happened, from the interaction itself: nothing has to be fetched. */
export function readInteraction(interaction: RepliableInteraction, ask: Ask): Interaction {
  const may = interaction.appPermissions
  const channel = interaction.channel
  const inThread = channel?.isThread() ?? false
  const sees = may.has(PermissionFlagsBits.ViewChannel)
  const posts = may.has(inThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages)
  const threads = may.has([PermissionFlagsBits.CreatePublicThreads, PermissionFlagsBits.SendMessagesInThreads])
  const fromPrivate = interaction.isMessageComponent() && interaction.message.flags.has(MessageFlags.Ephemeral)
  return {
    id: interaction.id,
    application: interaction.applicationId,
    token: interaction.token,
    opensForm: !interaction.isModalSubmit(),
    replaces: fromPrivate && ask.visibility === 'only-me',
    mayOpenThread: interaction.inGuild() && channel !== null && THREADED.has(channel.type) && sees && threads,
    mayPost: interaction.inGuild() ? sees && posts : channel?.type === ChannelType.DM,
  }
}

/** Of a posting in a thread, the thread; else its root. https://discord.com/developers/docs/reference#message-formatting */
function mannerOf(guild: string | null): Manner {
  return {
    bot: '@Counterpoint',
    privately: 'help.privately-discord',
    linkTo: ({ root, thread }) => {
      const place = thread === undefined ? `${root.channel}/${root.message}` : thread
      return `https://discord.com/channels/${guild ?? '@me'}/${place}`
    },
  }
}

function asker(interaction: BaseInteraction, at: number) {
  const { guildId, channelId } = interaction
  return {
    id: `discord/${interaction.id}`,
    address: {
      platform: 'discord',
      installation: interaction.applicationId,
      channel: channelId ?? '',
      room: roomOf(interaction),
      direct: guildId === null,
      ...(guildId === null ? {} : { space: guildId }),
    },
    person: {
      id: interaction.user.id,
      name: nameOf(interaction),
      locale: interaction.locale,
      ...rightsOf(interaction),
    },
    manner: mannerOf(guildId),
    at,
  }
}

/** From the interaction itself: nothing has to be fetched. */
function rightsOf({ memberPermissions: may }: BaseInteraction) {
  const manages = may?.has(PermissionFlagsBits.ManageChannels) ?? false
  const moderates = manages || (may?.has(PermissionFlagsBits.ManageMessages) ?? false)
  return { manages: () => Promise.resolve(manages), moderates: () => Promise.resolve(moderates) }
}

function roomOf({ channel, channelId }: BaseInteraction): string {
  const parent = channel?.isThread() === true ? channel.parentId : null
  return parent ?? channelId ?? ''
}

function nameOf(interaction: BaseInteraction): string {
  const { member } = interaction
  if (member !== null && isCached(member)) return member.displayName
  return (member !== null && 'nick' in member ? member.nick : null) ?? interaction.user.displayName
}

function isCached(member: object): member is GuildMember {
  return 'displayName' in member
}
