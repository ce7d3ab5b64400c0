import type { Client, GuildBasedChannel } from 'discord.js'
import { ChannelFlags, ChannelType, PermissionFlagsBits } from 'discord.js'

/** What the bot knows of a channel before it posts a digest there. */
export type Ground =
  | {
      readonly kind: 'text' | 'announcement'
      /** The threads that are not archived, by id. */
      readonly open: ReadonlySet<string>
      /** Whether the bot may open threads and write in them. */
      readonly threads: boolean
    }
  | {
      readonly kind: 'forum'
      /** Those that the bot may give. */
      readonly tags: readonly Tag[]
      /** Nothing can be posted without one. */
      readonly tagRequired: boolean
      readonly open: ReadonlySet<string>
    }
  /** No thread can be opened: a thread itself, a voice channel's chat, a direct message. */
  | { readonly kind: 'plain' }
  /** Discord has not told yet, or not any more. */
  | { readonly kind: 'unknown' }

export interface Tag {
  readonly id: string
  readonly name: string
}

const NOTHING_OPEN: ReadonlySet<string> = new Set()

/** From what the gateway has told: it holds every channel and every thread that is not archived. Asks nothing. */
export function groundOf(client: Client, id: string): Ground {
  const channel = client.channels.cache.get(id)
  if (channel === undefined) return { kind: 'unknown' }
  switch (channel.type) {
    case ChannelType.GuildText:
      return { kind: 'text', open: openThreads(channel.threads.cache), threads: mayOpenThreads(channel) }
    case ChannelType.GuildAnnouncement:
      return { kind: 'announcement', open: openThreads(channel.threads.cache), threads: mayOpenThreads(channel) }
    case ChannelType.GuildForum:
    case ChannelType.GuildMedia: {
      const manages = mayManageThreads(channel)
      const tags = channel.availableTags.filter(tag => manages || !tag.moderated)
      const tagRequired = channel.flags.has(ChannelFlags.RequireTag)
      return { kind: 'forum', tags, tagRequired, open: openThreads(channel.threads.cache) }
    }
    case ChannelType.DM:
    case ChannelType.GroupDM:
    case ChannelType.PublicThread:
    case ChannelType.PrivateThread:
    case ChannelType.AnnouncementThread:
    case ChannelType.GuildVoice:
    case ChannelType.GuildStageVoice:
    case ChannelType.GuildCategory:
      return { kind: 'plain' }
  }
}

function openThreads(
  threads: ReadonlyMap<string, { readonly id: string; readonly archived: boolean | null }>,
): ReadonlySet<string> {
  const open = [...threads.values()].filter(thread => thread.archived !== true).map(thread => thread.id)
  return open.length === 0 ? NOTHING_OPEN : new Set(open)
}

function mayManageThreads(channel: GuildBasedChannel): boolean {
  return may(channel, [PermissionFlagsBits.ManageThreads])
}

function mayOpenThreads(channel: GuildBasedChannel): boolean {
  return may(channel, [PermissionFlagsBits.CreatePublicThreads, PermissionFlagsBits.SendMessagesInThreads])
}

function may(channel: GuildBasedChannel, rights: readonly bigint[]): boolean {
  const { me } = channel.guild.members
  return me !== null && channel.permissionsFor(me).has([...rights])
}
