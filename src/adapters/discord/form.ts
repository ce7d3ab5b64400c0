import { encodePress } from '../../commands/press.ts'
import type { Form, FormField, FormOption } from '../../core/message/form.ts'
import { shorten } from '../../core/message/shorten.ts'
import { LIMITS } from './limits.ts'

const TYPE = { stringSelect: 3, textInput: 4, label: 18 } as const
const ONE_LINE = 1
const A_TIME = '08:30'
/** Of what is typed in place of a choice or a time. */
const MOST_TYPED = 200

/**
 * A form as Discord's modal, which holds its first five questions. What elsewhere is looked for while typing is typed here:
 * a modal completes nothing. https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal
 */
export function renderForm(form: Form) {
  return {
    custom_id: encodePress(form.press),
    title: shorten(form.title, LIMITS.modalTitle),
    components: form.fields.slice(0, LIMITS.modalComponents).map(field => ({
      type: TYPE.label,
      label: shorten(field.label, LIMITS.fieldLabel),
      component: input(field),
    })),
  }
}

function input(field: FormField) {
  switch (field.kind) {
    case 'choice':
      return { ...select(field.name, field.options, [field.chosen]), required: true }
    case 'choices': {
      const most = Math.max(1, Math.min(field.most, field.options.length))
      const count = { min_values: Math.min(field.least, most), max_values: most, required: field.least > 0 }
      return { ...select(field.name, field.options, field.chosen), ...count }
    }
    case 'text':
      return line(field.name, field.value, field.required, field.most, field.hint)
    case 'time':
      return line(field.name, field.value, true, MOST_TYPED, A_TIME)
    case 'search': {
      const value = field.chosen.map(option => option.value).join(', ')
      return line(field.name, value, field.required, MOST_TYPED, field.hint)
    }
  }
}

function select(name: string, options: readonly FormOption[], chosen: readonly string[]) {
  return {
    type: TYPE.stringSelect,
    custom_id: name,
    options: options.slice(0, LIMITS.selectOptions).map(({ label, value }) => ({
      label: shorten(label, LIMITS.optionLabel),
      value,
      default: chosen.includes(value),
    })),
  }
}

/** What was typed before stays, however long it is. */
function line(name: string, typed: string, required: boolean, most: number, hint?: string) {
  const value = typed.slice(0, LIMITS.inputValue)
  return {
    type: TYPE.textInput,
    custom_id: name,
    style: ONE_LINE,
    required,
    max_length: Math.min(Math.max(most, value.length, 1), LIMITS.inputValue),
    ...(value === '' ? {} : { value }),
    ...(hint === undefined || hint === '' ? {} : { placeholder: shorten(hint, LIMITS.inputPlaceholder) }),
  }
}
