import { element, focusedIn, icon, refill } from './element.ts'
import type { Place, Platform } from './protocol.ts'
import { TITLES } from './state.ts'

const LOCK =
  'M12 2a5 5 0 0 0-5 5v3H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-8a2 2 0 0 0-2-2h-1V7a5 5 0 0 0-5-5m-3 8V7a3 3 0 0 1 6 0v3z'
const HASH =
  'M9.6 3.2a1 1 0 0 1 1.99.24L11.1 7.5h3.98l.52-4.3a1 1 0 1 1 1.99.24l-.49 4.06H20a1 1 0 1 1 0 2h-3.14l-.6 5H19a1 1 0 1 1 0 2h-2.98l-.52 4.3a1 1 0 1 1-1.99-.24l.49-4.06H10.02l-.52 4.3a1 1 0 1 1-1.99-.24L8 16.5H5a1 1 0 1 1 0-2h3.24l.6-5H6a1 1 0 0 1 0-2h3.08zM10.86 9.5l-.6 5h3.98l.6-5z'

/** The channels of a platform; arrows walk in the list, one of them is in the order of Tab. */
export interface Sidebar {
  readonly root: HTMLElement
  draw(places: readonly Place[], current: string, unread: ReadonlySet<string>): void
}

export function openSidebar(platform: Platform, bot: string, open: (place: string) => void): Sidebar {
  const rooms = element('ul', { class: 'places' })
  const directs = element('ul', { class: 'places' })
  const root = element(
    'nav',
    {
      class: 'sidebar',
      'aria-label': `Channels on ${TITLES[platform]}`,
      onkeydown: event => event instanceof KeyboardEvent && walk(event),
    },
    element('p', { class: 'space' }, 'The Newsroom'),
    element('p', { class: 'places-heading' }, 'Channels'),
    rooms,
    element('p', { class: 'places-heading' }, 'Direct messages'),
    directs,
  )

  function walk(event: KeyboardEvent): void {
    const links = [...root.querySelectorAll('button')]
    const at = focusedIn(links)
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: links.length - 1,
    }[event.key]
    if (to === undefined || at === -1) return
    event.preventDefault()
    links[Math.max(0, Math.min(to, links.length - 1))]?.focus()
  }

  function item(place: Place, current: string, unread: ReadonlySet<string>): HTMLElement {
    const isCurrent = place.name === current
    const fresh = unread.has(place.name)
    return element(
      'li',
      {},
      element(
        'button',
        {
          type: 'button',
          class: fresh ? 'place unread' : 'place',
          'data-place': place.name,
          'aria-current': isCurrent ? 'page' : undefined,
          tabindex: isCurrent ? 0 : -1,
          onclick: () => open(place.name),
        },
        place.kind === 'direct'
          ? element('span', { class: 'place-face', 'aria-hidden': 'true' }, 'C')
          : icon([place.kind === 'private' ? LOCK : HASH]),
        element('span', {}, titleOf(place, bot)),
        place.kind === 'private' && element('span', { class: 'unseen' }, ' (private)'),
        fresh && element('span', { class: 'unseen' }, ' (unread)'),
      ),
    )
  }

  /** What is drawn. A button that were drawn anew between the press of the mouse and its release would lose the click. */
  let drawn = ''

  return {
    root,
    draw(places, current, unread) {
      const now = JSON.stringify([places, current, [...unread]])
      if (now === drawn) return
      drawn = now
      const held =
        document.activeElement instanceof HTMLElement && root.contains(document.activeElement)
          ? document.activeElement.dataset.place
          : undefined
      const of = (direct: boolean) =>
        places.filter(place => (place.kind === 'direct') === direct).map(place => item(place, current, unread))
      refill(rooms, ...of(false))
      refill(directs, ...of(true))
      if (held !== undefined) [...root.querySelectorAll('button')].find(one => one.dataset.place === held)?.focus()
    },
  }
}

/** A direct message is called like the one on its other side. */
export function titleOf(place: Place, bot: string): string {
  return place.kind === 'direct' ? bot : place.name
}
