import { element, focusedIn } from './element.ts'
import type { Shown } from './protocol.ts'
import { showDay } from './slack/date.ts'
import { townNow } from './town-time.ts'

/** A list of messages that grows at its end; arrows walk from message to message, one of them is in the order of Tab. */
export interface Stream {
  readonly root: HTMLElement
  /** Draws what is new or changed and leaves the rest alone. `replies` are those under a root. */
  show(messages: readonly Shown[], replies: (root: string) => readonly Shown[]): void
  /** Shows something after what stands last, until `clear`. */
  notice(draw: (dismiss: () => void) => HTMLElement): void
  clear(): void
  /** Draws each message anew where it stands, the next time that it is shown. */
  renew(): void
  toEnd(): void
  /** Shows the last message from its beginning, and what stands before it where there is room. */
  toLast(): void
  toStart(): void
  /** Puts the focus on a message. */
  focus(id: string): void
}

export interface StreamOptions {
  readonly label: string
  readonly opening?: () => HTMLElement | undefined
  draw(message: Shown, replies: readonly Shown[]): HTMLElement
  grouped(message: Shown, before: Shown | undefined): boolean
  /** What stands on a line over a message; the day, where nothing is said. */
  lead?(message: Shown, before: Shown | undefined): string
  chosen(message: Shown): void
}

interface Row {
  readonly item: HTMLLIElement
  readonly message: Shown
  readonly replies: readonly Shown[]
}

/** Within so many pixels of its end, a stream follows what comes. */
const NEAR = 80

