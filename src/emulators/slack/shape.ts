import { isJson } from './json.ts'

/** What a value of a payload has to look like; the tables of shapes are Slack's reference pages as data. */
export type Shape =
  | { readonly kind: 'string'; readonly min?: number; readonly max?: number; readonly like?: Likeness }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'number' }
  | { readonly kind: 'choice'; readonly of: readonly (string | number)[] }
  | { readonly kind: 'list'; readonly min?: number; readonly max?: number; readonly of: Shape }
  | ObjectShape
  | { readonly kind: 'tagged'; readonly types: Readonly<Record<string, ObjectShape>> }
  | { readonly kind: 'any' }

export interface ObjectShape {
  readonly kind: 'object'
  readonly fields: Readonly<Record<string, Shape>>
  /** Names of fields that must be there. */
  readonly needs: readonly string[]
  /** Of each group at least one field must be there. */
  readonly oneOf?: readonly (readonly string[])[]
}

/** A form that a string must have, under the words that Slack refuses it with. */
export interface Likeness {
  readonly pattern: RegExp
  readonly complaint: string
}

/** One finding in Slack's words: `must be less than 151 characters [json-pointer:/blocks/0/text/text]`. */
export type Finding = string

export function finding(complaint: string, pointer: string): Finding {
  return `${complaint} [json-pointer:${pointer}]`
}

/** Every way in which the value differs from the shape, with JSON pointers below `pointer`. */
export function differences(value: unknown, shape: Shape, pointer: string): readonly Finding[] {
  const wrong = (complaint: string): Finding[] => [finding(complaint, pointer)]
  switch (shape.kind) {
    case 'any':
      return []
    case 'string':
      return typeof value === 'string' ? stringComplaints(value, shape).flatMap(wrong) : wrong('must provide a string')
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong('must provide a boolean')
    case 'number':
      return typeof value === 'number' ? [] : wrong('must provide a number')
    case 'integer':
      return integerComplaints(value, shape.min, shape.max).flatMap(wrong)
    case 'choice':
      return shape.of.some(one => one === value)
        ? []
        : wrong(`must be a valid enum value, one of: ${shape.of.join(', ')}`)
    case 'list':
      return listDifferences(value, shape, pointer)
    case 'object':
      return isJson(value) ? objectDifferences(value, shape, pointer) : wrong('must provide an object')
    case 'tagged':
      return taggedDifferences(value, shape.types, pointer)
  }
}

function stringComplaints(value: string, shape: Extract<Shape, { kind: 'string' }>): string[] {
  const complaints: string[] = []
  if (value.length < (shape.min ?? 0)) complaints.push(`must be more than ${(shape.min ?? 0) - 1} characters`)
  if (value.length > (shape.max ?? Infinity)) complaints.push(`must be less than ${(shape.max ?? 0) + 1} characters`)
  if (shape.like && !shape.like.pattern.test(value)) complaints.push(shape.like.complaint)
  return complaints
}

function integerComplaints(value: unknown, min = -Infinity, max = Infinity): string[] {
  if (typeof value !== 'number' || !Number.isInteger(value)) return ['must provide an integer']
  if (value < min) return [`must be greater than ${min - 1}`]
  return value > max ? [`must be less than ${max + 1}`] : []
}

function listDifferences(value: unknown, shape: Extract<Shape, { kind: 'list' }>, pointer: string): readonly Finding[] {
  if (!Array.isArray(value)) return [finding('must provide an array', pointer)]
  const items: readonly unknown[] = value
  if (items.length > (shape.max ?? Infinity)) return [finding(`no more than ${shape.max} items allowed`, pointer)]
  if (items.length < (shape.min ?? 0)) return [finding(`no fewer than ${shape.min} items allowed`, pointer)]
  return items.flatMap((item, at) => differences(item, shape.of, `${pointer}/${at}`))
}

function objectDifferences(
  value: Readonly<Record<string, unknown>>,
  shape: ObjectShape,
  pointer: string,
): readonly Finding[] {
  const missing = shape.needs.filter(name => value[name] === undefined)
  const choices = (shape.oneOf ?? []).filter(names => names.every(name => value[name] === undefined))
  return [
    ...missing.map(name => finding(`missing required field: ${name}`, pointer)),
    ...choices.map(names => finding(`must define either ${names.map(name => `\`${name}\``).join(' or ')}`, pointer)),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined
      if (!field) return [finding(`invalid additional property: ${name}`, pointer)]
      return inner === undefined ? [] : differences(inner, field, `${pointer}/${name}`)
    }),
  ]
}

function taggedDifferences(
  value: unknown,
  types: Readonly<Record<string, ObjectShape>>,
  pointer: string,
): readonly Finding[] {
  if (!isJson(value)) return [finding('must provide an object', pointer)]
  const type = value.type
  if (type === undefined) return [finding('missing required field: type', pointer)]
  const shape = typeof type === 'string' && Object.hasOwn(types, type) ? types[type] : undefined
  return shape
    ? objectDifferences(value, shape, pointer)
    : [finding(`unsupported type: ${typeof type === 'string' ? type : JSON.stringify(type)}`, `${pointer}/type`)]
}
