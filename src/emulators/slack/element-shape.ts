import {
  address,
  buttonAddress,
  confirm,
  conversationFilter,
  list,
  object,
  optionGroup,
  overflowOption,
  plain,
  plainOption,
  richOption,
  string,
  typed,
  yes,
} from './composition-shape.ts'
import { limits } from './limits.ts'
import type { ObjectShape, Shape } from './shape.ts'

/** https://docs.slack.dev/reference/block-kit/block-elements */

const actionId = { action_id: string(limits.action_id, 1) }
const confirmable = { confirm }
const focusable = { focus_on_load: yes }
const placeable = { placeholder: plain(limits.select.placeholder) }
const chooser = { ...actionId, ...confirmable, ...focusable, ...placeable }
const many = { max_selected_items: { kind: 'integer', min: 1 } } as const
const style: Shape = { kind: 'choice', of: ['primary', 'danger'] }
const dispatch: Shape = object({
  trigger_actions_on: list({ kind: 'choice', of: ['on_enter_pressed', 'on_character_entered'] }),
})
const typing = { ...actionId, ...focusable, ...placeable, dispatch_action_config: dispatch }
const date: Shape = string(10, 10, { pattern: /^\d{4}-\d{2}-\d{2}$/, complaint: 'must be a valid date' })
const time: Shape = string(5, 5, { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, complaint: 'must be a valid time' })
const words: Shape = list(string(), undefined, 1)
const length = { kind: 'integer', min: 0, max: limits.plain_text_input.length } as const
const feedback: Shape = object(
  {
    text: plain(limits.button.text),
    value: string(limits.button.value, 1),
    accessibility_label: string(limits.button.accessibility_label, 1),
  },
  ['text', 'value'],
)
const staticOptions = {
  options: list(plainOption, limits.select.options),
  option_groups: list(optionGroup, limits.select.option_groups),
}
const eitherOptions = [['options', 'option_groups']]

export const imageElement: ObjectShape = typed(
  {
    image_url: address(limits.image.image_url),
    slack_file: object({ id: string(), url: string() }, [], [['id', 'url']]),
    alt_text: string(limits.image.alt_text, 1),
  },
  ['alt_text'],
  [['image_url', 'slack_file']],
)

const elementShapes: Readonly<Record<string, ObjectShape>> = {
  button: typed(
    {
      ...actionId,
      ...confirmable,
      text: plain(limits.button.text),
      value: string(limits.button.value, 1),
      url: buttonAddress(limits.button.url),
      style,
      accessibility_label: string(limits.button.accessibility_label, 1),
    },
    ['text'],
  ),
  image: imageElement,
  checkboxes: typed(
    {
      ...actionId,
      ...confirmable,
      ...focusable,
      options: list(richOption, limits.checkboxes.options),
      initial_options: list(richOption, limits.checkboxes.options),
    },
    ['options'],
  ),
  radio_buttons: typed(
    {
      ...actionId,
      ...confirmable,
      ...focusable,
      options: list(richOption, limits.radio_buttons.options),
      initial_option: richOption,
    },
    ['options'],
  ),
  overflow: typed({ ...actionId, ...confirmable, options: list(overflowOption, limits.overflow.options) }, ['options']),
  datepicker: typed({ ...chooser, initial_date: date }),
  datetimepicker: typed({ ...actionId, ...confirmable, ...focusable, initial_date_time: { kind: 'integer' } }),
  timepicker: typed({ ...chooser, initial_time: time, timezone: string() }),
  static_select: typed({ ...chooser, ...staticOptions, initial_option: plainOption }, [], eitherOptions),
  multi_static_select: typed(
    { ...chooser, ...many, ...staticOptions, initial_options: list(plainOption, limits.select.options) },
    [],
    eitherOptions,
  ),
  external_select: typed({
    ...chooser,
    initial_option: plainOption,
    min_query_length: { kind: 'integer', min: 0 },
  }),
  multi_external_select: typed({
    ...chooser,
    ...many,
    initial_options: list(plainOption, limits.select.options),
    min_query_length: { kind: 'integer', min: 0 },
  }),
  users_select: typed({ ...chooser, initial_user: string() }),
  multi_users_select: typed({ ...chooser, ...many, initial_users: words }),
  channels_select: typed({ ...chooser, initial_channel: string(), response_url_enabled: yes }),
  multi_channels_select: typed({ ...chooser, ...many, initial_channels: words }),
  conversations_select: typed({
    ...chooser,
    initial_conversation: string(),
    default_to_current_conversation: yes,
    response_url_enabled: yes,
    filter: conversationFilter,
  }),
  multi_conversations_select: typed({
    ...chooser,
    ...many,
    initial_conversations: words,
    default_to_current_conversation: yes,
    filter: conversationFilter,
  }),
  plain_text_input: typed({
    ...typing,
    initial_value: string(limits.plain_text_input.length),
    multiline: yes,
    min_length: length,
    max_length: { ...length, min: 1 },
  }),
  email_text_input: typed({ ...typing, initial_value: string() }),
  url_text_input: typed({ ...typing, initial_value: string() }),
  number_input: typed(
    { ...typing, is_decimal_allowed: yes, initial_value: string(), min_value: string(), max_value: string() },
    ['is_decimal_allowed'],
  ),
  feedback_buttons: typed({ ...actionId, positive_button: feedback, negative_button: feedback }, [
    'positive_button',
    'negative_button',
  ]),
  icon_button: typed(
    {
      ...actionId,
      ...confirmable,
      icon: { kind: 'choice', of: ['trash'] },
      text: plain(limits.button.text),
      accessibility_label: string(limits.button.accessibility_label, 1),
      value: string(limits.button.value, 1),
      visible_to_user_ids: words,
    },
    ['icon', 'text'],
  ),
}

const choosers = [
  'checkboxes',
  'radio_buttons',
  'datepicker',
  'timepicker',
  ...['static', 'external', 'users', 'channels', 'conversations'].flatMap(kind => [
    `${kind}_select`,
    `multi_${kind}_select`,
  ]),
]

/** Which elements each block takes. */
export const elementsOf = {
  section: ['button', 'image', 'overflow', ...choosers],
  actions: ['button', 'overflow', 'datetimepicker', ...choosers],
  input: [...choosers, 'datetimepicker', 'plain_text_input', 'email_text_input', 'url_text_input', 'number_input'],
  context_actions: ['feedback_buttons', 'icon_button'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export function elements(types: readonly string[]): Readonly<Record<string, ObjectShape>> {
  return Object.fromEntries(Object.entries(elementShapes).filter(([type]) => types.includes(type)))
}
