import type { DrawContext } from '../context.ts'
import { type Child, element, icon } from '../element.ts'
import { json, objects, text } from '../json.ts'
import type { Shown } from '../protocol.ts'
import { keepCounting } from '../tick.ts'
import { drawBlock } from './block.ts'
import { showAge, showTime } from './date.ts'
import { drawFace } from './face.ts'
import { drawMrkdwn } from './mrkdwn.ts'
import type { Part } from './part.ts'

/** Messages of one author stand together when no more than this lies between them. */
const TOGETHER_MS = 5 * 60_000
const EYE =
  'M10 4.5c4.3 0 7.1 3 8.2 4.9a1.2 1.2 0 0 1 0 1.2c-1.1 1.9-3.9 4.9-8.2 4.9s-7.1-3-8.2-4.9a1.2 1.2 0 0 1 0-1.2c1.1-1.9 3.9-4.9 8.2-4.9m0 2.25a3.25 3.25 0 1 0 0 6.5 3.25 3.25 0 0 0 0-6.5'
const CODE =
  'M7.5 5.3a.9.9 0 0 1 0 1.3L4.1 10l3.4 3.4a.9.9 0 1 1-1.3 1.3l-4-4.1a.9.9 0 0 1 0-1.2l4-4.1a.9.9 0 0 1 1.3 0m5 0a.9.9 0 0 1 1.3 0l4 4.1a.9.9 0 0 1 0 1.2l-4 4.1a.9.9 0 1 1-1.3-1.3l3.4-3.4-3.4-3.4a.9.9 0 0 1 0-1.3'

/** A message as Slack's client shows it, from what Slack's API says of it. */
export function drawMessage(message: Shown, context: DrawContext): HTMLElement {
  const { author, bot, at, edited, onlyFor } = message
  const part = { message, context }
  const [clock = '', half = ''] = showTime(at).split(/\s/u)
  const time = element(
    'time',
    { class: 's-time', datetime: new Date(at).toISOString(), title: new Date(at).toLocaleString('en-US') },
    clock,
    // Beside a message that follows another there is room for the clock only.
    element('span', { class: 's-half' }, ` ${half}`),
  )
  return element(
    'article',
    { class: onlyFor === undefined ? 's-message' : 's-message s-private', 'aria-label': `${author}, ${showTime(at)}` },
    onlyFor !== undefined && element('div', { class: 's-only' }, icon([EYE], '0 0 20 20'), 'Only visible to you'),
    element('div', { class: 's-side' }, drawFace(author, bot)),
    element(
      'div',
      { class: 's-main' },
      element(
        'div',
        { class: 's-head' },
        element('span', { class: 's-author' }, author),
        ' ',
        bot && element('span', { class: 's-badge' }, 'APP'),
        ' ',
        time,
      ),
      element(
        'div',
        { class: 's-body' },
        ...drawBody(part),
        edited && element('span', { class: 's-edited' }, ' (edited)'),
      ),
      drawThreadLink(part),
    ),
    drawTools(message, context),
  )
}

/** Whether Slack would draw a message under the one before it without saying again who speaks. */
export function isGrouped(message: Shown, before: Shown | undefined): boolean {
  if (before === undefined || message.at - before.at > TOGETHER_MS) return false
  return before.author === message.author && before.onlyFor === undefined && message.onlyFor === undefined
}

function drawBody(part: Part): readonly Child[] {
  const { payload } = part.message
  const blocks = objects(payload.blocks).map(block => drawBlock(block, part))
  if (blocks.length > 0) return blocks
  return [element('div', { class: 's-section' }, ...drawMrkdwn(text(payload.text), part))]
}

/** Under a root: whose replies there are, how many, and how old the last one is. */
function drawThreadLink({ message, context }: Part): HTMLElement | undefined {
  const open = context.replies.filter(reply => reply.onlyFor === undefined)
  const last = open.at(-1)
  if (last === undefined || message.thread !== undefined) return undefined
  const lastReply = (now: number) => `Last reply ${showAge(last.at, now)}`
  const authors = [...new Map(open.map(reply => [reply.author, reply.bot]))].slice(0, 3)
  return element(
    'button',
    { type: 'button', class: 's-thread-link', onclick: () => context.openThread(message.id) },
    ...authors.map(([name, bot]) => drawFace(name, bot, true)),
    element('span', { class: 's-thread-count' }, open.length === 1 ? '1 reply' : `${open.length} replies`),
    ' ',
    keepCounting(element('span', { class: 's-thread-last' }, lastReply(context.now)), lastReply),
    element('span', { class: 's-thread-view', 'aria-hidden': 'true' }, 'View thread'),
  )
}

function drawTools(message: Shown, context: DrawContext): HTMLElement {
  const isRoot = message.thread === undefined && message.onlyFor === undefined
  const tool = (label: string, path: string, onclick: () => void) =>
    element(
      'button',
      { type: 'button', class: 's-tool', 'aria-label': label, title: label, onclick },
      icon([path], '0 0 20 20'),
    )
  return element(
    'div',
    { class: 's-tools' },
    isRoot && tool('Reply in thread', REPLY, () => context.openThread(message.id)),
    tool('Behind this message', CODE, () => context.select(message)),
  )
}

const REPLY =
  'M10 2.5a7.5 7.5 0 0 0-6.6 11l-.85 2.9a.9.9 0 0 0 1.1 1.1l2.9-.85A7.5 7.5 0 1 0 10 2.5M6.9 8h6.2a.75.75 0 0 1 0 1.5H6.9a.75.75 0 0 1 0-1.5m0 3h4.2a.75.75 0 0 1 0 1.5H6.9a.75.75 0 0 1 0-1.5'

/** The bar over an open thread: what it is, where, and the way out. */
export function drawThreadHead(root: Shown, close: () => void): HTMLElement {
  const out = { type: 'button', class: 's-close', 'aria-label': 'Close thread', title: 'Close thread', onclick: close }
  const where = root.direct === undefined ? `# ${root.place}` : json(root.payload.bot_profile).name
  return element(
    'header',
    { class: 's-thread-head' },
    element('h3', {}, 'Thread'),
    element('span', { class: 's-thread-place' }, text(where) || root.author),
    element('button', out, icon([CROSS], '0 0 20 20')),
  )
}

const CROSS =
  'M5.2 5.2a.9.9 0 0 1 1.3 0L10 8.7l3.5-3.5a.9.9 0 1 1 1.3 1.3L11.3 10l3.5 3.5a.9.9 0 1 1-1.3 1.3L10 11.3l-3.5 3.5a.9.9 0 0 1-1.3-1.3L8.7 10 5.2 6.5a.9.9 0 0 1 0-1.3'
