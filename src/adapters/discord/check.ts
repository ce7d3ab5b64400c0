import type { Channel, Client, GuildBasedChannel } from 'discord.js'
import { ChannelType, PermissionFlagsBits } from 'discord.js'
import type { Checked, Missing, PlaceKind } from '../../schedule/edition-post.ts'
import type { Place } from '../adapter.ts'
import type { Ground } from './ground.ts'
import { groundOf } from './ground.ts'
import { invitation } from './invitation.ts'
import { CODE, codeOf, refusalOf } from './refusal.ts'

type Permission = keyof typeof PermissionFlagsBits

/** What a digest takes, by the names that Discord's client shows. https://discord.com/developers/docs/topics/permissions */
const IN_TEXT = [
  ['ViewChannel', 'View Channel', 'see the channel'],
  ['SendMessages', 'Send Messages', 'post the facts'],
  ['CreatePublicThreads', 'Create Public Threads', 'open a thread under the facts'],
  ['SendMessagesInThreads', 'Send Messages in Threads', 'post each side there'],
  ['ReadMessageHistory', 'Read Message History', 'look whether a post arrived before it is sent again'],
] as const satisfies readonly (readonly [Permission, string, string])[]
/** A post takes no permission for threads; publishing what it posted itself takes none of its own. */
const IN_FORUM = [
  ['ViewChannel', 'View Channel', 'see the forum'],
  ['SendMessages', 'Create Posts', 'post the facts'],
  ['SendMessagesInThreads', 'Send Messages in Posts', 'post each side below them'],
  ['ReadMessageHistory', 'Read Message History', 'look whether a post arrived before it is sent again'],
] as const satisfies readonly (readonly [Permission, string, string])[]
const PLAIN = IN_TEXT.filter(([name]) => name !== 'CreatePublicThreads' && name !== 'SendMessagesInThreads')
const IN_THREAD = IN_TEXT.filter(([name]) => name !== 'CreatePublicThreads' && name !== 'SendMessages')

/** What is missing to post digests in a channel, from what the gateway has told; asks Discord only for a channel that it has not told of. */
export async function checkPlace(client: Client, place: Place): Promise<Checked> {
  try {
    const channel = client.channels.cache.get(place.channel) ?? (await client.channels.fetch(place.channel))
    return channel === null ? { kind: 'text', missing: [GONE] } : examine(client, channel)
  } catch (error) {
    return { kind: 'text', missing: [unreachable(client, place, error)] }
  }
}

function examine(client: Client, channel: Channel): Checked {
  if (channel.isDMBased()) return { kind: 'direct', missing: channel.type === ChannelType.DM ? [] : [WRONG_KIND] }
  const ground = groundOf(client, channel.id)
  const needed = permissionsFor(channel)
  if (needed === undefined) return { kind: 'text', missing: [WRONG_KIND] }
  const { available, members } = channel.guild
  // In an outage nothing is known of the bot's roles.
  if (!available || members.me === null) return { kind: kindOf(ground), missing: [noAnswer('It has an outage.')] }
  const held = channel.permissionsFor(members.me)
  const lacking = needed.filter(([name]) => !held.has(PermissionFlagsBits[name]))
  const permissions = lacking.map(([, name, why]): Missing => {
    const remedy = `Open the channel's settings, then Permissions, and give the bot's role “${name}”, so that it can ${why}.`
    return { what: `The bot lacks the permission “${name}” here.`, remedy }
  })
  return { kind: kindOf(ground), missing: [...permissions, ...obstacles(channel, ground)] }
}

function permissionsFor(channel: GuildBasedChannel) {
  switch (channel.type) {
    case ChannelType.GuildText:
    case ChannelType.GuildAnnouncement:
      return IN_TEXT
    case ChannelType.GuildForum:
    case ChannelType.GuildMedia:
      return IN_FORUM
    case ChannelType.PublicThread:
    case ChannelType.PrivateThread:
    case ChannelType.AnnouncementThread:
      return IN_THREAD
    case ChannelType.GuildVoice:
    case ChannelType.GuildStageVoice:
      return PLAIN
    case ChannelType.GuildCategory:
      return undefined
  }
}

/** What no permission mends. */
function obstacles(channel: GuildBasedChannel, ground: Ground): readonly Missing[] {
  if (channel.isThread() && channel.locked === true) {
    return [{ what: 'This thread is locked.', remedy: 'Unlock it, or set the digest in the channel.' }]
  }
  if (ground.kind !== 'forum' || !ground.tagRequired || ground.tags.length > 0) return []
  const what = 'This forum wants a tag on each post, and has none that the bot may give.'
  const remedy =
    "Add a tag that everybody may use in the forum's settings, give the bot “Manage Threads”, or switch “Require people to select tags” off."
  return [{ what, remedy }]
}

function kindOf(ground: Ground): PlaceKind {
  switch (ground.kind) {
    case 'text':
    case 'announcement':
    case 'forum':
      return ground.kind
    case 'plain':
    case 'unknown':
      return 'text'
  }
}

const GONE: Missing = { what: 'This channel is not there any more.', remedy: 'Use another one.' }
const WRONG_KIND: Missing = {
  what: 'Digests cannot be posted in this kind of channel.',
  remedy: 'Use a text channel, an announcement channel or a forum.',
}

function unreachable(client: Client, { installation, space }: Place, error: unknown): Missing {
  if (codeOf(error) === CODE.unknownChannel) return GONE
  const guild = space === undefined ? undefined : client.guilds.cache.get(space)
  if (space !== undefined && guild === undefined) {
    return { what: 'The bot is not a member of this server.', remedy: `Invite it: ${invitation(installation)}` }
  }
  if (codeOf(error) === CODE.missingAccess && guild?.available !== false) {
    const remedy = "Open the channel's settings, then Permissions, and give the bot's role “View Channel”."
    return { what: 'The bot does not see this channel.', remedy }
  }
  return noAnswer(refusalOf(error).reason)
}

function noAnswer(reason: string): Missing {
  const what = `Discord gives no answer about this channel now. ${reason}`
  return { what, remedy: 'Try again in a few minutes; see https://discordstatus.com.' }
}
