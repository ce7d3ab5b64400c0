import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { CallLog } from '../call-log.ts'
import { conduct, type Reply, type Weather } from '../weather.ts'
import { isJson } from './json.ts'
import type { Oracle } from './oracle.ts'
import { Refusal, refusal, refuseForm } from './refusal.ts'
import { type Body, readBody, recorded } from './request-body.ts'
import { blurred, checkParams, findRoute, unknownRoute } from './router.ts'
import type { Answer, Asked, Hub, Route } from './routes/route.ts'
import type { Standing, Throttle } from './throttle.ts'

export interface Counter {
  readonly hub: () => Hub
  readonly log: CallLog
  readonly weather: Weather
  readonly throttle: Throttle
  readonly oracle: Oracle | undefined
  /** Where the emulator itself was wrong. */
  readonly defects: string[]
}

const BASE = /^\/api(?:\/v(\d+))?(?=\/)/

/** The REST side. */
export function openServer(counter: Counter): Server {
  return createServer((request, response) => {
    serve(counter, request, response).catch((error: unknown) => {
      counter.defects.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
      if (!response.headersSent) write(response, replyTo(refusal('serverError')))
    })
  })
}

async function serve(counter: Counter, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { state, interactions } = counter.hub()
  const url = new URL(request.url ?? '/', 'http://localhost')
  const method = request.method ?? 'GET'
  const path = url.pathname.replace(BASE, '')
  const found = BASE.test(url.pathname) ? findRoute(method, path) : undefined
  const body = await readBody(request)
  const name = found?.route.name ?? blurred(method, path)
  const channel = channelOf()
  await conduct(counter.log, counter.weather, {
    arrival: { name, at: state.now(), body: recorded(body.value), ...(channel !== undefined && { channel }) },
    writes: found?.route.writes ?? false,
    act: () => act(counter, request, found, { url, path, body }),
    rateLimited: afterMs => limited(afterMs, false),
    broken: status => ({ status, headers: { 'content-type': 'text/plain' }, body: 'upstream connect error' }),
    send: reply => send(counter, response, reply),
    cut: () => void request.socket.destroy(),
    gone: () => request.socket.destroyed,
  })

  function channelOf(): string | undefined {
    const [first, second] = found?.params ?? []
    if (name.includes(' /channels/')) return first
    if (name.includes(' /interactions/')) return interactions.find(first ?? '')?.place.id
    return name.includes(' /webhooks/') ? interactions.byToken(second ?? '')?.place.id : undefined
  }
}

interface Arrived {
  readonly url: URL
  readonly path: string
  readonly body: Body
}

function act(counter: Counter, request: IncomingMessage, found: ReturnType<typeof findRoute>, arrived: Arrived): Reply {
  try {
    if (counter.throttle.banned()) return banned()
    const version = BASE.exec(arrived.url.pathname)?.[1]
    if (version !== undefined && version !== '10') throw new Refusal(400, 50041, 'Invalid API version provided')
    if (!found) throw unknownRoute(arrived.path)
    const { state } = counter.hub()
    if (!found.route.open && request.headers.authorization !== `Bot ${state.token}`) throw refusal('unauthorized')
    // Interactions and their follow-ups do not count.
    const wait = found.route.open ? undefined : counter.throttle.tooMany()
    if (wait !== undefined) return limited(wait, true)
    const standing = counter.throttle.route(found.route.name, found.params[0] ?? '')
    if (standing?.over === true) return limited(standing.resetAfterMs, false)
    checkParams(found.route, found.params)
    if (arrived.body.malformed) throw new Refusal(400, 50109, 'The request body contains invalid JSON.')
    const { url, body } = arrived
    const asked = { params: found.params, query: url.searchParams, body: body.value, uploads: body.uploads }
    return answered(counter, found.route, judged(counter, found.route, asked), standing)
  } catch (error) {
    if (error instanceof Refusal) return replyTo(error)
    throw error
  }
}

/** Runs a route; the published schema has the last word on what was sent. */
function judged(counter: Counter, route: Route, asked: Asked): Answer {
  const wrong = route.request === undefined ? [] : (counter.oracle?.request(route.request, asked.body ?? {}) ?? [])
  const answer = route.run({ ...counter.hub(), approve: () => refuseForm(wrong) }, asked)
  if (wrong.length > 0) counter.defects.push(`${route.name} was carried out without approval.`)
  return answer
}

function answered(counter: Counter, route: Route, answer: Answer, standing: Standing | undefined): Reply {
  if (counter.oracle && route.response !== undefined && answer.body !== undefined) {
    const wrong = counter.oracle.response(route.response, answer.body)
    counter.defects.push(...wrong.map(line => `${route.name}: ${line}`))
  }
  const all = headers(route.name, counter.hub().state.now(), standing)
  const { 'content-type': _, ...bare } = all
  // discord.js reads an empty answer that calls itself JSON, and fails.
  if (answer.body === undefined) return { status: answer.status, headers: bare, body: '' }
  const body = JSON.stringify(answer.body)
  return { status: answer.status, headers: all, body }
}

function replyTo(refused: Refusal): Reply {
  const { status, code } = refused
  const error = String(code === 0 ? status : code)
  return {
    status,
    headers: { 'content-type': 'application/json', ...refused.headers },
    body: JSON.stringify(refused.body),
    error,
  }
}

/** One bucket for each route, wide open unless limits are held: real ones would make the bot's tests wait. */
function headers(route: string, now: number, standing: Standing | undefined): Record<string, string> {
  const { limit, remaining, resetAfterMs } = standing ?? { limit: 50, remaining: 49, resetAfterMs: 1000 }
  return {
    'content-type': 'application/json',
    'x-ratelimit-bucket': Buffer.from(route).toString('hex'),
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String((now + resetAfterMs) / 1000),
    'x-ratelimit-reset-after': String(resetAfterMs / 1000),
  }
}

function limited(afterMs: number, global: boolean): Reply {
  const seconds = afterMs / 1000
  return {
    status: 429,
    headers: {
      'content-type': 'application/json',
      'retry-after': String(Math.ceil(seconds)),
      'x-ratelimit-reset-after': String(seconds),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-limit': '1',
      'x-ratelimit-scope': global ? 'global' : 'user',
      ...(global && { 'x-ratelimit-global': 'true' }),
    },
    body: JSON.stringify({ message: 'You are being rate limited.', retry_after: seconds, global }),
    error: '429',
  }
}

/** Not Discord itself but what stands before it answers those who made 10,000 invalid requests. */
function banned(): Reply {
  return {
    status: 429,
    headers: { 'content-type': 'text/html', 'retry-after': '3600' },
    body: 'error code: 1015',
    error: '429',
  }
}

function send(counter: Counter, response: ServerResponse, reply: Reply): Promise<boolean> {
  counter.throttle.count(reply.status)
  return new Promise(resolve => {
    response.once('finish', () => resolve(true))
    response.once('close', () => resolve(response.writableFinished))
    write(response, reply)
  })
}

function write(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, reply.headers)
  response.end(reply.body)
}

/** The port that a server listens on. */
export function portOf(server: Server): number {
  const address = server.address()
  return isJson(address) && typeof address.port === 'number' ? address.port : 0
}
