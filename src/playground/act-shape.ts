import { z } from 'zod'
import type { Act } from './page/protocol.ts'

const MOST_TEXT = 4_000
const MOST_STORY = 500_000
const platform = z.enum(['slack', 'discord'])
const name = z.string().min(1).max(100)
const id = z.string().min(1).max(300)
const typed = z.string().max(MOST_TEXT)
const from = { platform, person: name, place: name, thread: id.optional() }

const shape = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('type'), text: typed.min(1), ...from }),
  z.strictObject({ act: z.literal('press'), message: id, button: id, ...from }),
  z.strictObject({ act: z.literal('choose'), message: id, select: id, option: typed, ...from }),
  z.strictObject({
    act: z.literal('submit'),
    values: z.record(id, z.union([typed, z.array(typed).max(100)])),
    ...from,
  }),
  z.strictObject({ act: z.literal('dismiss'), ...from }),
  z.strictObject({ act: z.literal('suggest'), typed, message: id.optional(), select: id.optional(), ...from }),
  z.strictObject({
    act: z.literal('weather'),
    platform,
    fault: z.strictObject({
      kind: z.enum(['rate-limit', 'lost-answer', 'disconnect', 'duplicate', 'slow', 'server-error']),
    }),
  }),
  z.strictObject({
    act: z.literal('obstacle'),
    platform,
    obstacle: z.strictObject({ kind: z.enum(['bot-out', 'no-threads', 'no-posts']), place: name }),
    there: z.boolean(),
  }),
  z.strictObject({ act: z.literal('clock'), stride: z.enum(['hour', 'day', 'week', 'next']) }),
  z.strictObject({ act: z.literal('inspect'), platform, place: name, message: id }),
  z.strictObject({ act: z.literal('read'), text: z.string().max(MOST_STORY) }),
  z.strictObject({ act: z.literal('save'), text: z.string().max(MOST_STORY), name }),
])

type Read = { readonly ok: true; readonly act: Act } | { readonly ok: false; readonly error: string }

/** The act that a request's body holds, or a sentence about what is wrong with it. */
export function readAct(body: string): Read {
  const parsed = shape.safeParse(parse(body))
  if (parsed.success) return { ok: true, act: tidy(parsed.data) }
  const [issue] = parsed.error.issues
  const where = issue === undefined || issue.path.length === 0 ? 'The act' : `"${issue.path.join('.')}" of the act`
  return { ok: false, error: `${where} is not as it should be: ${issue?.message ?? 'it cannot be read'}.` }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Without the members that are there but undefined, which the protocol does not know. */
function tidy(act: z.infer<typeof shape>): Act {
  switch (act.act) {
    case 'type':
    case 'press':
    case 'choose':
    case 'submit':
    case 'dismiss': {
      const { thread, ...rest } = act
      return thread === undefined ? rest : { ...rest, thread }
    }
    case 'suggest': {
      const { thread, message, select, ...rest } = act
      return {
        ...rest,
        ...(thread !== undefined && { thread }),
        ...(message !== undefined && { message }),
        ...(select !== undefined && { select }),
      }
    }
    case 'weather':
    case 'obstacle':
    case 'clock':
    case 'inspect':
    case 'read':
    case 'save':
      return act
  }
}
