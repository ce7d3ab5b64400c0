import type { ActWithoutFrom } from '../context.ts'
import { element, icon, refill } from '../element.ts'
import { json, objects, text } from '../json.ts'
import type { Done } from '../protocol.ts'
import { drawField, type Field } from './field.ts'
import { meetServer, type Reading } from './names.ts'

const CROSS =
  'M5.3 5.3a1 1 0 0 1 1.4 0L12 10.6l5.3-5.3a1 1 0 1 1 1.4 1.4L13.4 12l5.3 5.3a1 1 0 0 1-1.4 1.4L12 13.4l-5.3 5.3a1 1 0 0 1-1.4-1.4l5.3-5.3-5.3-5.3a1 1 0 0 1 0-1.4Z'

export interface ModalContext extends Reading {
  /** Names of everyone and of every channel of the server, for selects. */
  readonly people: readonly string[]
  readonly channels: readonly string[]
  act(act: ActWithoutFrom): Promise<Done>
  /** Called once, when the form is gone: sent, or left by the person. */
  gone(): void
  /** The bot's name. */
  readonly app: string
}

/**
 * Opens a form before everything else and gives what closes it again. `form` is as the bot sent it: `title`, `components`.
 * The browser's own dialog holds the focus, gives it back, and leaves on Escape.
 */
export function openModal(form: unknown, context: ModalContext): () => void {
  const { title, components } = json(form)
  meetServer(context.people, context.channels)
  const fields = objects(components)
    .map(component => drawField(component, context))
    .filter(field => field !== undefined)
  const trouble = element('div', { class: 'd-trouble', role: 'alert' })
  const submit = element('button', { type: 'submit', class: 'd-button d-button-primary' }, 'Submit')
  const heading = element('h2', { id: 'd-modal-title', class: 'd-modal-title' }, text(title))
  const body = element('form', { class: 'd-modal-form', novalidate: true, onsubmit: send })
  const leave = { type: 'button', onclick: () => dialog.close() }
  const dialog = element(
    'dialog',
    { class: 'd-modal', 'aria-labelledby': 'd-modal-title', onclose: end },
    element(
      'header',
      { class: 'd-modal-head' },
      heading,
      element('button', { ...leave, class: 'd-icon-button', 'aria-label': 'Close', title: 'Close' }, icon([CROSS])),
    ),
    body,
  )
  refill(
    body,
    element(
      'p',
      { class: 'd-modal-note' },
      `This form will be submitted to ${context.app}. Do not share passwords or other sensitive information.`,
    ),
    element('div', { class: 'd-modal-fields' }, ...fields.map(field => field.box)),
    trouble,
    element(
      'footer',
      { class: 'd-modal-foot' },
      element('button', { ...leave, class: 'd-button d-button-secondary' }, 'Cancel'),
      submit,
    ),
  )
  document.body.append(dialog)
  dialog.showModal()
  focusFirst(body)
  return () => dialog.close()

  function send(event: Event): void {
    event.preventDefault()
    if (submit.getAttribute('aria-busy') === 'true') return
    submit.setAttribute('aria-busy', 'true')
    void context.act({ act: 'submit', values: valuesOf(fields) }).then(answered)
  }

  function answered(done: Done): void {
    submit.removeAttribute('aria-busy')
    if (done.ok) dialog.close()
    else refill(trouble, done.error)
  }

  function end(): void {
    dialog.remove()
    context.gone()
  }
}

function focusFirst(body: HTMLElement): void {
  const first = body.querySelector('input, textarea, [role=combobox], button')
  if (first instanceof HTMLElement) first.focus()
}

function valuesOf(fields: readonly Field[]): Readonly<Record<string, string | readonly string[]>> {
  const given = fields.flatMap(({ id, value }) =>
    id === undefined || value === undefined ? [] : [[id, value()] as const],
  )
  return Object.fromEntries(given)
}
