import type * as z from 'zod/v4/core'
import { isJson } from './json.ts'
import type { FormError } from './refusal.ts'

/** Discord's own published schema, which says whether what passes here could pass there. */
export interface Oracle {
  /** What is wrong with a request's body. */
  readonly request: (name: string, body: unknown) => readonly FormError[]
  /** What is wrong with an answer's body, in one line each. */
  readonly response: (name: string, body: unknown) => readonly string[]
}

/** Where a route takes several schemas. */
const UNIONS: Readonly<Record<string, readonly string[]>> = {
  InteractionCallback: [
    'ApplicationCommandAutocompleteCallbackRequest',
    'CreateMessageInteractionCallbackRequest',
    'ModalInteractionCallbackRequest',
    'PongInteractionCallbackRequest',
    'UpdateMessageInteractionCallbackRequest',
  ],
  CreateThread: ['CreateForumThreadRequest', 'CreateTextThreadWithoutMessageRequest'],
  ChannelUpdate: ['UpdateGuildChannelRequestPartial', 'UpdateThreadRequestPartial'],
  ChannelResponse: ['GuildChannelResponse', 'PrivateChannelResponse', 'ThreadResponse'],
}

const PACKAGE: string = 'discord-api-spec/zod'

/** One schema: what it finds wrong with a body. */
type Reader = (body: unknown) => readonly z.$ZodIssue[]

/** Loads the schema, which takes about 0.1 s; undefined where the package is not installed, which is so in production. */
export async function loadOracle(): Promise<Oracle | undefined> {
  const loaded = await load()
  if (!loaded) return undefined
  const { safeParse } = await import('zod/v4/core')
  const { default: english } = await import('zod/v4/locales/en.js')
  // The schema comes without words of its own.
  const words = { error: english().localeError }
  const find = (name: string): readonly Reader[] =>
    (UNIONS[name] ?? [name]).map(one => {
      const schema: unknown = loaded[`${one}Schema`]
      if (!isSchema(schema)) throw new Error(`discord-api-spec has no schema ${one}.`)
      return body => safeParse(schema, body, words).error?.issues ?? []
    })
  return {
    request: (name, body) =>
      judge(name, find, coerced(body)).map(issue => ({ path: issue.path, code: 'SCHEMA', message: issue.message })),
    response: (name, body) =>
      judge(name, find, body).map(issue => `${name} at ${issue.path.join('.')}: ${issue.message}`),
  }
}

async function load(): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const module: unknown = await import(PACKAGE)
    return isJson(module) ? module : undefined
  } catch (error) {
    if (isJson(error) && error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

function isSchema(value: unknown): value is z.$ZodType {
  return isJson(value) && '_zod' in value
}

interface Issue {
  readonly path: readonly (string | number)[]
  readonly message: string
}

function judge(name: string, find: (name: string) => readonly Reader[], body: unknown): readonly Issue[] {
  if (name.endsWith('[]')) {
    if (!Array.isArray(body)) return [{ path: [], message: 'not a list' }]
    return body.flatMap((item, index) =>
      judge(name.slice(0, -2), find, item).map(issue => ({ ...issue, path: [index, ...issue.path] })),
    )
  }
  const verdicts = find(name).map(read => read(body))
  if (verdicts.some(issues => issues.length === 0)) return []
  const failures = verdicts.map(issues => issues.flatMap(issue => deepest(issue)))
  // Of several schemas, the one that fails furthest inside is the one that was meant.
  return failures.toSorted((a, b) => depth(b) - depth(a))[0] ?? []
}

function depth(issues: readonly Issue[]): number {
  return Math.max(...issues.map(issue => issue.path.length))
}

/** A union's own message says nothing; the branch whose `type` fits does, else the one that got furthest. */
function deepest(issue: z.$ZodIssue, above: readonly PropertyKey[] = []): readonly Issue[] {
  const path = [...above, ...issue.path]
  if (issue.code !== 'invalid_union')
    return [{ path: path.map(key => (typeof key === 'number' ? key : String(key))), message: issue.message }]
  const branches = issue.errors.map(branch => ({
    meant: !branch.some(inner => inner.path.length === 1 && inner.path[0] === 'type'),
    issues: branch.flatMap(inner => deepest(inner, path)),
  }))
  const best = branches.toSorted((a, b) => Number(b.meant) - Number(a.meant) || depth(b.issues) - depth(a.issues))[0]
  return best?.issues ?? [{ path: path.map(String), message: issue.message }]
}

/** Discord reads permissions from strings, as its own libraries send them; the published schema names numbers only. */
function coerced(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(coerced)
  if (!isJson(body) || typeof body.default_member_permissions !== 'string') return body
  return { ...body, default_member_permissions: Number(body.default_member_permissions) }
}
