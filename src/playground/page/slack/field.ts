import { type Child, element } from '../element.ts'
import { type Json, json, objects, text } from '../json.ts'
import type { Suggested } from '../protocol.ts'
import { drawSearch, offersOf } from './select.ts'

/** A field of a form: what is drawn, and what it holds when the form is sent. */
export interface Field {
  readonly id: string
  readonly label: string
  readonly box: HTMLElement
  /** Shows what is wrong with it; an empty text takes that away. */
  complain(words: string): void
  value(): string | readonly string[]
}

/** What a form may ask the page. */
export interface FormContext {
  suggest(typed: string, select: string): Promise<readonly Suggested[]>
  readonly people: readonly string[]
  readonly channels: readonly string[]
}

type Control = { readonly root: HTMLElement; readonly many: boolean; value(): string | readonly string[] }

const TYPED: Readonly<Record<string, string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
}
let made = 0

/** An input block of a form; undefined for what cannot be filled in here. https://docs.slack.dev/reference/block-kit/blocks/input-block */
export function drawField(block: Json, context: FormContext): Field | undefined {
  const control = json(block.element)
  const label = text(json(block.label).text)
  const hint = text(json(block.hint).text)
  made += 1
  const id = `field-${made}`
  const drawn = drawControl(control, id, label, context)
  if (drawn === undefined) return undefined
  const trouble = element('p', { class: 's-field-trouble', id: `${id}-trouble`, role: 'alert' })
  const title: readonly Child[] = [
    label,
    block.optional === true && element('span', { class: 's-optional' }, ' (optional)'),
  ]
  const below = [hint !== '' && element('p', { class: 's-hint', id: `${id}-hint` }, hint), trouble]
  const box = drawn.many
    ? element('fieldset', { class: 's-field' }, element('legend', {}, ...title), drawn.root, ...below)
    : element('div', { class: 's-field' }, element('label', { for: id }, ...title), drawn.root, ...below)
  // What is said below a field is read with it.
  const said = hint === '' ? `${id}-trouble` : `${id}-hint ${id}-trouble`
  const described = drawn.many ? [box] : box.querySelectorAll('input, select, textarea')
  for (const one of described) one.setAttribute('aria-describedby', said)
  return {
    id: text(control.action_id),
    label,
    box,
    complain(words) {
      trouble.textContent = words
      box.classList.toggle('s-field-wrong', words !== '')
      for (const one of box.querySelectorAll('input, select, textarea')) {
        if (words === '') one.removeAttribute('aria-invalid')
        else one.setAttribute('aria-invalid', 'true')
      }
    },
    value: drawn.value,
  }
}

function drawControl(control: Json, id: string, label: string, context: FormContext): Control | undefined {
  const placeholder = text(json(control.placeholder).text)
  const kind = text(control.type)
  switch (kind) {
    case 'plain_text_input':
      return drawLines(control, id, placeholder)
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'datepicker':
    case 'timepicker': {
      const value = text(control.initial_value ?? control.initial_date ?? control.initial_time)
      const input = element('input', {
        class: 's-input',
        id,
        type: TYPED[kind],
        placeholder,
        value,
        step: control.is_decimal_allowed === true ? 'any' : undefined,
      })
      return { root: input, many: false, value: () => input.value }
    }
    case 'datetimepicker': {
      const input = element('input', { class: 's-input', id, type: 'datetime-local' })
      // Slack counts seconds since 1970.
      return {
        root: input,
        many: false,
        value: () => (input.value === '' ? '' : String(Date.parse(input.value) / 1000)),
      }
    }
    case 'static_select':
      return drawNative(optionsOf(control), id, text(json(control.initial_option).value), placeholder)
    case 'users_select':
      return drawNative(named(context.people), id, '', placeholder)
    case 'channels_select':
    case 'conversations_select':
      return drawNative(named(context.channels), id, '', placeholder)
    case 'external_select':
      return drawExternal(control, id, label, placeholder, context)
    case 'multi_external_select':
      return drawMany(control, label, placeholder, context)
    case 'radio_buttons':
      return drawTicks('radio', id, optionsOf(control), [text(json(control.initial_option).value)])
    case 'checkboxes':
    case 'multi_static_select':
      return drawTicks(
        'checkbox',
        id,
        optionsOf(control),
        objects(control.initial_options).map(one => text(one.value)),
      )
    case 'multi_users_select':
      return drawTicks('checkbox', id, named(context.people), [])
    case 'multi_channels_select':
    case 'multi_conversations_select':
      return drawTicks('checkbox', id, named(context.channels), [])
    default:
      return undefined
  }
}

