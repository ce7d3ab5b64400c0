import { element, icon } from '../element.ts'
import { type Json, json, objects, text } from '../json.ts'
import { debounced } from '../later.ts'
import { openListbox, type Row } from '../listbox.ts'
import type { Suggested } from '../protocol.ts'
import { suggestedIn } from '../wire.ts'
import type { Part } from './part.ts'

const CARET =
  'M5.72 7.47a.75.75 0 0 1 1.06 0L10 10.69l3.22-3.22a.75.75 0 1 1 1.06 1.06l-3.75 3.75a.75.75 0 0 1-1.06 0L5.72 8.53a.75.75 0 0 1 0-1.06'
const SUGGEST_AFTER_MS = 120

/** A select in a message: its own options, or those that the bot gives while somebody types. */
export function drawSelect(control: Json, { message, context }: Part): HTMLElement {
  const action = text(control.action_id)
  const placeholder = text(json(control.placeholder).text) || 'Select an item'
  return drawSearch({
    name: placeholder,
    offers: offersOf(control, typed =>
      context.act({ act: 'suggest', typed, message: message.id, select: action }).then(suggestedIn),
    ),
    async picked({ value }) {
      await context.act({ act: 'choose', message: message.id, select: action, option: value })
    },
  })
}

/** What a select offers for what was typed: options of its own are filtered here, others are asked for. */
export function offersOf(
  control: Json,
  ask: (typed: string) => Promise<readonly Suggested[]>,
): (typed: string) => Promise<readonly Suggested[]> {
  if (control.type === 'external_select' || control.type === 'multi_external_select') return ask
  const groups = objects(control.option_groups).flatMap(group => objects(group.options))
  const own = [...objects(control.options), ...groups].map(option => ({
    name: text(json(option.text).text),
    value: text(option.value),
  }))
  return typed => Promise.resolve(own.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase())))
}

export interface Search {
  /** What it is for. */
  readonly name: string
  /** Stands in it while it is empty; what it is for, where nothing is said. */
  readonly hint?: string
  readonly id?: string
  /** Whether the picked name stays in the field. */
  readonly keeps?: boolean
  /** What is picked at first. */
  readonly initial?: string
  /** The field that keeps what is picked was emptied. */
  emptied?(): void
  offers(typed: string): Promise<readonly Suggested[]>
  picked(one: Suggested): void | Promise<void>
}

/** A field in which one searches and picks. */
export function drawSearch(search: Search): HTMLElement {
  const field = element('input', {
    type: 'text',
    class: 's-select-input',
    id: search.id,
    'aria-label': search.id === undefined ? search.name : undefined,
    placeholder: search.hint ?? search.name,
    onclick: ask,
    oninput: ask,
    onkeydown: event => event instanceof KeyboardEvent && pressed(event),
    onblur: left,
  })
  field.value = search.initial ?? ''
  let kept = field.value
  const list = openListbox(field, search.name)
  const asking = debounced(SUGGEST_AFTER_MS, search.offers, offers => {
    if (document.activeElement === field) list.show(offers.length > 0 ? offers.map(row) : [nothing])
  })
  const nothing: Row = { label: 'No results', pick: () => undefined }

  function ask(): void {
    asking.ask(field.value)
  }

  function pressed(event: KeyboardEvent): void {
    if (list.key(event)) event.preventDefault()
    else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault()
      ask()
    }
  }

  /** What was typed and not picked is nothing. */
  function left(): void {
    list.hide()
    if (search.keeps !== true) return
    if (field.value.trim() === '') {
      kept = ''
      search.emptied?.()
    }
    field.value = kept
  }

  function row(one: Suggested): Row {
    return {
      label: one.name,
      pick() {
        asking.forget()
        field.value = search.keeps === true ? one.name : ''
        kept = field.value
        void search.picked(one)
      },
    }
  }

  return element('div', { class: 's-select field' }, field, icon([CARET], '0 0 20 20'), list.root)
}
