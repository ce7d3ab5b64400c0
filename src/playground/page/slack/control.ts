import { element } from '../element.ts'
import { address, type Json, json, objects, text } from '../json.ts'
import type { Part } from './part.ts'
import { drawSelect } from './select.ts'

/** Something in a message that can be used. https://docs.slack.dev/reference/block-kit/block-elements */
export function drawControl(control: Json, part: Part): HTMLElement | undefined {
  switch (control.type) {
    case 'button':
      return drawButton(control, part)
    case 'static_select':
    case 'external_select':
      return drawSelect(control, part)
    case 'overflow':
      return drawOverflow(control, part)
    case 'radio_buttons':
    case 'checkboxes':
      return drawTicks(control, part)
    default:
      return undefined
  }
}

function drawButton(control: Json, { message, context }: Part): HTMLElement {
  const label = text(json(control.text).text)
  const kind = ['primary', 'danger'].find(style => style === control.style) ?? 'plain'
  const shape = { class: `s-button s-button-${kind}`, 'aria-label': text(control.accessibility_label) || undefined }
  const href = address(control.url)
  if (href !== undefined) return element('a', { ...shape, href, target: '_blank', rel: 'noopener noreferrer' }, label)
  const button = element('button', { ...shape, type: 'button', onclick: press }, label)
  function press(): void {
    if (button.getAttribute('aria-busy') === 'true') return
    button.setAttribute('aria-busy', 'true')
    void context
      .act({ act: 'press', message: message.id, button: text(control.action_id) })
      .then(() => button.removeAttribute('aria-busy'))
  }
  return button
}

/** The three dots: a native menu of options. */
function drawOverflow(control: Json, { message, context }: Part): HTMLElement {
  const choose = (option: string) =>
    void context.act({ act: 'choose', message: message.id, select: text(control.action_id), option })
  const select = element(
    'select',
    { class: 's-overflow', 'aria-label': 'More actions', onchange: () => picked() },
    element('option', { value: '' }, '⋯'),
    ...objects(control.options).map(option => element('option', { value: text(option.value) }, labelOf(option))),
  )
  function picked(): void {
    if (select.value !== '') choose(select.value)
    select.value = ''
  }
  return select
}

function drawTicks(control: Json, { message, context }: Part): HTMLElement {
  const type = control.type === 'checkboxes' ? 'checkbox' : 'radio'
  const action = text(control.action_id)
  const name = `${message.id} ${action}`
  const boxes = objects(control.options).map(option => {
    const value = text(option.value)
    const onchange = () => void context.act({ act: 'choose', message: message.id, select: action, option: value })
    return element('label', { class: 's-tick' }, element('input', { type, name, value, onchange }), labelOf(option))
  })
  return element('fieldset', { class: 's-ticks' }, element('legend', { class: 'unseen' }, 'Choose'), ...boxes)
}

/** What is written on an option. */
export function labelOf(option: Json): string {
  return text(json(option.text).text)
}
