import { element, icon } from '../element.ts'
import { json, text } from '../json.ts'
import type { Shown } from '../protocol.ts'
import { drawAvatar, drawName } from './author.ts'
import { drawAge } from './clock.ts'
import type { Part } from './part.ts'
import { number } from './value.ts'

/** What stands under a root message and opens its thread; undefined where there is none. */
export function drawOpener({ message, context }: Part): HTMLElement | undefined {
  const thread = json(message.payload.thread)
  const last = context.replies.at(-1)
  if (message.thread !== undefined || (text(thread.id) === '' && last === undefined)) return undefined
  const count = context.replies.length || (number(thread.message_count) ?? 0)
  const words = count === 0 ? 'See Thread' : count === 1 ? '1 Message' : `${count} Messages`
  return element(
    'button',
    { type: 'button', class: 'd-opener', onclick: () => context.openThread(message.id) },
    element(
      'span',
      { class: 'd-opener-head' },
      element('span', { class: 'd-opener-name' }, text(thread.name) || 'Thread'),
      ' ',
      element(
        'span',
        { class: 'd-opener-count' },
        words,
        icon(['M9.3 5.3a1 1 0 0 0 0 1.4L14.6 12l-5.3 5.3a1 1 0 1 0 1.4 1.4l6-6a1 1 0 0 0 0-1.4l-6-6a1 1 0 0 0-1.4 0Z']),
      ),
    ),
    ' ',
    last !== undefined && drawLast(last, context.now),
    count === 0 && element('span', { class: 'd-opener-last' }, 'There are no recent messages in this thread.'),
  )
}

function drawLast(last: Shown, now: number): HTMLElement {
  const author = json(last.payload.author)
  return element(
    'span',
    { class: 'd-opener-last' },
    drawAvatar(author),
    drawName(author),
    ' ',
    element('span', { class: 'd-opener-text' }, last.text.replaceAll('\n', ' ').slice(0, 200)),
    ' ',
    drawAge(last.at, now),
  )
}
