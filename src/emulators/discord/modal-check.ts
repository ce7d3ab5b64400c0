import { checkUnique, TYPE, walk } from './component-check.ts'
import { checkChoice, checkFlag, checkList, checkText, checkWhole, type Form, openForm } from './form.ts'
import { given, isJson, type Json, json, number, objects } from './json.ts'
import { COMPONENTS, MODAL } from './limits.ts'
import { refuseForm } from './refusal.ts'
import { checkOption, checkRepeats, checkSelect, SELECTS } from './select-check.ts'

const INSIDE_LABEL: readonly unknown[] = [3, 4, 5, 6, 7, 8, 19, 21, 22, 23]

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
export function checkModal(data: Json): void {
  const form = openForm('data')
  checkText(form.at('custom_id'), data.custom_id, { max: COMPONENTS.customId, required: true })
  checkText(form.at('title'), data.title, { max: MODAL.title, required: true })
  const place = form.at('components')
  const components = checkList(place, data.components, { min: 1, max: MODAL.components })
  for (const [index, component] of components.entries()) checkTop(place.at(index), component)
  const all = walk(components)
  checkUnique(place, all, 'custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')
  checkUnique(place, all, 'id', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated')
  refuseForm(form.errors)
}

function checkTop(form: Form, value: unknown): void {
  const component = json(value)
  switch (component.type) {
    case TYPE.actionRow: {
      const inner = checkList(form.at('components'), component.components, { min: 1, max: 1 })
      for (const [index, input] of inner.entries()) checkInput(form.at('components', index), json(input), true)
      return
    }
    case TYPE.textDisplay:
      checkText(form.at('content'), component.content, { max: COMPONENTS.text, required: true })
      return
    case TYPE.label:
      checkText(form.at('label'), component.label, { max: MODAL.label, required: true })
      checkText(form.at('description'), component.description, { max: MODAL.description, min: 1 })
      checkField(form.at('component'), component.component)
      return
    default:
      form.wrong('UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1, 10, 18).')
  }
}

function checkField(form: Form, value: unknown): void {
  const field = json(value)
  if (!isJson(value) || !INSIDE_LABEL.includes(field.type)) {
    form.wrong('UNION_TYPE_CHOICES', `Value of field "type" must be one of (${INSIDE_LABEL.join(', ')}).`)
    return
  }
  checkFlag(form.at('required'), field.required)
  if (SELECTS.includes(field.type)) {
    checkModalSelect(form, field)
    return
  }
  switch (field.type) {
    case TYPE.textInput:
      checkInput(form, field, false)
      return
    case TYPE.radioGroup:
      checkOptions(form, field, { min: 2, max: MODAL.radioOptions })
      return
    case TYPE.checkboxGroup:
      checkOptions(form, field, { min: 1, max: MODAL.checkboxOptions })
      return
    default:
      checkText(form.at('custom_id'), field.custom_id, { max: COMPONENTS.customId, required: true })
  }
}

function checkModalSelect(form: Form, select: Json): void {
  checkSelect(form, select)
  if (select.disabled === true)
    form.at('disabled').wrong('MODAL_SELECT_DISABLED', 'A select in a modal cannot be disabled.')
  if (select.required !== false && given(select.min_values) && number(select.min_values) === 0) {
    form.at('min_values').wrong('SELECT_COMPONENT_REQUIRED_MIN_VALUES', 'Must be at least 1 for a required select.')
  }
}

function checkOptions(form: Form, field: Json, count: { min: number; max: number }): void {
  checkText(form.at('custom_id'), field.custom_id, { max: COMPONENTS.customId, required: true })
  const options = checkList(form.at('options'), field.options, count)
  for (const [index, option] of options.entries()) checkOption(form.at('options', index), json(option))
  checkRepeats(form.at('options'), objects(options))
}

/** A text input; its own label only where no label component stands around it. */
function checkInput(form: Form, input: Json, labelled: boolean): void {
  if (!checkChoice(form.at('type'), input.type, [TYPE.textInput])) return
  checkText(form.at('custom_id'), input.custom_id, { max: COMPONENTS.customId, required: true })
  checkChoice(form.at('style'), input.style, [1, 2])
  checkText(form.at('label'), input.label, { max: MODAL.label, required: labelled })
  checkText(form.at('placeholder'), input.placeholder, { max: MODAL.inputPlaceholder })
  checkText(form.at('value'), input.value, { max: MODAL.inputValue })
  checkFlag(form.at('required'), input.required)
  const least = checkWhole(form.at('min_length'), input.min_length, { min: 0, max: MODAL.inputValue })
  const most = checkWhole(form.at('max_length'), input.max_length, { min: 1, max: MODAL.inputValue })
  if (least && most && number(input.min_length) > number(input.max_length)) {
    form.at('min_length').wrong('TEXT_INPUT_MIN_LENGTH_GREATER_THAN_MAX', 'Must be at most max_length.')
  }
}
