import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AdapterLog } from '../adapters/adapter.ts'
import type { Queue } from '../store/queue.ts'
import { onceAtATime, STORE_WITHIN_MS, within } from './ask.ts'
import { judgeHealth } from './health.ts'
import type { Exposition, MetricsSource } from './metrics.ts'

export interface MonitorOptions extends MetricsSource {
  /** Where it listens: `127.0.0.1` is this machine alone. */
  readonly host: string
  /** The next one when it is taken; any free one when it is 0. */
  readonly port: number
  readonly log: AdapterLog
}

/** Tells whoever watches the bot how it is: `/healthz` for a supervisor, `/metrics` for Prometheus. */
export interface Monitor {
  /** `http://127.0.0.1:9464`; absent when no port could be had. */
  readonly address?: string
  close(): Promise<void>
}

const PORTS_TRIED = 20
const HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', Connection: 'close' } as const
const TEXT = 'text/plain; charset=utf-8'

interface Page {
  readonly status: number
  readonly type: string
  readonly body: string
}

/** Begins to listen. Never rejects: a bot that nobody can watch still posts, and its log says that nobody can. */
export async function openMonitor(options: MonitorOptions): Promise<Monitor> {
  const { host, port, log } = options
  const pageAt = pagesOf(options)
  const server = createServer((request, response) => void answer(request, response, pageAt))
  // What goes wrong with it later, a lack of sockets for example, must not end the bot.
  server.on('error', () => undefined)
  const got = await firstFree(server, host, port)
  if ('failure' in got) {
    log.warn(`Nobody can watch this bot: ${got.failure}`)
    return { close: () => Promise.resolve() }
  }
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${got.port}`
  if (port !== 0 && got.port !== port) log.warn(`Port ${port} is taken, so the bot is watched at ${got.port}.`)
  log.info('The bot can be watched.', { health: `${address}/healthz`, metrics: `${address}/metrics` })
  return {
    address,
    async close() {
      server.closeAllConnections()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

function pagesOf(source: MonitorOptions): (path: string) => Promise<Page> {
  let exposition: Promise<Exposition> | undefined
  const look = onceAtATime(() => source.queue(source.now()))
  return async path => {
    switch (path) {
      case '/healthz':
        return healthPage(source, look)
      case '/metrics': {
        // Only where somebody scrapes: it takes memory that a small server may lack.
        exposition ??= import('./metrics.ts').then(({ createExposition }) => createExposition(source))
        const { contentType, text } = await exposition
        return { status: 200, type: contentType, body: await text() }
      }
      default:
        return { status: 404, type: TEXT, body: 'There are /healthz and /metrics here.\n' }
    }
  }
}

async function healthPage({ watch, now, withinMs }: MetricsSource, look: () => Promise<Queue>): Promise<Page> {
  const health = judgeHealth(watch, await within(withinMs ?? STORE_WITHIN_MS, look()), now())
  const body = `${JSON.stringify(health, undefined, 2)}\n`
  return { status: health.status === 'ok' ? 200 : 503, type: 'application/json; charset=utf-8', body }
}

async function answer(
  { method = 'GET', url = '/' }: IncomingMessage,
  response: ServerResponse,
  pageAt: (path: string) => Promise<Page>,
): Promise<void> {
  const page = await asked(method, url, pageAt)
  response.writeHead(page.status, { ...HEADERS, 'Content-Type': page.type })
  response.end(method === 'HEAD' ? undefined : page.body)
}

async function asked(method: string, url: string, pageAt: (path: string) => Promise<Page>): Promise<Page> {
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, type: TEXT, body: 'Here is only something to read.\n' }
  try {
    return await pageAt(url.replace(/[?#].*$/u, ''))
  } catch {
    return { status: 500, type: TEXT, body: 'The numbers could not be put together.\n' }
  }
}

type Got = { readonly port: number } | { readonly failure: string }

async function firstFree(server: Server, host: string, port: number): Promise<Got> {
  const last = port === 0 ? 0 : Math.min(port + PORTS_TRIED, 65_535)
  for (let at = port; at <= last; at += 1) {
    const code = await listen(server, host, at)
    if (code === undefined) return { port: portOf(server) }
    if (code !== 'EADDRINUSE') return { failure: `${host}:${at} cannot be listened at (${code}). ${remedyFor(code)}` }
  }
  return { failure: `no port from ${port} to ${last} is free on ${host}. ${REMEDY}` }
}

const REMEDY = 'Set METRICS_PORT and HOST to what is free, or METRICS_PORT=off.'

function remedyFor(code: string): string {
  if (code === 'EACCES') return 'Set METRICS_PORT to a port above 1023, or METRICS_PORT=off.'
  if (code !== 'EADDRNOTAVAIL' && code !== 'ENOTFOUND' && code !== 'EAI_AGAIN') return REMEDY
  return 'Set HOST to an address of this machine alone, without a port or brackets, such as 127.0.0.1 or ::1, or leave it out.'
}

/** Undefined when it listens, else the code of what is wrong. */
function listen(server: Server, host: string, port: number): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  const failed = (error: NodeJS.ErrnoException) => {
    server.off('listening', listening)
    resolve(error.code ?? error.message)
  }
  const listening = () => {
    server.off('error', failed)
    resolve(undefined)
  }
  server.once('error', failed)
  server.once('listening', listening)
  server.listen(port, host)
  return promise
}

function portOf(server: Server): number {
  const at = server.address()
  return typeof at === 'object' && at !== null ? at.port : 0
}
