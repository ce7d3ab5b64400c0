/** Any JSON object from outside: nothing is known of its fields until they are looked at. */
export type Json = Readonly<Record<string, unknown>>

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function jsonOf(value: unknown): Json {
  return isJson(value) ? value : {}
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function objectsOf(value: unknown): readonly Json[] {
  return listOf(value).filter(isJson)
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Undefined when the text is not JSON; JSON has no undefined of its own. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
