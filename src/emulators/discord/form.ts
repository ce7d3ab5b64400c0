import { given, list } from './json.ts'
import type { FormError } from './refusal.ts'

type Key = string | number

/** A place of a request body, and the errors found so far in the whole of it. */
export interface Form {
  readonly at: (...keys: readonly Key[]) => Form
  readonly wrong: (code: string, message: string) => void
  readonly errors: readonly FormError[]
}

export function openForm(...path: readonly Key[]): Form {
  return fork(path, [])
}

function fork(path: readonly Key[], errors: FormError[]): Form {
  return {
    at: (...keys) => fork([...path, ...keys], errors),
    wrong: (code, message) => void errors.push({ path, code, message }),
    errors,
  }
}

interface TextRule {
  readonly max: number
  readonly min?: number
  readonly required?: boolean
}

// Each check says what Discord says, under Discord's code, and returns whether the value can be used.

export function checkText(form: Form, value: unknown, rule: TextRule): value is string {
  const min = rule.min ?? (rule.required ? 1 : 0)
  if (!given(value)) return rule.required ? missing(form) : false
  if (typeof value !== 'string') {
    form.wrong('STRING_TYPE_CONVERT', 'Could not interpret value as string.')
    return false
  }
  if (value.length >= min && value.length <= rule.max) return true
  if (min > 0) form.wrong('BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${rule.max} in length.`)
  else form.wrong('BASE_TYPE_MAX_LENGTH', `Must be ${rule.max} or fewer in length.`)
  return false
}

interface NumberRule {
  readonly min: number
  readonly max: number
  readonly required?: boolean
}

export function checkWhole(form: Form, value: unknown, rule: NumberRule): value is number {
  if (!given(value)) return rule.required ? missing(form) : false
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    form.wrong('NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`)
    return false
  }
  if (value < rule.min) form.wrong('NUMBER_TYPE_MIN', `int value should be greater than or equal to ${rule.min}.`)
  if (value > rule.max) form.wrong('NUMBER_TYPE_MAX', `int value should be less than or equal to ${rule.max}.`)
  return value >= rule.min && value <= rule.max
}

export function checkFlag(form: Form, value: unknown): void {
  if (given(value) && typeof value !== 'boolean') form.wrong('BOOLEAN_TYPE_CONVERT', 'Must be either true or false.')
}

export function checkList(form: Form, value: unknown, rule: { min: number; max: number }): readonly unknown[] {
  if (!given(value)) {
    if (rule.min > 0) missing(form)
    return []
  }
  if (!Array.isArray(value)) {
    form.wrong('LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType.')
    return []
  }
  const items = list(value)
  if (items.length < rule.min || items.length > rule.max) {
    form.wrong('BASE_TYPE_BAD_LENGTH', `Must be between ${rule.min} and ${rule.max} in length.`)
  }
  return items
}

export function checkChoice(form: Form, value: unknown, choices: readonly unknown[], required = true): boolean {
  if (!given(value)) return required ? missing(form) : true
  if (choices.includes(value)) return true
  form.wrong('BASE_TYPE_CHOICES', `Value must be one of {${choices.map(String).join(', ')}}.`)
  return false
}

export function checkUrl(form: Form, value: unknown, rule: { max: number; attachments?: ReadonlySet<string> }): void {
  if (!checkText(form, value, { min: 1, max: rule.max, required: true })) return
  const file = /^attachment:\/\/(.+)$/.exec(value)
  if (file && rule.attachments) {
    if (rule.attachments.has(file[1] ?? '')) return
    form.wrong('UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', 'The referenced attachment was not found.')
    return
  }
  if (!/^(?:https?|discord):\/\//i.test(value)) {
    const schemes = rule.attachments ? "('http', 'https', 'attachment')" : "('http', 'https', 'discord')"
    form.wrong(
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${/^[^:]*/.exec(value)?.[0]}" is not supported. Scheme must be one of ${schemes}.`,
    )
  } else if (!URL.canParse(value)) {
    form.wrong('URL_TYPE_INVALID_URL', 'Not a well formed URL.')
  }
}

export function missing(form: Form): false {
  form.wrong('BASE_TYPE_REQUIRED', 'This field is required')
  return false
}
