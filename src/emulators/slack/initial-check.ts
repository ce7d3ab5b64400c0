import { initialOptions, optionsOf } from './block-element.ts'
import { isJson, type Json, objectsOf, textOf } from './json.ts'
import { type Finding, finding } from './shape.ts'

/** What is wrong with the values that elements start with: each has to be one that a person could leave there. */
export function initialFindings(blocks: readonly Json[], pointer: string): readonly Finding[] {
  return blocks.flatMap((block, at) => {
    const here = `${pointer}/${at}`
    return [
      ...(isJson(block.element) ? elementFindings(block.element, `${here}/element`) : []),
      ...(isJson(block.accessory) ? elementFindings(block.accessory, `${here}/accessory`) : []),
      ...objectsOf(block.elements).flatMap((element, index) => elementFindings(element, `${here}/elements/${index}`)),
    ]
  })
}

function elementFindings(element: Json, pointer: string): readonly Finding[] {
  return [...optionFindings(element, pointer), ...countFindings(element, pointer), ...textFindings(element, pointer)]
}

/** "An option that exactly matches one of the options": https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
function optionFindings(element: Json, pointer: string): readonly Finding[] {
  const options = optionsOf(element)
  if (options.length === 0) return []
  const isOne = (initial: Json): boolean =>
    options.some(option => option.value === initial.value && same(option.text, initial.text))
  return initialOptions(element).every(isOne)
    ? []
    : [finding('initial options must match one of the options exactly', pointer)]
}

/** Slack adds to a text what is not said, so that only its kind and its words can differ. */
function same(one: unknown, other: unknown): boolean {
  return isJson(one) && isJson(other) && one.type === other.type && one.text === other.text
}

function countFindings({ initial_options, max_selected_items: most }: Json, pointer: string): readonly Finding[] {
  if (typeof most !== 'number' || objectsOf(initial_options).length <= most) return []
  return [finding(`no more than ${most} initial options allowed`, pointer)]
}

function textFindings({ initial_value, max_length: most }: Json, pointer: string): readonly Finding[] {
  if (typeof most !== 'number' || textOf(initial_value).length <= most) return []
  return [finding(`initial_value must be less than ${most + 1} characters`, pointer)]
}
