import { element, icon } from './element.ts'
import type { Place, Platform } from './protocol.ts'
import { titleOf } from './sidebar.ts'

const HASH =
  'M9.6 3.2a1 1 0 0 1 1.99.24L11.1 7.5h3.98l.52-4.3a1 1 0 1 1 1.99.24l-.49 4.06H20a1 1 0 1 1 0 2h-3.14l-.6 5H19a1 1 0 1 1 0 2h-2.98l-.52 4.3a1 1 0 1 1-1.99-.24l.49-4.06H10.02l-.52 4.3a1 1 0 1 1-1.99-.24L8 16.5H5a1 1 0 1 1 0-2h3.24l.6-5H6a1 1 0 0 1 0-2h3.08zM10.86 9.5l-.6 5h3.98l.6-5z'

/** The bar over a channel. */
export function drawRoomHead(platform: Platform, place: Place, bot: string): HTMLElement {
  const title = titleOf(place, bot)
  const sign =
    place.kind === 'direct'
      ? false
      : platform === 'slack'
        ? element('span', { 'aria-hidden': 'true' }, '# ')
        : icon([HASH])
  return element(
    'header',
    { class: 'room-bar' },
    element('h3', {}, sign, title, place.kind === 'private' && element('span', { class: 'room-note' }, ' private')),
  )
}

/** What stands before a channel's first message. */
export function drawRoomOpening(platform: Platform, place: Place, bot: string): HTMLElement {
  const title = titleOf(place, bot)
  const direct = place.kind === 'direct'
  const called = direct ? title : `#${title}`
  if (platform === 'slack') {
    const words = direct
      ? `This is the very beginning of your direct messages with ${title}. Type / for its commands.`
      : `This is the very beginning of the ${called} channel. Type / for commands.`
    return element(
      'div',
      { class: 'room-opening' },
      element('p', { class: 'room-opening-title' }, called),
      element('p', {}, words),
    )
  }
  const words = direct
    ? `This is the beginning of your direct message history with ${title}. Type / for its commands.`
    : `This is the start of the ${called} channel. Type / for commands.`
  return element(
    'div',
    { class: 'room-opening' },
    element('p', { class: 'room-opening-title' }, direct ? title : `Welcome to ${called}!`),
    element('p', {}, words),
  )
}
