import { encodePress } from '../../commands/press.ts'
import type { Form } from '../../core/message/form.ts'
import { shorten } from '../../core/message/shorten.ts'
import { LIMITS } from './limits.ts'
import { plainLine } from './text.ts'

/** A form as Slack's modal, without the place that it was asked for in. https://docs.slack.dev/reference/views/modal-views */
export function renderForm(form: Form) {
  return {
    type: 'modal' as const,
    callback_id: encodePress(form.press),
    title: plainLine(shorten(form.title, LIMITS.viewTitle)),
    submit: plainLine(shorten(form.submit, LIMITS.viewTitle)),
    blocks: form.fields.flatMap(field => {
      if (field.kind !== 'choice') return []
      const options = field.options.map(option => ({
        text: plainLine(shorten(option.label, LIMITS.optionText)),
        value: option.value,
      }))
      const initial = options.find(option => option.value === field.chosen)
      return {
        type: 'input',
        block_id: field.name,
        label: plainLine(field.label),
        element: {
          type: 'static_select',
          action_id: field.name,
          options,
          ...(initial === undefined ? {} : { initial_option: initial }),
        },
      }
    }),
  }
}
