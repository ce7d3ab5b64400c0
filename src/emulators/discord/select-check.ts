import { checkChoice, checkFlag, checkList, checkText, checkWhole, type Form } from './form.ts'
import { given, type Json, json, number, objects, text } from './json.ts'
import { COMPONENTS } from './limits.ts'

/** Types of selects: string, user, role, mentionable, channel. */
export const SELECTS: readonly unknown[] = [3, 5, 6, 7, 8]

/** A select in a message or in a modal. */
export function checkSelect(form: Form, select: Json): void {
  checkText(form.at('custom_id'), select.custom_id, { max: COMPONENTS.customId, required: true })
  checkText(form.at('placeholder'), select.placeholder, { max: COMPONENTS.placeholder })
  checkFlag(form.at('disabled'), select.disabled)
  const counts = { min: 0, max: COMPONENTS.selectOptions }
  checkWhole(form.at('min_values'), select.min_values, counts)
  checkWhole(form.at('max_values'), select.max_values, { ...counts, min: 1 })
  const least = given(select.min_values) ? number(select.min_values) : 1
  const most = given(select.max_values) ? number(select.max_values) : 1
  if (least > most)
    form.at('min_values').wrong('SELECT_COMPONENT_MIN_VALUE_GREATER_THAN_MAX', 'Must be at most max_values.')
  if (select.type === 3) checkStringOptions(form, select, { least, most })
}

function checkStringOptions(form: Form, select: Json, counts: { least: number; most: number }): void {
  const place = form.at('options')
  const options = checkList(place, select.options, { min: 1, max: COMPONENTS.selectOptions })
  for (const [index, option] of options.entries()) checkOption(place.at(index), json(option))
  checkRepeats(place, objects(options))
  if (options.length < counts.least || options.length < counts.most) {
    const key = options.length < counts.most ? 'max_values' : 'min_values'
    form.at(key).wrong('SELECT_COMPONENT_VALUE_COUNT', `There are only ${options.length} options.`)
  }
  const preset = objects(options).filter(option => option.default === true)
  if (preset.length > counts.most) {
    place.wrong('SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'Too many default options provided.')
  }
}

/** An option of a string select, a radio group or a checkbox group. */
export function checkOption(form: Form, option: Json): void {
  checkText(form.at('label'), option.label, { max: COMPONENTS.selectLabel, required: true })
  checkText(form.at('value'), option.value, { max: COMPONENTS.selectValue, required: true })
  checkText(form.at('description'), option.description, { max: COMPONENTS.selectDescription })
  checkFlag(form.at('default'), option.default)
}

export function checkRepeats(form: Form, options: readonly Json[]): void {
  const values = options.map(option => text(option.value))
  values.forEach((value, index) => {
    if (values.indexOf(value) === index) return
    form
      .at(index, 'value')
      .wrong('SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used')
  })
}

/** A button: a link has an address and no custom id, the others the reverse. https://discord.com/developers/docs/components/reference#button */
export function checkButton(form: Form, button: Json, checkUrl: (form: Form, value: unknown) => void): void {
  const style = button.style
  checkChoice(form.at('style'), style, [1, 2, 3, 4, 5, 6])
  checkFlag(form.at('disabled'), button.disabled)
  checkText(form.at('label'), button.label, { max: COMPONENTS.buttonLabel })
  if (style === 6) {
    checkText(form.at('sku_id'), button.sku_id, { max: 20, required: true })
    return
  }
  if (!text(button.label) && !given(button.emoji)) {
    form.wrong('BUTTON_COMPONENT_EMPTY', 'A button must have a label or an emoji.')
  }
  if (style === 5) {
    checkUrl(form.at('url'), button.url)
    if (given(button.custom_id)) {
      form
        .at('custom_id')
        .wrong('BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', 'A custom id and url cannot both be specified')
    }
    return
  }
  checkText(form.at('custom_id'), button.custom_id, { max: COMPONENTS.customId, required: true })
  if (given(button.url)) form.at('url').wrong('BUTTON_COMPONENT_INVALID_URL', 'Only link buttons have a url.')
}
