import { once } from 'node:events'
import { createServer } from 'node:http'
import { App } from '@slack/bolt'
import { expect, type OnTestFinishedHandler, test } from 'vitest'
import { WebSocketServer } from 'ws'
import type { AdapterLog } from '../../../src/adapters/adapter.ts'
import { socketReceiver } from '../../../src/adapters/slack/socket.ts'
import { quiet } from '../../walks/haste.ts'

const OPEN = 'Slack’s socket is open.'

type AtEnd = (end: OnTestFinishedHandler) => void

/** What a Slack does with who asks for a socket: its address, one at which there is none, or nothing ever again. */
type Does = 'greets' | 'misleads' | 'refuses'

/** A Slack that does one of these after the other, and goes on with the last. */
async function slackThat(
  [first, ...others]: readonly [Does, ...Does[]],
  atEnd: AtEnd,
): Promise<{ readonly apiUrl: string; cut(): void }> {
  let does = first
  const next = [...others]
  const server = createServer((_, response) => {
    const url = `ws://127.0.0.1:${port}/${does}`
    const answer = does === 'refuses' ? { ok: false, error: 'invalid_auth' } : { ok: true, url }
    does = next.shift() ?? does
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer))
  })
  const sockets = new WebSocketServer({ server, path: '/greets' })
  sockets.on('connection', socket => socket.send('{"type":"hello"}'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const cut = () => {
    for (const socket of sockets.clients) socket.terminate()
  }
  atEnd(() => {
    cut()
    server.closeAllConnections()
    server.close()
  })
  return { apiUrl: `http://127.0.0.1:${port}/api/`, cut }
}

async function connected(apiUrl: string, log: AdapterLog, atEnd: AtEnd) {
  const stop = new AbortController()
  atEnd(() => stop.abort())
  const lost = Promise.withResolvers<string>()
  const receiver = socketReceiver({
    appToken: 'xapp-1',
    apiUrl,
    log,
    stop: stop.signal,
    lost: error => lost.resolve(error.message),
  })
  const authorize = () => Promise.resolve({ botToken: 'xoxb-1' })
  const app = new App({ receiver, convoStore: false, authorize, clientOptions: { slackApiUrl: apiUrl } })
  await app.start()
  return { lost: lost.promise }
}

test.concurrent('a socket that Slack does not let open again is lost, with what to do about it', async ({
  onTestFinished,
}) => {
  const slack = await slackThat(['greets', 'refuses'], onTestFinished)
  const { lost } = await connected(slack.apiUrl, quiet, onTestFinished)
  slack.cut()
  expect(await lost).toMatch(/"invalid_auth".*The socket needs SLACK_APP_TOKEN/u)
})

test.concurrent('a socket that cannot be opened is tried for ever, and what is wrong said once for each outage', async ({
  onTestFinished,
}) => {
  const slack = await slackThat(['misleads', 'misleads', 'greets'], onTestFinished)
  const lines: string[] = []
  const open = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const keep = (line: string) => {
    lines.push(line)
    if (line === OPEN) open.shift()?.resolve()
  }
  const [first, second] = open.map(one => one.promise)
  const coming = connected(slack.apiUrl, { info: keep, warn: keep, error: keep }, onTestFinished)
  await first
  slack.cut()
  await second
  await coming
  const outage = [
    expect.stringMatching(/^Slack SDK: WebSocket error occurred: /u),
    expect.stringMatching(/^Slack SDK: WebSocket error! /u),
    'Slack is away; connecting again.',
  ]
  expect(lines).toEqual([...outage, OPEN, ...outage, OPEN])
})
