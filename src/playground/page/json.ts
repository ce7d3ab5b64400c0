/** A JSON object whose members are not yet known. */
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

/** An address that a reader can be sent to; undefined for anything but the web and mail. */
export function address(value: unknown): string | undefined {
  const url = text(value)
  return /^(?:https?:\/\/|mailto:)/iu.test(url) && URL.canParse(url) ? url : undefined
}
