import type { ActWithoutFrom, DrawContext } from '../context.ts'
import { element } from '../element.ts'
import { json, objects, text } from '../json.ts'
import type { Done, Shown } from '../protocol.ts'
import { suggestedIn } from '../wire.ts'
import { drawBlock } from './block.ts'
import { drawField, type Field } from './field.ts'

export interface ModalContext {
  act(act: ActWithoutFrom): Promise<Done>
  /** Called once, when the person has left the form. */
  left(): void
  readonly people: readonly string[]
  readonly channels: readonly string[]
  readonly draw: DrawContext
  /** A message to stand for the form where blocks are drawn that belong to one. */
  readonly holder: Shown
}

/** Opens a form before everything else and gives what closes it. `form` is a view as Slack's API returns it. */
export function openModal(form: unknown, context: ModalContext): () => void {
  const view = json(form)
  const part = { message: context.holder, context: context.draw }
  const fields: Field[] = []
  const blocks = objects(view.blocks).map(block => {
    if (block.type !== 'input') return drawBlock(block, part)
    const suggest = (typed: string, select: string) =>
      context.act({ act: 'suggest', typed, message: text(view.id), select }).then(suggestedIn)
    const field = drawField(block, { suggest, people: context.people, channels: context.channels })
    if (field) fields.push(field)
    return field?.box
  })
  const trouble = element('p', { class: 's-modal-trouble', role: 'alert' })
  const submit = text(json(view.submit).text)
  const send = element('button', { type: 'submit', class: 's-button s-button-primary' }, submit || 'Submit')
  const leave = { type: 'button', onclick: () => dialog.close() }
  let closing = false
  const dialog = element(
    'dialog',
    { class: 's-modal', 'aria-labelledby': 's-modal-title', onclose: gone },
    element(
      'form',
      { novalidate: true, onsubmit: sent },
      element(
        'header',
        { class: 's-modal-head' },
        element('h2', { id: 's-modal-title' }, text(json(view.title).text)),
        element('button', { ...leave, class: 's-close', 'aria-label': 'Close' }, '✕'),
      ),
      element('div', { class: 's-modal-body' }, ...blocks, trouble),
      element(
        'footer',
        { class: 's-modal-foot' },
        element('button', { ...leave, class: 's-button s-button-plain' }, text(json(view.close).text) || 'Close'),
        (submit !== '' || fields.length > 0) && send,
      ),
    ),
  )

  function sent(event: Event): void {
    event.preventDefault()
    for (const field of fields) field.complain('')
    trouble.textContent = ''
    send.setAttribute('aria-busy', 'true')
    const values = Object.fromEntries(fields.map(field => [field.id, field.value()]))
    void context.act({ act: 'submit', values }).then(answered)
  }

  /** What is wrong stands at its field where Slack says which one it is. */
  function answered(done: Done): void {
    send.removeAttribute('aria-busy')
    if (done.ok) return
    const rest = done.error.split('\n').filter(line => {
      const field = fields.find(one => line.startsWith(`${one.label}: `))
      field?.complain(line.slice(field.label.length + 2))
      return field === undefined
    })
    trouble.textContent = rest.join(' ')
    dialog.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }

  function gone(): void {
    dialog.remove()
    if (!closing) context.left()
  }

  document.body.append(dialog)
  dialog.showModal()
  fields[0]?.box.querySelector<HTMLElement>('input, select, textarea')?.focus()
  return () => {
    closing = true
    dialog.close()
  }
}
