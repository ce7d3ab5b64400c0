import type { Reply } from '../weather.ts'
import { type Arguments, parseBody, readArguments } from './arguments.ts'
import { chatMethods } from './chat-method.ts'
import { targetOf } from './conversation.ts'
import { conversationMethods } from './conversation-method.ts'
import { historyMethods } from './history-method.ts'
import type { Errand, Request } from './http-server.ts'
import type { Json } from './json.ts'
import { isRefusal, lacking, type Method, type Refusal, refuse } from './method.ts'
import type { Pace } from './pace.ts'
import { peopleMethods } from './people-method.ts'
import type { Platform } from './platform.ts'
import { useResponseUrl } from './response-url.ts'
import { viewMethods } from './view-method.ts'

/** Every Web API method that is emulated. */
export const methods: Readonly<Record<string, Method>> = {
  ...peopleMethods,
  ...chatMethods,
  ...conversationMethods,
  ...historyMethods,
  ...viewMethods,
}

const json = { 'content-type': 'application/json; charset=utf-8' }

const refusals = {
  rateLimited: (afterMs: number): Reply => ({
    status: 429,
    // Whole seconds, as Slack gives them.
    headers: { ...json, 'retry-after': String(Math.ceil(afterMs / 1000)) },
    body: JSON.stringify({ ok: false, error: 'ratelimited' }),
    error: 'ratelimited',
  }),
  broken: (status: number): Reply => ({
    status,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>upstream connect error</body></html>',
    error: 'server_error',
  }),
} as const

/** `/api/chat.postMessage` and the like. */
export function apiErrand(request: Request, platform: Platform, pace: Pace): Errand | undefined {
  const name = /^\/api\/([A-Za-z.]+)\/?$/.exec(request.path)?.[1]
  if (name === undefined) return undefined
  const contentType = request.headers['content-type'] ?? ''
  const { token: inBody, ...body } = { ...Object.fromEntries(request.query), ...parseBody(request.body, contentType) }
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const token = bearer ?? (typeof inBody === 'string' ? inBody : undefined)
  const args = readArguments(body)
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  const target = targetOf(args, platform)
  const channel = 'id' in target ? target.id : args.text('channel')
  return {
    ...refusals,
    arrival: { name, at: platform.now(), body, ...(typeof channel === 'string' && { channel }) },
    writes: method?.writes ?? false,
    act() {
      const barred = method ? tokenRefusal(token, method, platform) : refuse('unknown_method', { req_method: name })
      if (!method || barred) return answer(barred ?? refuse('unknown_method'), method, platform)
      const waitMs = pace.hold(name, method, args)
      return waitMs === undefined ? answer(run(method, args, platform), method, platform) : refusals.rateLimited(waitMs)
    },
  }
}

function run(method: Method, args: Arguments, platform: Platform): Json | Refusal {
  const barred = method.scope === undefined ? undefined : lacking(platform, method.scope)
  return barred ?? method.run(args, platform)
}

function tokenRefusal(token: string | undefined, method: Method, platform: Platform): Refusal | undefined {
  if (token === undefined || token === '') return refuse('not_authed')
  const { bot, app } = platform.tokens
  if (token !== bot && token !== app) return refuse('invalid_auth')
  if (token === bot && platform.tokens.revoked !== undefined) return refuse(platform.tokens.revoked)
  return (token === bot ? 'bot' : 'app') === method.token ? undefined : refuse('not_allowed_token_type')
}

function answer(result: Json | Refusal, method: Method | undefined, platform: Platform): Reply {
  const headers = {
    ...json,
    'x-oauth-scopes': platform.scopes.join(','),
    ...(method?.scope !== undefined && { 'x-accepted-oauth-scopes': method.scope }),
  }
  if (isRefusal(result)) return { status: 200, headers, body: JSON.stringify(result), error: result.error }
  return { status: 200, headers, body: JSON.stringify({ ok: true, ...result }) }
}

/** A response_url. It needs no token: whoever has the address may answer. */
export function responseErrand(request: Request, platform: Platform): Errand | undefined {
  if (!/^\/(commands|actions)\//.test(request.path)) return undefined
  const found = platform.responseUrls.find(request.path)
  const contentType = request.headers['content-type'] ?? ''
  const body = parseBody(request.body, contentType)
  return {
    ...refusals,
    arrival: { name: 'response_url', at: platform.now(), body, ...(found && { channel: found.occasion.room }) },
    writes: true,
    act() {
      const refused = found ? useResponseUrl(found, body, platform) : refuse('invalid_url')
      if (!refused) return { status: 200, headers: { 'content-type': 'text/html' }, body: 'ok' }
      const spent = ['used_url', 'expired_url', 'invalid_url'].includes(refused.error)
      return { status: spent ? 404 : 400, headers: json, body: JSON.stringify(refused), error: refused.error }
    },
  }
}
