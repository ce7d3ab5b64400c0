import { request } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Act, Done, Push } from '../../src/playground/page/protocol.ts'
import type { Playground } from '../../src/playground/playground.ts'
import { startPlayground } from '../../src/playground/playground.ts'

export const SEEDS = join(import.meta.dirname, '..', '..', 'seeds')
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A playground on any free port, closed after the test. */
export async function playground(storiesDir = SEEDS): Promise<Playground> {
  const started = await startPlayground({ storiesDir, port: 0, now: Date.now, log: silent })
  onTestFinished(() => started.close())
  return started
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request exactly as given: `fetch` would set `Host` and `Origin` by itself. */
export function knock(
  address: string,
  path: string,
  options: {
    readonly method?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = options
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, address), { method, headers }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Sends an act as the page does. */
export async function send(address: string, act: Act): Promise<Done> {
  const headers = { origin: address, 'content-type': 'application/json' }
  const answer = await knock(address, '/act', { method: 'POST', headers, body: JSON.stringify(act) })
  return JSON.parse(answer.body)
}

/** An open page's event stream. */
export interface Listener {
  readonly pushes: readonly Push[]
  /** Resolves with the first push that fits, past ones included. */
  hears(fits: (push: Push) => boolean): Promise<Push>
}

export function listen(address: string): Listener {
  const pushes: Push[] = []
  const waiting = new Set<() => void>()
  const asked = request(new URL('/events', address), answer => {
    let rest = ''
    answer.on('data', (chunk: Buffer) => {
      const frames = (rest + chunk.toString()).split('\n\n')
      rest = frames.pop() ?? ''
      for (const frame of frames) if (frame.startsWith('data: ')) pushes.push(JSON.parse(frame.slice(6)))
      for (const look of waiting) look()
    })
  })
  // The playground ends the stream when it closes.
  asked.on('error', () => undefined)
  asked.end()
  onTestFinished(() => {
    asked.destroy()
  })
  return {
    pushes,
    hears: fits =>
      new Promise(resolve => {
        const look = () => {
          const found = pushes.find(fits)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
  }
}