export function openStream(options: StreamOptions): Stream {
  const list = element('ol', { class: 'messages', 'aria-label': options.label })
  const opening = element('div', { class: 'opening' })
  const root = element(
    'div',
    { class: 'stream', tabindex: -1, onkeydown: event => event instanceof KeyboardEvent && walk(event) },
    opening,
    list,
  )
  const rows = new Map<string, Row>()
  /** Rows that say how old they are, and are older now. */
  const old = new Set<string>()
  let notices: readonly { readonly after: string | undefined; readonly item: HTMLElement }[] = []
  let last: string | undefined

  /** What stays in sight whatever grows: the end, or the beginning of the last message. Nothing, where somebody has scrolled. */
  let rest: 'end' | 'last' | undefined = 'end'
  root.addEventListener('scroll', () => {
    rest = isNearEnd() ? 'end' : undefined
  })
  // A composer that grows takes room from its stream, a face that is loaded takes other room than the one before it, and of
  // a column that is not seen nothing can be scrolled.
  const keeper = new ResizeObserver(() => {
    if (rest === 'end') down()
    else if (rest === 'last') toLast()
  })
  for (const one of [root, list]) keeper.observe(one)

  /** What is to be shown once a list that is open in a message has closed. */
  let waiting: (() => void) | undefined
  root.addEventListener('toggle', goOn, true)

  function goOn(): void {
    if (waiting === undefined || isPicking(root)) return
    const now = waiting
    waiting = undefined
    now()
  }

  function show(messages: readonly Shown[], replies: (root: string) => readonly Shown[]): void {
    waiting = undefined
    const held = new Set(rows.keys())
    const follows = isNearEnd()
    const start = options.opening?.()
    opening.replaceChildren(...(start ? [start] : []))
    const here = new Set(messages.map(message => message.id))
    for (const [id, row] of rows) if (!here.has(id)) drop(id, row)
    const items = messages.map((message, at) => rowOf(message, replies(message.id), messages[at - 1]).item)
    settle(list, withNotices(messages, items))
    last = messages.at(-1)?.id
    rove()
    if (follows) down()
    const secret = messages.findLast(message => message.onlyFor !== undefined && held.size > 0 && !held.has(message.id))
    if (secret && !follows) bring(rows.get(secret.id)?.item)
    if (isPicking(root)) waiting = () => show(messages, replies)
  }

  /** What is for the reader alone is an answer to what the reader did, so it is seen at once. */
  function bring(item: HTMLElement | undefined): void {
    if (!item) return
    const [box, view] = [item.getBoundingClientRect(), root.getBoundingClientRect()]
    root.scrollTop += Math.max(0, Math.min(box.bottom - view.bottom, box.top - view.top))
  }

  function drop(id: string, row: Row): void {
    const held = row.item.contains(document.activeElement)
    const next = row.item.nextElementSibling ?? row.item.previousElementSibling
    row.item.remove()
    rows.delete(id)
    if (held && next instanceof HTMLElement) next.focus()
  }

  function rowOf(message: Shown, replies: readonly Shown[], above: Shown | undefined): Row {
    const before = rows.get(message.id)
    const fresh = !old.delete(message.id)
    const same =
      before !== undefined &&
      (isPicking(before.item) || (fresh && before.message === message && sameList(before.replies, replies)))
    const row = same
      ? before
      : { item: before?.item ?? element('li', { tabindex: -1, 'data-id': message.id }), message, replies }
    const lead = (options.lead ?? dayOf)(message, above)
    if (row !== before || row.item.dataset.lead !== lead) redraw(row, lead)
    row.item.dataset.lead = lead
    row.item.classList.toggle('follows', lead === '' && options.grouped(message, above))
    rows.set(message.id, row)
    return row
  }

  function redraw({ item, message, replies }: Row, lead: string): void {
    const held = focusedIn(controls(item))
    const divider = lead === '' ? [] : [element('div', { class: 'day' }, element('span', {}, lead))]
    item.replaceChildren(...divider, options.draw(message, replies))
    controls(item)[held]?.focus()
  }

  function withNotices(messages: readonly Shown[], items: readonly HTMLElement[]): readonly HTMLElement[] {
    const ids = new Set(messages.map(message => message.id))
    const after = (id: string | undefined) => notices.filter(one => one.after === id).map(one => one.item)
    const lost = notices.filter(one => one.after !== undefined && !ids.has(one.after)).map(one => one.item)
    return [
      ...after(undefined),
      ...messages.flatMap((message, at) => [...items.slice(at, at + 1), ...after(message.id)]),
      ...lost,
    ]
  }

  function walk(event: KeyboardEvent): void {
    const items = itemsOf(list)
    const at = focusedIn(items)
    const held = rows.get(items[at]?.dataset.id ?? '')
    if (at === -1) return
    if (event.key === 'Enter' && held) {
      event.preventDefault()
      options.chosen(held.message)
    }
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: items.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    goTo(items[Math.max(0, Math.min(to, items.length - 1))])
  }

  function goTo(item: HTMLElement | undefined): void {
    if (!item) return
    for (const other of itemsOf(list)) other.tabIndex = other === item ? 0 : -1
    item.focus()
  }

  /** Exactly one message can be reached with Tab; unless somebody walked, it is the last. */
  function rove(): void {
    const items = itemsOf(list)
    const held = items.find(item => item.tabIndex === 0 && item === document.activeElement) ?? items.at(-1)
    for (const item of items) item.tabIndex = item === held ? 0 : -1
  }

  function isNearEnd(): boolean {
    return root.scrollHeight - root.scrollTop - root.clientHeight < NEAR
  }

  function down(): void {
    root.scrollTop = root.scrollHeight
  }

  function toEnd(): void {
    rest = 'end'
    down()
  }

  function toLast(): void {
    rest = 'last'
    down()
    const item = itemsOf(list).at(-1)
    if (item) root.scrollTop += Math.min(0, item.getBoundingClientRect().top - root.getBoundingClientRect().top)
  }

  return {
    root,
    show,
    toEnd,
    toLast,
    toStart() {
      rest = undefined
      root.scrollTop = 0
    },
    notice(draw) {
      const item = element(
        'li',
        { tabindex: -1, class: 'notice-row' },
        draw(() => {
          notices = notices.filter(one => one.item !== item)
          item.remove()
        }),
      )
      notices = [...notices, { after: last, item }]
      list.append(item)
      toEnd()
    },
    renew() {
      for (const id of rows.keys()) old.add(id)
    },
    clear() {
      notices = []
      old.clear()
      rows.clear()
      list.replaceChildren()
      last = undefined
    },
    focus: id => goTo(rows.get(id)?.item),
  }
}

/** The day, where another one begins. */
function dayOf(message: Shown, before: Shown | undefined): string {
  const isSame = before !== undefined && new Date(before.at).toDateString() === new Date(message.at).toDateString()
  return isSame ? '' : showDay(message.at, townNow())
}

/** Whether a list of options stands open in it; drawn anew, it would close under the person who picks. */
function isPicking(holder: HTMLElement): boolean {
  return holder.querySelector(':popover-open') !== null
}

function itemsOf(list: HTMLElement): readonly HTMLElement[] {
  return [...list.children].filter(item => item instanceof HTMLElement)
}

function controls(item: HTMLElement): readonly HTMLElement[] {
  return [...item.querySelectorAll<HTMLElement>('button, a, input, select, textarea')]
}

function sameList(one: readonly Shown[], other: readonly Shown[]): boolean {
  return one.length === other.length && one.every((message, at) => message === other[at])
}

/** Puts the items in order and touches none that stands where it should, so that none loses the focus. */
function settle(list: HTMLElement, items: readonly HTMLElement[]): void {
  items.forEach((item, at) => {
    const there = list.children[at]
    if (there !== item) list.insertBefore(item, there ?? null)
  })
  for (const extra of [...list.children].slice(items.length)) extra.remove()
}
