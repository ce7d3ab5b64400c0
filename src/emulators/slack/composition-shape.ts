import { limits } from './limits.ts'
import type { Likeness, ObjectShape, Shape } from './shape.ts'

/** https://docs.slack.dev/reference/block-kit/composition-objects */

export const yes: Shape = { kind: 'boolean' }
const httpAddress: Likeness = { pattern: /^https?:\/\/[^\s<>|]+$/i, complaint: 'must be a valid url' }
/** Buttons may also open `mailto:` and app addresses. */
const anyAddress: Likeness = { pattern: /^[a-z][a-z0-9+.-]*:[^\s<>|]+$/i, complaint: 'must be a valid url' }

export function string(max?: number, min = 0, like?: Likeness): Shape {
  return { kind: 'string', min, ...(max === undefined ? {} : { max }), ...(like && { like }) }
}

export function address(max: number): Shape {
  return string(max, 1, httpAddress)
}

export function buttonAddress(max: number): Shape {
  return string(max, 1, anyAddress)
}

export function object(
  fields: Readonly<Record<string, Shape>>,
  needs: readonly string[] = [],
  oneOf: readonly (readonly string[])[] = [],
): ObjectShape {
  return { kind: 'object', fields, needs, oneOf }
}

/** An object with a `type`; the type itself was matched already. */
export function typed(
  fields: Readonly<Record<string, Shape>>,
  needs: readonly string[] = [],
  oneOf: readonly (readonly string[])[] = [],
): ObjectShape {
  return object({ type: string(), ...fields }, needs, oneOf)
}

export function list(of: Shape, max?: number, min = 1): Shape {
  return { kind: 'list', of, min, ...(max === undefined ? {} : { max }) }
}

function plainObject(max: number): ObjectShape {
  return typed({ text: string(max, 1), emoji: yes }, ['text'])
}

function mrkdwnObject(max: number): ObjectShape {
  return typed({ text: string(max, 1), verbatim: yes }, ['text'])
}

export function plain(max: number): Shape {
  return { kind: 'tagged', types: { plain_text: plainObject(max) } }
}

/** Either text object. */
export function anyText(max: number): Shape {
  return { kind: 'tagged', types: textTypes(max) }
}

export function textTypes(max: number): Readonly<Record<string, ObjectShape>> {
  return { plain_text: plainObject(max), mrkdwn: mrkdwnObject(max) }
}

export const confirm: Shape = object(
  {
    title: plain(limits.confirm.title),
    text: anyText(limits.confirm.text),
    confirm: plain(limits.confirm.confirm),
    deny: plain(limits.confirm.deny),
    style: { kind: 'choice', of: ['primary', 'danger'] },
  },
  ['text'],
)

/** Options of selects: their labels are plain text. */
export const plainOption: Shape = option(plain(limits.option.text), plain(limits.option.description))
/** Options of checkboxes and radio buttons. */
export const richOption: Shape = option(anyText(limits.option.text), anyText(limits.option.description))
/** Only overflow menus may open addresses. */
export const overflowOption: Shape = option(plain(limits.option.text), plain(limits.option.description), {
  url: buttonAddress(limits.option.url),
})

function option(text: Shape, description: Shape, more: Readonly<Record<string, Shape>> = {}): Shape {
  return object({ text, value: string(limits.option.value, 1), description, ...more }, ['text', 'value'])
}

export const optionGroup: Shape = object(
  { label: plain(limits.option_group.label), options: list(plainOption, limits.select.options) },
  ['label', 'options'],
)

export const conversationFilter: Shape = object({
  include: list({ kind: 'choice', of: ['im', 'mpim', 'private', 'public'] }),
  exclude_external_shared_channels: yes,
  exclude_bot_users: yes,
})
