import { element, icon, refill } from '../element.ts'
import { moved } from '../pointer.ts'
import { moveTo, placeBeside, stepOf } from './popup.ts'

/** What can be picked. */
export interface Option {
  readonly label: string
  readonly value: string
  readonly description?: string
  readonly chosen: boolean
}

export interface Choice {
  /** What a screen reader calls it. */
  readonly name: string
  readonly placeholder: string
  readonly options: readonly Option[]
  readonly least: number
  readonly most: number
  readonly disabled: boolean
  /** Called when something else was picked and the list is closed. */
  readonly picked: (values: readonly string[]) => void
}

export interface DrawnChoice {
  readonly box: HTMLElement
  /** What is picked now. */
  readonly values: () => readonly string[]
}

let made = 0

/**
 * A select as Discord draws it: the list opens in the top layer, arrows walk in it, Enter picks, Escape leaves.
 * The pattern is https://www.w3.org/WAI/ARIA/apg/patterns/combobox/examples/combobox-select-only
 */
export function drawChoice(choice: Choice): DrawnChoice {
  made += 1
  const listId = `d-choice-${made}`
  const many = choice.most > 1
  let chosen = choice.options.filter(option => option.chosen).map(option => option.value)
  let before = chosen
  let active = 0

  const shown = element('span', { class: 'd-choice-shown' })
  const box = element(
    'button',
    {
      type: 'button',
      class: 'd-choice',
      role: 'combobox',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-controls': listId,
      disabled: choice.disabled,
      onclick: () => (isOpen() ? close(true) : open()),
      onblur: () => close(true),
      onkeydown: event => event instanceof KeyboardEvent && onKey(event),
    },
    shown,
    icon(['m7 10 5 5 5-5z']),
  )
  const rows = choice.options.map(drawRow)
  const list = element(
    'ul',
    { id: listId, class: 'd-choice-list', role: 'listbox', 'aria-label': choice.name, popover: 'manual' },
    ...rows,
  )
  if (many) list.setAttribute('aria-multiselectable', 'true')
  // The focus stays on the box, so that closing has nowhere to lose it.
  list.addEventListener('pointerdown', event => event.preventDefault())
  show()

  function drawRow(option: Option, index: number): HTMLElement {
    const words = element('span', { class: 'd-option-words' }, element('span', {}, option.label))
    if (option.description !== undefined) words.append(element('span', { class: 'd-option-note' }, option.description))
    return element(
      'li',
      {
        id: `${listId}-${index}`,
        class: 'd-option',
        role: 'option',
        onclick: () => pick(index),
        onpointermove: event => moved(event) && walk(index),
      },
      words,
      icon([
        'M21.7 5.3a1 1 0 0 1 0 1.4l-12 12a1 1 0 0 1-1.4 0l-6-6a1 1 0 1 1 1.4-1.4L9 16.6 20.3 5.3a1 1 0 0 1 1.4 0Z',
      ]),
    )
  }

  const isOpen = () => box.getAttribute('aria-expanded') === 'true'

  function open(): void {
    if (isOpen() || rows.length === 0) return
    before = chosen
    box.setAttribute('aria-expanded', 'true')
    list.showPopover()
    placeBeside(list, box)
    walk(
      Math.max(
        0,
        choice.options.findIndex(option => chosen.includes(option.value)),
      ),
    )
    addEventListener('scroll', onScroll, true)
  }

  function close(keep: boolean): void {
    if (!isOpen()) return
    removeEventListener('scroll', onScroll, true)
    box.setAttribute('aria-expanded', 'false')
    box.removeAttribute('aria-activedescendant')
    // The message was drawn anew under the open list.
    if (!list.isConnected) return
    list.hidePopover()
    if (!keep || chosen.length < choice.least) chosen = before
    show()
    if (chosen.join('\n') !== before.join('\n')) choice.picked(chosen)
    before = chosen
  }

  function onScroll(event: Event): void {
    if (event.target !== list) close(true)
  }

  function pick(index: number): void {
    const value = choice.options[index]?.value
    if (value === undefined) return
    if (!many) {
      chosen = [value]
      close(true)
      return
    }
    if (chosen.includes(value)) chosen = chosen.filter(one => one !== value)
    else if (chosen.length < choice.most) chosen = [...chosen, value]
    show()
  }

  function walk(index: number): void {
    active = index
    const row = rows[index]
    for (const one of rows) one.classList.toggle('d-option-active', one === row)
    if (row) box.setAttribute('aria-activedescendant', row.id)
  }

  function onKey(event: KeyboardEvent): void {
    if (!isOpen()) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      event.preventDefault()
      open()
      return
    }
    if (event.key === 'Tab') {
      close(true)
      return
    }
    const step = stepOf(event.key, active, rows.length)
    if (step !== undefined) {
      walk(step)
      rows[step]?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' || event.key === ' ') pick(active)
    else if (event.key === 'Escape') close(false)
    else if (!typeAhead(event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }

  /** A letter walks to the next option that begins with it. */
  function typeAhead(key: string): boolean {
    if (key.length !== 1) return false
    const found = moveTo(
      choice.options.map(option => option.label),
      key,
      active,
    )
    if (found !== undefined) {
      walk(found)
      rows[found]?.scrollIntoView({ block: 'nearest' })
    }
    return true
  }

  function show(): void {
    const labels = choice.options.filter(option => chosen.includes(option.value)).map(option => option.label)
    refill(shown, labels.join(', ') || choice.placeholder)
    box.classList.toggle('d-choice-empty', labels.length === 0)
    box.setAttribute('aria-label', labels.length === 0 ? choice.name : `${choice.name}: ${labels.join(', ')}`)
    for (const [index, row] of rows.entries())
      row.setAttribute('aria-selected', String(chosen.includes(choice.options[index]?.value ?? '')))
  }

  return { box: element('div', { class: 'd-choice-holder' }, box, list), values: () => chosen }
}
