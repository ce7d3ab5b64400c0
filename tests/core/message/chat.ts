import { discordBudget } from '../../../src/adapters/discord/budget.ts'
import { renderDiscord } from '../../../src/adapters/discord/render.ts'
import { slackBudget } from '../../../src/adapters/slack/budget.ts'
import { renderSlack } from '../../../src/adapters/slack/render.ts'
import type { Budget } from '../../../src/core/message/fit.ts'
import type { DateBlock, Message } from '../../../src/core/message/message.ts'
import { breaksStorage, checkComponents } from '../../../src/emulators/discord/component-check.ts'
import { openForm } from '../../../src/emulators/discord/form.ts'
import { objects, text } from '../../../src/emulators/discord/json.ts'
import type { Names } from '../../../src/emulators/discord/markdown-inline.ts'
import { readMarkdown } from '../../../src/emulators/discord/markdown-reader.ts'
import { flatten } from '../../../src/emulators/discord/reading.ts'
import { showTimestamp } from '../../../src/emulators/discord/timestamp.ts'
import { refuseBlocks } from '../../../src/emulators/slack/block-check.ts'
import { readBlocks } from '../../../src/emulators/slack/block-reading.ts'
import { objectsOf, textOf } from '../../../src/emulators/slack/json.ts'
import { readMrkdwn } from '../../../src/emulators/slack/mrkdwn.ts'
import { openWorkspace } from '../../../src/emulators/slack/workspace.ts'

/** A message as its reader has it, by the emulators' opinion of the platform, which shares no code with ours. */
export interface Shown {
  readonly text: string
  readonly links: readonly { readonly label: string; readonly url: string }[]
  readonly pings: readonly string[]
  readonly buttons: readonly string[]
}

export interface Chat {
  readonly name: 'slack' | 'discord'
  readonly budget: Budget
  /** What the platform would refuse, as JSON carries it; empty when it takes the message. */
  readonly refuses: (message: Message) => readonly unknown[]
  readonly show: (message: Message) => Shown
  /** The age that the platform's client writes. */
  readonly age: (block: DateBlock) => string | undefined
  readonly bullet: string
}

export const NOW = Date.UTC(2026, 0, 15, 9)

const workspace = openWorkspace(undefined, () => NOW)
const names: Names = { now: NOW, nameOf: (kind, id) => `${kind}-${id}` }

/** As it arrives. */
function sent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

const slack: Chat = {
  name: 'slack',
  budget: slackBudget,
  refuses(message) {
    const { blocks, text: top } = renderSlack(message)
    const refusal = refuseBlocks(objectsOf(sent(blocks)))
    return [...(refusal === undefined ? [] : [refusal]), ...(Buffer.byteLength(top) > 4_000 ? ['msg_too_long'] : [])]
  },
  show(message) {
    const rendered = renderSlack(message)
    const blocks = objectsOf(sent(rendered.blocks))
    const body = readBlocks(blocks, workspace)
    const top = readMrkdwn(rendered.text, workspace, { addresses: false, names: false })
    const elements = blocks.filter(block => block.type === 'actions').flatMap(block => objectsOf(block.elements))
    const buttons = elements.filter(element => element.type === 'button').map(element => textOf(element.action_id))
    return { text: body.text, links: [...body.links, ...top.links], pings: [...body.pinged, ...top.pinged], buttons }
  },
  age: block => block.age,
  bullet: '',
}

const discord: Chat = {
  name: 'discord',
  budget: discordBudget,
  refuses(message) {
    const form = openForm()
    const { components } = renderDiscord(message, 7)
    checkComponents(form, sent(components), { v2: true, attachments: new Set() })
    return [...form.errors, ...(breaksStorage(sent(components)) ? ['HTTP 500'] : [])]
  },
  show(message) {
    const parts = objects(sent(renderDiscord(message, 7).components)).flatMap(flatten)
    const read = parts.filter(part => part.type === 10).map(part => readMarkdown(text(part.content), names))
    return {
      text: read.map(one => one.text).join('\n'),
      links: read.flatMap(one => one.links),
      pings: read.flatMap(one => one.mentions.map(mention => mention.kind)),
      buttons: parts.filter(part => part.type === 2).map(part => text(part.custom_id)),
    }
  },
  age: block => (block.at === undefined ? block.age : showTimestamp(block.at, 'R', NOW)),
  bullet: '•',
}

export const CHATS: readonly Chat[] = [slack, discord]
