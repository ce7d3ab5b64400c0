import { isJson, type Json, jsonOf, objectsOf, textOf } from './json.ts'

/** Something that can be pressed or chosen, and the block that it stands in. */
export interface Interactive {
  readonly element: Json
  readonly blockId: string
  readonly actionId: string
  readonly type: string
}

const pressed = ['button', 'icon_button']
const chosen = [
  'overflow',
  'radio_buttons',
  'checkboxes',
  'timepicker',
  'datepicker',
  'datetimepicker',
  ...['static', 'external', 'users', 'channels', 'conversations'].flatMap(kind => [
    `${kind}_select`,
    `multi_${kind}_select`,
  ]),
]

/** Every element of the blocks that people can use, in order. Feedback buttons count as two buttons. */
export function interactives(blocks: readonly Json[]): readonly Interactive[] {
  return blocks.flatMap(block => {
    if (block.type === 'container') return interactives(objectsOf(block.child_blocks))
    const elements = [
      ...(isJson(block.accessory) ? [block.accessory] : []),
      ...(block.type === 'context' ? [] : objectsOf(block.elements)),
      ...(isJson(block.element) ? [block.element] : []),
    ]
    return elements.flatMap(spread).map(element => ({
      element,
      blockId: textOf(block.block_id),
      actionId: textOf(element.action_id),
      type: textOf(element.type),
    }))
  })
}

function spread(element: Json): readonly Json[] {
  if (element.type !== 'feedback_buttons') return [element]
  return [jsonOf(element.positive_button), jsonOf(element.negative_button)].map(one => ({
    ...one,
    type: 'feedback_buttons',
    action_id: element.action_id,
  }))
}

export function buttonsOf(blocks: readonly Json[]): readonly Interactive[] {
  return interactives(blocks).filter(one => pressed.includes(one.type) || one.type === 'feedback_buttons')
}

export function selectsOf(blocks: readonly Json[]): readonly Interactive[] {
  return interactives(blocks).filter(one => chosen.includes(one.type))
}

/** What is written on a button, an option or a label. */
export function labelOf(holder: Json): string {
  return textOf(jsonOf(holder.text).text)
}

export function placeholderOf(element: Json): string {
  return textOf(jsonOf(element.placeholder).text)
}

/** Whether its options come from the bot, while a person types. */
export function isExternal({ type }: Interactive): boolean {
  return type === 'external_select' || type === 'multi_external_select'
}

/** What stands in a select from the start. */
export function initialOptions(element: Json): readonly Json[] {
  return [...(isJson(element.initial_option) ? [element.initial_option] : []), ...objectsOf(element.initial_options)]
}

/** The options of a select, those of its groups included. */
export function optionsOf(element: Json): readonly Json[] {
  return [...objectsOf(element.options), ...objectsOf(element.option_groups).flatMap(group => objectsOf(group.options))]
}
