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
import type { Interaction } from './answer-step.ts'
import { CHOOSE } from './render.ts'

/** The option by which an answer's visibility is asked for, and its value for a private one. */
export const ONLY_ME = 'only-me'

const THREADED = new Set<ChannelType>([ChannelType.GuildText, ChannelType.GuildAnnouncement])

/** A slash command. */
export function hearCommand(interaction: ChatInputCommandInteraction, at: number, commands: readonly Command[]): Ask {
  const command = commandCalled(commands, interaction.commandName)
  const { words, alone } = typedWords(command, interaction.options)
  return {
    ...asker(interaction, at),
    command: command?.name ?? interaction.commandName,
    words,
    visibility: alone ? 'only-me' : 'everyone',
  }
}

/** The options that were given, by the names of the words that they stand for; a subcommand is the word `do`. */
function typedWords(
  command: Command | undefined,
  options: AutocompleteInteraction['options'] | ChatInputCommandInteraction['options'],
): { readonly words: Readonly<Record<string, string>>; readonly alone: boolean } {
  const used = options.getSubcommand(false)
  const subcommand = command?.subcommands.find(one => one.name === used)
  const known = (subcommand?.words ?? command?.words ?? []).filter(word => word.typed)
  const given = known.flatMap(word => {
    const value = options.get(word.name)?.value
    return value === undefined ? [] : [{ word, value: String(value) }]
  })
  const said = given.filter(({ word }) => word.kind !== 'visibility')
  return {
    words: {
      ...(subcommand === undefined ? {} : { do: subcommand.name }),
      ...Object.fromEntries(said.map(({ word, value }) => [word.name, value])),
    },
    alone: given.some(({ word, value }) => word.kind === 'visibility' && value === ONLY_ME),
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
  const filled = [...interaction.fields.fields.values()].flatMap(field => {
    if ('values' in field) return [[field.customId, field.values.join(',')] as const]
    return 'value' in field && typeof field.value === 'string' ? [[field.customId, field.value] as const] : []
  })
  return {
    ...asker(interaction, at),
    command: press.command,
    words: { ...Object.fromEntries(filled), ...pressedWords(command, press) },
    visibility: press.visibility,
  }
}

/** Who types, and what stands in the other options already, for suggestions. */
export function hearTyping(interaction: AutocompleteInteraction, at: number, commands: readonly Command[]): Ask {
  const command = commandCalled(commands, interaction.commandName)
  const { [interaction.options.getFocused(true).name]: _, ...words } = typedWords(command, interaction.options).words
  return { ...asker(interaction, at), command: command?.name ?? interaction.commandName, words, visibility: 'only-me' }
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
    mayAnnounce: channel?.isThread() === true && channel.parent?.isThreadOnly() === false,
  }
}

/** Of a posting in a thread, the thread; else its root. https://discord.com/developers/docs/reference#message-formatting */
function mannerOf(guild: string | null): Manner {
  return {
    bot: '@Counterpoint',
    privately: 'help.privately-discord',
    asks: 'by-name',
    digests: 'managers',
    linkTo: ({ root, thread }) => {
      const place = thread === undefined ? `${root.channel}/${root.message}` : thread
      return `https://discord.com/channels/${guild ?? '@me'}/${place}`
    },
    linkToChannel: channel => `https://discord.com/channels/${guild ?? '@me'}/${channel}`,
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
