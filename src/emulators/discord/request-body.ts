import type { IncomingMessage } from 'node:http'
import type { Upload } from './draft.ts'
import { isJson, type Json } from './json.ts'

export interface Body {
  /** Parsed JSON; undefined when there was none, or none that can be read. */
  readonly value: unknown
  readonly uploads: readonly Upload[]
  readonly malformed: boolean
}

/** Reads a JSON or multipart body. https://discord.com/developers/docs/reference#uploading-files */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const bytes = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (bytes.length === 0) return { value: undefined, uploads: [], malformed: false }
  if (type.startsWith('multipart/form-data')) return readForm(bytes, type)
  return { ...parse(bytes.toString()), uploads: [] }
}

async function readForm(bytes: Buffer, type: string): Promise<Body> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const uploads: Upload[] = []
  for (const [key, value] of form) {
    if (typeof value === 'string' || !key.startsWith('files[')) continue
    uploads.push({ name: value.name, type: value.type, bytes: value.size })
  }
  const payload = form.get('payload_json')
  return { ...parse(typeof payload === 'string' ? payload : '{}'), uploads }
}

function parse(text: string): Pick<Body, 'value' | 'malformed'> {
  try {
    return { value: JSON.parse(text), malformed: false }
  } catch {
    return { value: undefined, malformed: true }
  }
}

/** As `calls()` shows it: a list under `items`, and no token. */
export function recorded(value: unknown): Json {
  if (Array.isArray(value)) return { items: value }
  if (!isJson(value)) return {}
  const { token: _, ...rest } = value
  return rest
}
