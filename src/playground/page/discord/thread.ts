import { element, icon } from '../element.ts'
import { json, text } from '../json.ts'
import type { Shown } from '../protocol.ts'
import { drawName } from './author.ts'

const THREAD =
  'M12 2.8a1 1 0 0 0-2-.4L9.3 7H5a1 1 0 1 0 0 2h4l-1 6H4a1 1 0 1 0 0 2h3.7l-.7 4.2a1 1 0 0 0 2 .4l.7-4.6h6l-.7 4.2a1 1 0 0 0 2 .4l.7-4.6H21a1 1 0 1 0 0-2h-3l1-6h4a1 1 0 1 0 0-2h-3.7l.7-4.2a1 1 0 0 0-2-.4L17.3 7h-6l.7-4.2ZM11 9h6l-1 6h-6l1-6Z'
const CROSS =
  'M5.3 5.3a1 1 0 0 1 1.4 0L12 10.6l5.3-5.3a1 1 0 1 1 1.4 1.4L13.4 12l5.3 5.3a1 1 0 0 1-1.4 1.4L12 13.4l-5.3 5.3a1 1 0 0 1-1.4-1.4l5.3-5.3-5.3-5.3a1 1 0 0 1 0-1.4Z'

/** The name of the thread under a root message. */
export function threadName(root: Shown): string {
  return text(json(root.payload.thread).name) || 'Thread'
}

/** The bar over an open thread: its name, and the way out. */
export function drawThreadHead(root: Shown, close: () => void): HTMLElement {
  const out = {
    type: 'button',
    class: 'd-icon-button',
    'aria-label': 'Close thread',
    title: 'Close thread',
    onclick: close,
  }
  return element(
    'header',
    { class: 'd-thread-head' },
    icon([THREAD]),
    element('h3', { class: 'd-thread-name', title: threadName(root) }, threadName(root)),
    element('button', out, icon([CROSS])),
  )
}

/** What stands before a thread's first message. */
export function drawThreadOpening(root: Shown): HTMLElement {
  return element(
    'div',
    { class: 'd-thread-opening' },
    element('span', { class: 'd-thread-sign', 'aria-hidden': 'true' }, icon([THREAD])),
    element('p', { class: 'd-thread-title' }, threadName(root)),
    element('p', { class: 'd-thread-starter' }, 'Started by ', drawName(json(root.payload.author))),
  )
}
