import { encodePress } from '../../commands/press.ts'
import type { Form, FormField, FormOption, TextField } from '../../core/message/form.ts'
import { shorten } from '../../core/message/shorten.ts'
import { LIMITS } from './limits.ts'
import { plainLine } from './text.ts'

/** Marks the action of a field whose answers are looked for while typing; what `Command.suggest` is asked by follows. */
export const SEARCH = 'search/'

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/u

/** A form as Slack's modal, without the place that it was asked for in. https://docs.slack.dev/reference/views/modal-views */
export function renderForm(form: Form) {
  return {
    type: 'modal' as const,
    callback_id: encodePress(form.press),
    title: plainLine(shorten(form.title, LIMITS.viewTitle)),
    submit: plainLine(shorten(form.submit, LIMITS.viewTitle)),
    blocks: form.fields.map(field => ({
      type: 'input',
      // What is sent is read by it.
      block_id: field.name,
      label: plainLine(field.label),
      ...(isOptional(field) ? { optional: true } : {}),
      element: element(field),
    })),
  }
}

function isOptional(field: FormField): boolean {
  switch (field.kind) {
    case 'choice':
    case 'time':
      return false
    case 'choices':
      return field.least === 0
    case 'text':
    case 'search':
      return !field.required
  }
}

/** https://docs.slack.dev/reference/block-kit/block-elements */
function element(field: FormField) {
  switch (field.kind) {
    case 'choice': {
      const options = field.options.map(choice)
      const [initial] = optionsWith(options, [field.chosen])
      const start = initial === undefined ? {} : { initial_option: initial }
      return { type: 'static_select', action_id: field.name, options, ...start }
    }
    case 'choices': {
      const options = field.options.map(choice)
      const initial = optionsWith(options, field.chosen).slice(0, field.most)
      const start = initial.length === 0 ? {} : { initial_options: initial }
      return {
        type: 'multi_static_select',
        action_id: field.name,
        options,
        max_selected_items: field.most,
        ...start,
      }
    }
    case 'text':
      return textInput(field)
    case 'time':
      // What was typed wrongly stays to be seen, which only a text input can show.
      return field.value === '' || TIME.test(field.value)
        ? { type: 'timepicker', action_id: field.name, ...(field.value === '' ? {} : { initial_time: field.value }) }
        : textInput({ ...field, most: LIMITS.inputText })
    case 'search': {
      const hint = field.hint === undefined ? {} : { placeholder: placeholder(field.hint) }
      const before = new Map(field.chosen.map(one => [one.value, one]))
      const values = [...before.keys()]
      const fits = values.every(value => value !== '' && value.length <= LIMITS.optionValue)
      if (!fits || values.length > (field.many ? LIMITS.options : 1)) {
        return textInput({ ...field, value: values.join(', '), most: LIMITS.inputText })
      }
      const chosen = [...before.values()].map(choice)
      const shared = { action_id: `${SEARCH}${field.word}`, min_query_length: 0, ...hint }
      if (field.many) {
        return {
          type: 'multi_external_select',
          ...shared,
          ...(chosen.length === 0 ? {} : { initial_options: chosen }),
        }
      }
      const [initial] = chosen
      return { type: 'external_select', ...shared, ...(initial === undefined ? {} : { initial_option: initial }) }
    }
  }
}

function textInput({ name, value, hint, most }: Pick<TextField, 'name' | 'value' | 'hint' | 'most'>) {
  // Nothing that was typed before is lost, however long: what it is asked for judges it.
  const room = Math.min(LIMITS.inputText, Math.max(most, value.length))
  return {
    type: 'plain_text_input',
    action_id: name,
    max_length: room,
    ...(value === '' ? {} : { initial_value: value.slice(0, LIMITS.inputText) }),
    ...(hint === undefined ? {} : { placeholder: placeholder(hint) }),
  }
}

function placeholder(hint: string) {
  return plainLine(shorten(hint, LIMITS.placeholder))
}

function choice(option: FormOption) {
  return { text: plainLine(shorten(option.label, LIMITS.optionText)), value: option.value }
}

function optionsWith(options: readonly ReturnType<typeof choice>[], values: readonly string[]) {
  return options.filter(option => values.includes(option.value))
}
