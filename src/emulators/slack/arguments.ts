import { isJson, type Json, parseJson } from './json.ts'

/** The arguments of a Web API call, whether they came as a form (all strings) or as JSON. */
export interface Arguments {
  readonly raw: Json
  /** Undefined when absent or empty. */
  readonly text: (name: string) => string | undefined
  readonly flag: (name: string, otherwise?: boolean) => boolean
  readonly count: (name: string) => number | undefined
  /** A value that a form carries as JSON text; it is still a string when it was not JSON. */
  readonly value: (name: string) => unknown
  readonly has: (name: string) => boolean
}

/** What a form cannot say without JSON. */
const structured = ['blocks', 'metadata', 'view', 'attachments', 'unfurls']

export function readArguments(raw: Json): Arguments {
  return {
    raw,
    text(name) {
      const value = raw[name]
      if (typeof value === 'number') return String(value)
      return typeof value === 'string' && value !== '' ? value : undefined
    },
    flag(name, otherwise = false) {
      const value = raw[name]
      if (value === undefined || value === '') return otherwise
      return value === true || value === 1 || value === '1' || value === 'true'
    },
    count(name) {
      const value = raw[name]
      if (value === undefined || value === '') return undefined
      return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
    },
    value: name => raw[name],
    has: name => raw[name] !== undefined && raw[name] !== '',
  }
}

/** The parsed body of a request; a value that should be JSON and is not stays a string. */
export function parseBody(body: string, contentType: string): Json {
  if (contentType.includes('application/json')) {
    const parsed = parseJson(body)
    return isJson(parsed) ? parsed : {}
  }
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      structured.includes(name) ? (parseJson(value) ?? value) : value,
    ]),
  )
}
