import type { DrawContext } from '../context.ts'
import { element, icon } from '../element.ts'
import { type Json, json, objects, text } from '../json.ts'
import type { Shown } from '../protocol.ts'
import { drawAvatar, drawEdited, drawName, drawPosted, hasFlag } from './author.ts'
import { drawCause, remember } from './cause.ts'
import { reader } from './clock.ts'
import { drawComponent } from './component.ts'
import { drawEmbed } from './embed.ts'
import { drawMarkdown } from './markdown.ts'
import { drawFile } from './media.ts'
import { meet, nameOf } from './names.ts'
import { drawOpener } from './opener.ts'
import { showPosted } from './timestamp.ts'

/** https://discord.com/developers/docs/resources/message#message-object-message-flags */
const FLAG = { ephemeral: 1 << 6, loading: 1 << 7 } as const
/** Messages of one author stand together when no more than this lies between them. */
const TOGETHER_MS = 7 * 60_000

const EYE = 'M12 5C5.6 5 2 12 2 12s3.6 7 10 7 10-7 10-7-3.6-7-10-7Zm0 11a4 4 0 1 1 0-8 4 4 0 0 1 0 8Z'
const CODE =
  'M9.6 6.3a1 1 0 0 1 0 1.4L5.3 12l4.3 4.3a1 1 0 1 1-1.4 1.4l-5-5a1 1 0 0 1 0-1.4l5-5a1 1 0 0 1 1.4 0Zm4.8 0a1 1 0 0 1 1.4 0l5 5a1 1 0 0 1 0 1.4l-5 5a1 1 0 1 1-1.4-1.4l4.3-4.3-4.3-4.3a1 1 0 0 1 0-1.4Z'

/**
 * A message as Discord's client shows it, from what Discord's API says of it. A person who dismisses a private one makes the
 * element send a bubbling `dismiss`, whose detail is the message's id, and go.
 */
export function drawMessage(message: Shown, context: DrawContext): HTMLElement {
  meet(message)
  remember(message)
  const { payload } = message
  const author = json(payload.author)
  const secret = hasFlag(payload, FLAG.ephemeral) || message.onlyFor !== undefined
  const box = element(
    'article',
    {
      class: secret ? 'd-message d-private' : 'd-message',
      'data-id': message.id,
      'aria-label': `${nameOf(author)}, ${showPosted(message.at, context.now, reader())}`,
    },
    drawCause(payload),
    element('div', { class: 'd-side' }, drawAvatar(author)),
    element(
      'div',
      { class: 'd-main' },
      element('div', { class: 'd-head' }, drawName(author), ' ', drawPosted(message.at, context.now)),
      ...drawBody(message, context),
      secret && drawSecrecy(message.id),
      drawOpener({ message, context }),
    ),
    drawTools(message, context),
  )
  return box
}

/** Whether Discord would draw a message under the one before it without saying again who speaks. */
export function isGrouped(message: Shown, before: Shown | undefined): boolean {
  if (before === undefined || message.at - before.at > TOGETHER_MS) return false
  const answers =
    json(message.payload.interaction_metadata).type !== undefined || 'message_reference' in message.payload
  const sameVoice = message.author === before.author && message.onlyFor === before.onlyFor
  return sameVoice && !answers && message.thread === before.thread
}

function drawBody(message: Shown, context: DrawContext): readonly (HTMLElement | undefined)[] {
  const { payload } = message
  if (hasFlag(payload, FLAG.loading)) return [drawThinking(json(payload.author))]
  const content = text(payload.content) === '' ? undefined : drawMarkdown(text(payload.content), context)
  const edited = drawEdited(payload)
  const lastLine = content?.querySelector(':scope > .d-lines:last-child')
  if (edited && lastLine) lastLine.append(' ', edited)
  return [
    content,
    ...objects(payload.attachments).map(file => drawFile(text(file.filename), false)),
    ...objects(payload.embeds).map(embed => drawEmbed(embed, context)),
    ...objects(payload.components).map(component => drawComponent(component, { message, context })),
    lastLine ? undefined : edited,
  ]
}

/** What stands where the bot has taken a command and not yet answered. */
function drawThinking(author: Json): HTMLElement {
  const dots = element('span', { class: 'd-dots', 'aria-hidden': 'true' }, element('i'), element('i'), element('i'))
  return element('div', { class: 'd-thinking' }, dots, `${nameOf(author)} is thinking…`)
}

function drawSecrecy(id: string): HTMLElement {
  const dismiss = element('button', { type: 'button', class: 'd-dismiss', onclick: leave }, 'Dismiss message')
  function leave(): void {
    const box = dismiss.closest('.d-message')
    box?.dispatchEvent(new CustomEvent('dismiss', { bubbles: true, detail: id }))
    box?.remove()
  }
  return element('div', { class: 'd-secrecy' }, icon([EYE]), 'Only you can see this • ', dismiss)
}

function drawTools(message: Shown, context: DrawContext): HTMLElement {
  const attributes = {
    type: 'button',
    class: 'd-tool',
    'aria-label': 'Behind this message',
    title: 'Behind this message',
    onclick: () => context.select(message),
  }
  return element('div', { class: 'd-tools' }, element('button', attributes, icon([CODE])))
}
