import { once } from 'node:events'
import { createServer } from 'node:http'
import { App } from '@slack/bolt'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { socketReceiver } from '../../../src/adapters/slack/socket.ts'
import { quiet } from '../../walks/haste.ts'

/** A Slack that greets who comes once, and then refuses the token for good. */
async function refusing(): Promise<{ readonly apiUrl: string; cut(): void }> {
  const server = createServer((_, response) => {
    const answer = times === 0 ? { ok: true, url: `ws://127.0.0.1:${port}/` } : { ok: false, error: 'invalid_auth' }
    times += 1
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer))
  })
  let times = 0
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', socket => socket.send('{"type":"hello"}'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const cut = () => {
    for (const socket of sockets.clients) socket.terminate()
  }
  onTestFinished(() => {
    cut()
    server.closeAllConnections()
    server.close()
  })
  return { apiUrl: `http://127.0.0.1:${port}/api/`, cut }
}

test('a socket that Slack does not let open again is lost, with what to do about it', async () => {
  const slack = await refusing()
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const lost = Promise.withResolvers<string>()
  const receiver = socketReceiver({
    appToken: 'xapp-1',
    apiUrl: slack.apiUrl,
    log: quiet,
    stop: stop.signal,
    lost: error => lost.resolve(error.message),
  })
  const authorize = () => Promise.resolve({ botToken: 'xoxb-1' })
  const app = new App({ receiver, convoStore: false, authorize, clientOptions: { slackApiUrl: slack.apiUrl } })
  await app.start()
  slack.cut()
  expect(await lost.promise).toContain('Slack answered "invalid_auth". The socket needs SLACK_APP_TOKEN')
})
