import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigError, MOST_PORT } from '../config.ts'
import { readAct } from './act-shape.ts'
import type { Knock, Turned } from './door.ts'
import { MOST_BYTES, ownHosts, SAFE_HEADERS, turnAway } from './door.ts'
import type { Feed } from './feed.ts'
import { openPace } from './pace.ts'
import type { Act, Done } from './page/protocol.ts'
import { openShelf } from './static.ts'

export interface ServerOptions {
  readonly host: string
  /** 0 is any free one; a port that is taken is passed over for the next. */
  readonly port: number
  readonly feed: Pick<Feed, 'attach'>
  readonly act: (act: Act) => Promise<Done>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface PageServer {
  /** `http://127.0.0.1:4000` */
  readonly address: string
  readonly port: number
  close(): Promise<void>
}

/** A person clicks a few times a second; a loop in a page would send thousands. */
const ACTS_AT_ONCE = 60
const ACTS_PER_SECOND = 30
const PORTS_TRIED = 50

/** Serves the page, its event stream and its acts. Rejects with a `ConfigError` when no port can be had. */
export async function openPageServer(options: ServerOptions): Promise<PageServer> {
  const { feed, act, now } = options
  const shelf = openShelf()
  const mayAct = openPace(now, ACTS_AT_ONCE, ACTS_PER_SECOND)
  let hosts: readonly string[] = []
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value)
    answer(request, response).catch(() => {
      if (!response.headersSent) refuse(response, { status: 404, sentence: 'That could not be read.' })
      else response.destroy()
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const knock = knockOf(request)
    const turned = turnAway(knock, hosts)
    if (turned) return refuse(response, turned)
    if (knock.path === '/act') return take(request, response)
    if (knock.path === '/events' && knock.method === 'GET') return feed.attach(response)
    if (knock.path === '/favicon.ico') return void response.writeHead(204).end()
    const sent = await shelf(knock.path)
    if (!sent) return refuse(response, { status: 404, sentence: 'There is no such page. The playground is at /.' })
    const zipped = /\bgzip\b/u.test(String(request.headers['accept-encoding'])) ? sent.gzipped : undefined
    response.writeHead(200, {
      'Content-Type': sent.type,
      Vary: 'Accept-Encoding',
      ...(zipped && { 'Content-Encoding': 'gzip' }),
    })
    response.end(knock.method === 'HEAD' ? undefined : (zipped ?? sent.body))
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!mayAct()) return refuse(response, { status: 429, sentence: 'That was too much at once. Wait a second.' })
    const body = await bodyOf(request)
    if (body === undefined) {
      return refuse(response, { status: 413, sentence: 'That is more than 1 MB, which is more than a story needs.' })
    }
    const read = readAct(body)
    reply(response, read.ok ? 200 : 400, read.ok ? await act(read.act) : { ok: false, error: read.error })
  }

  const port = await listen(server, options.host, options.port)
  hosts = ownHosts(options.host, port)
  return {
    address: `http://${hosts[0] ?? ''}`,
    port,
    async close() {
      server.closeAllConnections()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

function knockOf({ method = 'GET', url = '/', headers }: IncomingMessage): Knock {
  return {
    method,
    path: url.replace(/[?#].*$/u, ''),
    host: headers.host,
    origin: headers.origin,
    contentType: headers['content-type'],
  }
}

/** Undefined when it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return undefined
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > MOST_BYTES) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString()
}

function refuse(response: ServerResponse, { status, sentence }: Turned): void {
  // What is left of a request that was not read would be taken for the next one.
  response.setHeader('Connection', 'close')
  reply(response, status, { ok: false, error: sentence })
}

function reply(response: ServerResponse, status: number, done: Done): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(done))
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  const last = port === 0 ? 0 : Math.min(port + PORTS_TRIED, MOST_PORT)
  for (let at = port; at <= last; at += 1) {
    if (await listens(server, host, at)) return portOf(server.address())
  }
  throw new ConfigError([`PORT: ${heldPorts(port, last)} on ${host}. Use another one, or 0 for any that is free.`])
}

function heldPorts(first: number, last: number): string {
  return first === last ? `${first} is taken` : `none from ${first} to ${last} is free`
}

/** Node's codes of a host that this machine does not have. */
const NOT_HERE: ReadonlySet<string | undefined> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENOTFOUND', 'EAI_AGAIN'])

/** What can be done about an address that cannot be listened at, by Node's code for it; undefined of what no setting mends. */
function remedyFor(code: string | undefined, host: string, port: number): string | undefined {
  if (code === 'EACCES')
    return `PORT: this user may not listen at ${port} (EACCES). Use one above 1023, or leave it out.`
  if (!NOT_HERE.has(code)) return undefined
  return `HOST: ${host} is no address of this machine (${code}). Use 127.0.0.1, or leave it out.`
}

/** False when the port is taken; any other trouble rejects. */
function listens(server: Server, host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', ready)
      if (error.code === 'EADDRINUSE') resolve(false)
      else {
        const remedy = remedyFor(error.code, host, port)
        reject(remedy === undefined ? error : new ConfigError([remedy]))
      }
    }
    const ready = () => {
      server.off('error', failed)
      resolve(true)
    }
    server.once('error', failed)
    server.once('listening', ready)
    server.listen(port, host)
  })
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}
