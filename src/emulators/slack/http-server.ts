import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { CallLog } from '../call-log.ts'
import { conduct, type Passage, type Reply, type Weather } from '../weather.ts'

/** A request as far as HTTP goes. */
export interface Request {
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** What is to be done with a request. */
export type Errand = Pick<Passage, 'arrival' | 'writes' | 'act' | 'rateLimited' | 'broken'>

export interface HttpServer {
  readonly server: Server
  readonly origin: string
  /** Rejects with the first thing that a watcher of calls threw. */
  readonly close: () => Promise<void>
}

/** Listens on loopback; a path without an errand is a 404. */
export async function listen(
  port: number,
  log: CallLog,
  weather: Weather,
  errandFor: (request: Request) => Errand | undefined,
): Promise<HttpServer> {
  const thrown: unknown[] = []
  const server = createServer((request, response) => {
    serve(request, response).catch((problem: unknown) => {
      thrown.push(problem)
      response.destroy()
    })
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const body = await readAll(request)
    if (body === undefined) return
    const errand = errandFor({ path: url.pathname, query: url.searchParams, headers: request.headers, body })
    if (!errand) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found')
      return
    }
    await conduct(log, weather, {
      ...errand,
      send: reply => send(response, reply),
      cut: () => response.destroy(),
      gone: () => response.destroyed,
    })
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  return {
    server,
    origin: `http://127.0.0.1:${bound}`,
    async close() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      if (thrown.length > 0) throw thrown[0]
    },
  }
}

/** Undefined when the caller hung up before the end. */
async function readAll(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
  } catch {
    return undefined
  }
  return Buffer.concat(chunks).toString()
}

/** Resolves with whether the whole answer was handed to the network. */
function send(response: ServerResponse, reply: Reply): Promise<boolean> {
  return new Promise(resolve => {
    if (response.destroyed) return resolve(false)
    response.once('finish', () => resolve(true))
    response.once('close', () => resolve(response.writableFinished))
    response.writeHead(reply.status, reply.headers).end(reply.body)
  })
}
