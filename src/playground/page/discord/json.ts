/** A JSON object whose members are not yet known: a part of a message as Discord's API has it. */
export type Json = Readonly<Record<string, unknown>>

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object itself, or an empty one where something else stands. */
export function json(value: unknown): Json {
  return isJson(value) ? value : {}
}

export function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : []
}

/** Empty where something else stands. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Undefined where something else stands. */
export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** An address that a reader can be sent to; undefined for anything but the web. */
export function webAddress(value: unknown): string | undefined {
  const address = text(value)
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : undefined
}
