/** A JSON object whose members are not yet known. */
export type Json = Readonly<Record<string, unknown>>

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object itself, or an empty one where something else stands. */
export function json(value: unknown): Json {
  return isJson(value) ? value : {}
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function objects(value: unknown): readonly Json[] {
  return list(value).filter(isJson)
}

/** Empty where something else stands. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function texts(value: unknown): readonly string[] {
  return list(value).filter(one => typeof one === 'string')
}

/** 0 where something else stands. */
export function number(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

/** `null` and `undefined` mean the same in Discord's requests: not given. */
export function given(value: unknown): boolean {
  return value !== undefined && value !== null
}
