import { element } from '../element.ts'
import { type Json, json, objects, text } from '../json.ts'
import { type Choice, drawChoice, type Option } from './choice.ts'
import { offered } from './names.ts'
import { type Part, wait } from './part.ts'
import { number, typeOf } from './value.ts'

/** https://discord.com/developers/docs/components/reference#component-object-component-types */
export const SELECTS: readonly number[] = [3, 5, 6, 7, 8]
const STRING = 3

/** A select in a message: what is picked goes to the bot at once. */
export function drawSelect(part: Json, { message, context }: Part): HTMLElement {
  const select = text(part.custom_id)
  const picked = (values: readonly string[]) => {
    wait(holder, context.act({ act: 'choose', message: message.id, select, option: values.join(',') }))
  }
  const holder = drawPicker(part, text(part.placeholder) || 'Make a selection', picked).box
  return holder
}

/** A list where options are known; where the client has met nobody yet, a field for the name. */
export function drawPicker(part: Json, name: string, picked: Choice['picked']) {
  const options = optionsOf(part)
  if (options.length === 0) return drawEntry(part, name, picked)
  return drawChoice({
    name,
    placeholder: text(part.placeholder) || 'Make a selection',
    options,
    least: number(part.min_values) ?? 1,
    most: number(part.max_values) ?? 1,
    disabled: part.disabled === true,
    picked,
  })
}

function drawEntry(part: Json, name: string, picked: Choice['picked']) {
  const input = element('input', {
    class: 'd-input',
    'aria-label': name,
    placeholder: text(part.placeholder) || 'Write a name and press Enter',
    disabled: part.disabled === true,
    onkeydown: event => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || input.value.trim() === '') return
      event.preventDefault()
      picked([input.value.trim()])
    },
  })
  const values = () => (input.value.trim() === '' ? [] : [input.value.trim()])
  return { box: element('div', { class: 'd-choice-holder' }, input), values }
}

/** The options as they stand in the payload; for people, roles and channels, those whom the client has met. */
export function optionsOf(part: Json): readonly Option[] {
  const type = typeOf(part)
  if (type !== STRING && SELECTS.includes(type)) {
    return offered(part).map(name => ({ label: name, value: name, chosen: false }))
  }
  return objects(part.options).map(option => {
    const emoji = json(option.emoji)
    const sign = text(emoji.id) === '' ? text(emoji.name) : `:${text(emoji.name)}:`
    const description = text(option.description)
    return {
      label: [sign, text(option.label)].filter(word => word !== '').join(' '),
      value: text(option.value),
      ...(description !== '' && { description }),
      chosen: option.default === true,
    }
  })
}
