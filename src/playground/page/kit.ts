import type { ActWithoutFrom, DrawContext } from './context.ts'
import { drawMessage as drawDiscord, isGrouped as isGroupedOnDiscord } from './discord/message.ts'
import { openModal as openDiscordModal } from './discord/modal.ts'
import { drawThreadHead as drawDiscordHead, drawThreadOpening, threadName } from './discord/thread.ts'
import type { Done, Platform, Shown } from './protocol.ts'
import {
  drawMessage as drawSlack,
  drawThreadHead as drawSlackHead,
  isGrouped as isGroupedOnSlack,
} from './slack/message.ts'
import { openModal as openSlackModal } from './slack/modal.ts'

/** What a form needs of the page. */
export interface FormHost {
  act(act: ActWithoutFrom): Promise<Done>
  /** The person has left the form. */
  left(): void
  readonly draw: DrawContext
  readonly bot: string
  readonly people: readonly string[]
  readonly channels: readonly string[]
}

/** How a platform draws; the columns are otherwise the same. */
export interface Kit {
  drawMessage(message: Shown, context: DrawContext): HTMLElement
  /** Whether a message stands under the one before it without a head of its own. */
  isGrouped(message: Shown, before: Shown | undefined): boolean
  drawThreadHead(root: Shown, close: () => void): HTMLElement
  /** What stands before a thread's first message: the root itself on Slack, the thread's name on Discord. */
  drawThreadOpening(root: Shown): HTMLElement | undefined
  threadPlaceholder(root: Shown): string
  /** What stands on a line over a message of a thread; the day, where a platform says nothing else. */
  threadLead?(message: Shown, before: Shown | undefined, replies: number): string
  /** Returns what closes the form. */
  openForm(form: unknown, host: FormHost): () => void
}

export const KITS: Readonly<Record<Platform, Kit>> = {
  slack: {
    drawMessage: drawSlack,
    isGrouped: isGroupedOnSlack,
    drawThreadHead: drawSlackHead,
    drawThreadOpening: () => undefined,
    threadPlaceholder: () => 'Reply…',
    threadLead: (_message, before, replies) =>
      before === undefined || before.thread !== undefined ? '' : replies === 1 ? '1 reply' : `${replies} replies`,
    openForm: (form, host) => openSlackModal(form, { ...host, holder: standIn('slack', host.bot) }),
  },
  discord: {
    drawMessage: drawDiscord,
    isGrouped: isGroupedOnDiscord,
    drawThreadHead: drawDiscordHead,
    drawThreadOpening,
    threadPlaceholder: root => `Message "${threadName(root)}"`,
    openForm: (form, host) =>
      openDiscordModal(form, {
        act: host.act,
        gone: host.left,
        now: host.draw.now,
        app: host.bot,
        nameOf: host.draw.nameOf,
        people: host.people,
        channels: host.channels,
      }),
  },
}

/** Blocks of a form are drawn as those of a message, and belong to none. */
function standIn(platform: Platform, author: string): Shown {
  return { platform, place: '', id: '', author, bot: true, text: '', payload: {}, at: 0, edited: false }
}