function drawLines(control: Json, id: string, placeholder: string): Control {
  const value = text(control.initial_value)
  if (control.multiline === true) {
    const area = element('textarea', { class: 's-input', id, placeholder, rows: 4 }, value)
    return { root: area, many: false, value: () => area.value }
  }
  const input = element('input', { class: 's-input', id, type: 'text', placeholder, value })
  return { root: input, many: false, value: () => input.value }
}

function drawNative(options: readonly Suggested[], id: string, current: string, placeholder: string): Control {
  const rows = options.map(one => element('option', { value: one.value, selected: one.value === current }, one.name))
  const select = element(
    'select',
    { class: 's-input', id },
    // What is picked can be changed, not taken back.
    current === '' && element('option', { value: '' }, placeholder || 'Select an option'),
    ...rows,
  )
  return { root: select, many: false, value: () => select.value }
}

function drawExternal(control: Json, id: string, label: string, hint: string, context: FormContext): Control {
  const initial = json(control.initial_option)
  let held = text(initial.value)
  const root = drawSearch({
    name: label,
    hint: hint || label,
    id,
    keeps: true,
    initial: text(json(initial.text).text),
    emptied() {
      held = ''
    },
    offers: offersOf(control, typed => context.suggest(typed, text(control.action_id))),
    picked(one) {
      held = one.value
    },
  })
  return { root, many: false, value: () => held }
}

/** Several that are searched for: each that is picked stands below with a button that takes it away. */
function drawMany(control: Json, label: string, placeholder: string, context: FormContext): Control {
  let held: readonly Suggested[] = optionsOf({ options: control.initial_options })
  const list = element('ul', { class: 's-tokens', 'aria-label': `${label}: chosen` })
  const search = drawSearch({
    name: label,
    hint: placeholder || label,
    offers: offersOf(control, typed => context.suggest(typed, text(control.action_id))),
    picked(one) {
      if (!held.some(other => other.value === one.value)) held = [...held, one]
      show()
      list.lastElementChild?.scrollIntoView({ block: 'nearest' })
    },
  })

  function show(): void {
    list.replaceChildren(
      ...held.map(one =>
        element(
          'li',
          { class: 's-token' },
          one.name,
          element(
            'button',
            { type: 'button', class: 's-token-off', 'aria-label': `Remove ${one.name}`, onclick: () => drop(one) },
            '✕',
          ),
        ),
      ),
    )
    list.hidden = held.length === 0
  }

  function drop(gone: Suggested): void {
    held = held.filter(one => one !== gone)
    show()
    search.querySelector('input')?.focus()
  }

  show()
  return {
    root: element('div', { class: 's-many' }, search, list),
    many: true,
    value: () => held.map(one => one.value),
  }
}

function drawTicks(
  type: 'radio' | 'checkbox',
  name: string,
  options: readonly Suggested[],
  current: readonly string[],
): Control {
  const inputs = options.map(({ value }) => element('input', { type, name, value, checked: current.includes(value) }))
  const rows = inputs.map((input, at) => element('label', { class: 's-tick' }, input, options[at]?.name))
  const picked = () => inputs.filter(input => input.checked).map(input => input.value)
  return {
    root: element('div', { class: 's-ticks' }, ...rows),
    many: true,
    value: () => (type === 'radio' ? (picked()[0] ?? '') : picked()),
  }
}

function optionsOf(control: Json): readonly Suggested[] {
  const all = [...objects(control.options), ...objects(control.option_groups).flatMap(group => objects(group.options))]
  return all.map(option => ({ name: text(json(option.text).text), value: text(option.value) }))
}

function named(names: readonly string[]): readonly Suggested[] {
  return names.map(name => ({ name, value: name }))
}
