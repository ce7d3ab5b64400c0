import { element, refill } from './element.ts'
import { moved } from './pointer.ts'

/** A row of a list that opens at a field. */
export interface Row {
  readonly label: string
  readonly detail?: string
  /** In smaller type before the rest, as a command's name is. */
  readonly lead?: string
  pick(): void
}

/**
 * Which keys take the first row before anybody has walked in the list: Enter and Tab (`ready`), Tab alone (`offered`), or none
 * (`waiting`). A list that comes by itself while somebody types must not take an Enter that was meant to send.
 */
export type Grip = 'ready' | 'offered' | 'waiting'

/** The list of a combobox: the field keeps the focus, the arrows walk in the list. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
export interface Listbox {
  readonly root: HTMLElement
  show(rows: readonly Row[], heading?: string, grip?: Grip): void
  hide(): void
  isOpen(): boolean
  /** True when the key was meant for the list, which has then done what it says. */
  key(event: KeyboardEvent): boolean
}

const GAP = 4
const ROOM = 320
let made = 0

/** The list of a field; `name` is what a screen reader calls it. */
export function openListbox(field: HTMLInputElement | HTMLTextAreaElement, name: string): Listbox {
  made += 1
  const id = `list-${made}`
  const list = element('ul', { role: 'listbox', id, 'aria-label': name })
  const title = element('div', { class: 'listbox-heading', 'aria-hidden': 'true' })
  const root = element('div', { class: 'listbox', popover: 'manual' }, title, list)
  let rows: readonly Row[] = []
  let active = -1
  let held: Grip = 'ready'
  // A field of several lines may not be called a combobox; it says that it has a list, as the real clients' do.
  const oneLine = field instanceof HTMLInputElement
  for (const [key, value] of Object.entries({
    ...(oneLine ? { role: 'combobox' } : { 'aria-haspopup': 'listbox' }),
    'aria-controls': id,
    'aria-autocomplete': 'list',
    autocomplete: 'off',
  })) {
    field.setAttribute(key, value)
  }
  expanded(false)
  addEventListener('resize', hide)
  // The list must not take the focus from its field.
  root.addEventListener('mousedown', event => event.preventDefault())

  function expanded(open: boolean): void {
    if (oneLine) field.setAttribute('aria-expanded', String(open))
  }

  function isOpen(): boolean {
    return rows.length > 0 && root.matches(':popover-open')
  }

  function hide(): void {
    rows = []
    active = -1
    if (root.matches(':popover-open')) root.hidePopover()
    expanded(false)
    field.removeAttribute('aria-activedescendant')
  }

  function show(next: readonly Row[], heading = '', grip: Grip = 'ready'): void {
    if (next.length === 0 || !root.isConnected) {
      hide()
      return
    }
    rows = next
    held = grip
    title.textContent = heading
    title.hidden = heading === ''
    refill(list, ...rows.map(option))
    if (!root.matches(':popover-open')) root.showPopover()
    place()
    expanded(true)
    activate(grip === 'ready' ? 0 : -1)
  }

  function option(row: Row, at: number): HTMLElement {
    return element(
      'li',
      {
        role: 'option',
        id: `${id}-${at}`,
        'aria-selected': 'false',
        onclick: () => take(row),
        onmousemove: event => moved(event) && activate(at),
      },
      row.lead !== undefined && element('span', { class: 'listbox-lead' }, row.lead, ' '),
      element('span', { class: 'listbox-label' }, row.label),
      row.detail !== undefined && element('span', { class: 'listbox-detail' }, ' ', row.detail),
    )
  }

  function place(): void {
    const box = field.closest('.field') ?? field
    const { top, bottom, left, width } = box.getBoundingClientRect()
    const above = top - GAP * 2
    const under = innerHeight - bottom - GAP * 2
    const down = under >= Math.min(ROOM, above)
    const wide = Math.max(width, Math.min(280, innerWidth - 2 * GAP))
    root.style.setProperty('left', `${Math.max(GAP, Math.min(left, innerWidth - wide - GAP))}px`)
    root.style.setProperty('width', `${wide}px`)
    root.style.setProperty('max-height', `${Math.min(down ? under : above, ROOM)}px`)
    root.style.setProperty('top', down ? `${bottom + GAP}px` : 'auto')
    root.style.setProperty('bottom', down ? 'auto' : `${innerHeight - top + GAP}px`)
  }

  function activate(at: number): void {
    if (at === active) return
    list.children[active]?.setAttribute('aria-selected', 'false')
    active = at
    const now = list.children[at]
    now?.setAttribute('aria-selected', 'true')
    now?.scrollIntoView({ block: 'nearest' })
    if (now) field.setAttribute('aria-activedescendant', now.id)
    else field.removeAttribute('aria-activedescendant')
  }

  function take(row: Row | undefined): boolean {
    if (!row) return false
    hide()
    row.pick()
    return true
  }

  function key(event: KeyboardEvent): boolean {
    if (!isOpen() || event.isComposing) return false
    switch (event.key) {
      case 'ArrowDown':
        activate((active + 1) % rows.length)
        return true
      case 'ArrowUp':
        activate((active <= 0 ? rows.length : active) - 1)
        return true
      case 'Enter':
        return !event.shiftKey && take(rows[active])
      case 'Tab':
        return !event.shiftKey && take(rows[active] ?? (held === 'offered' ? rows[0] : undefined))
      case 'Escape':
        hide()
        return true
      default:
        return false
    }
  }

  return { root, show, hide, isOpen, key }
}
