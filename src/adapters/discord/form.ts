import { encodePress } from '../../commands/press.ts'
import type { Form } from '../../core/message/form.ts'
import { shorten } from '../../core/message/shorten.ts'
import { LIMITS } from './limits.ts'

const TYPE = { stringSelect: 3, label: 18 } as const

/** A form as Discord's modal. https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
export function renderForm(form: Form) {
  return {
    custom_id: encodePress(form.press),
    title: shorten(form.title, LIMITS.modalTitle),
    components: form.fields
      .filter(field => field.kind === 'choice')
      .map(field => ({
        type: TYPE.label,
        label: shorten(field.label, LIMITS.fieldLabel),
        component: {
          type: TYPE.stringSelect,
          custom_id: field.name,
          required: true,
          options: field.options.map(({ label, value }) => ({
            label: shorten(label, LIMITS.optionLabel),
            value,
            default: value === field.chosen,
          })),
        },
      })),
  }
}
