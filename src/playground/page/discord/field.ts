import { element } from '../element.ts'
import { type Json, json, objects, text } from '../json.ts'
import { drawMarkdown } from './markdown.ts'
import type { Reading } from './names.ts'
import { drawPicker, optionsOf, SELECTS } from './select.ts'
import { number, typeOf } from './value.ts'

/** https://discord.com/developers/docs/components/reference#component-object-component-types */
const TYPE = { row: 1, textInput: 4, text: 10, label: 18, radioGroup: 21, checkboxGroup: 22, checkbox: 23 } as const
const PARAGRAPH = 2
const LONGEST = 4000

/** A part of a form: what is drawn, and what the person has given by the field's id. */
export interface Field {
  readonly box: HTMLElement
  readonly id?: string
  readonly value?: () => string | readonly string[]
}

interface Control extends Field {
  /** A control that its label can name by `for`; the others are named by `aria-label` or a legend. */
  readonly labels?: string
  /** Several controls under one legend. */
  readonly group?: boolean
}

let made = 0

/** A part of a form as Discord's API has it; undefined for one that the page cannot fill. */
export function drawField(component: Json, reading: Reading): Field | undefined {
  switch (typeOf(component)) {
    case TYPE.text:
      return { box: drawMarkdown(text(component.content), reading) }
    case TYPE.label:
      return labelled(json(component.component), text(component.label), text(component.description))
    case TYPE.row: {
      const input = objects(component.components)[0] ?? {}
      return labelled(input, text(input.label), '')
    }
    default:
      return undefined
  }
}

function labelled(part: Json, name: string, description: string): Field | undefined {
  const control = drawControl(part, name)
  if (control === undefined) return undefined
  const needed = part.required !== false && part.type !== TYPE.checkbox
  const star = needed && element('span', { class: 'd-needed', 'aria-hidden': 'true' }, ' *')
  const about = nextId()
  const note = description !== '' && element('p', { id: about, class: 'd-field-note' }, description)
  const { labels, group } = control
  const head = group
    ? element('legend', { class: 'd-label' }, name, star)
    : labels === undefined
      ? element('span', { class: 'd-label', 'aria-hidden': 'true' }, name, star)
      : element('label', { class: 'd-label', for: labels }, name, star)
  const box = element(group ? 'fieldset' : 'div', { class: 'd-field' }, head, note, control.box)
  const told = group ? box : (control.box.querySelector('[role=combobox], input') ?? control.box)
  if (note) told.setAttribute('aria-describedby', about)
  if (needed && told.getAttribute('role') === 'combobox') told.setAttribute('aria-required', 'true')
  return { ...control, box }
}

function drawControl(part: Json, name: string): Control | undefined {
  const id = text(part.custom_id)
  const type = typeOf(part)
  if (SELECTS.includes(type)) {
    const { box, values } = drawPicker(part, name, () => {})
    return { box, id, value: values }
  }
  switch (type) {
    case TYPE.textInput:
      return drawInput(part)
    case TYPE.radioGroup:
      return drawTicks(part, 'radio')
    case TYPE.checkboxGroup:
      return drawTicks(part, 'checkbox')
    case TYPE.checkbox:
      return drawTick(part)
    default:
      return undefined
  }
}

function drawInput(part: Json): Control {
  const labels = nextId()
  const attributes = {
    id: labels,
    class: 'd-input',
    required: part.required !== false,
    placeholder: text(part.placeholder),
    minlength: number(part.min_length),
    maxlength: number(part.max_length) ?? LONGEST,
    autocomplete: 'off',
  }
  const input =
    number(part.style) === PARAGRAPH
      ? element('textarea', { ...attributes, rows: 5 })
      : element('input', { ...attributes, type: 'text' })
  input.value = text(part.value)
  return { box: input, id: text(part.custom_id), value: () => input.value, labels }
}

function drawTicks(part: Json, type: 'radio' | 'checkbox'): Control {
  const name = nextId()
  const ticks = optionsOf(part).map(option => {
    const tick = element('input', { type, name, value: option.value, class: 'd-tick', checked: option.chosen })
    const words = element('span', { class: 'd-option-words' }, element('span', {}, option.label))
    if (option.description !== undefined) words.append(element('span', { class: 'd-option-note' }, option.description))
    return { tick, row: element('label', { class: 'd-tick-row' }, tick, words) }
  })
  const box = element('div', { class: 'd-ticks' }, ...ticks.map(({ row }) => row))
  const value = () => ticks.filter(({ tick }) => tick.checked).map(({ tick }) => tick.value)
  return { box, id: text(part.custom_id), value, group: true }
}

function drawTick(part: Json): Control {
  const labels = nextId()
  const tick = element('input', { id: labels, type: 'checkbox', class: 'd-tick', checked: part.default === true })
  return { box: tick, id: text(part.custom_id), value: () => String(tick.checked), labels }
}

function nextId(): string {
  made += 1
  return `d-field-${made}`
}
