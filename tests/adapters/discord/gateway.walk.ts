import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { Client } from 'discord.js'
import { expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { createDiscord } from '../../../src/adapters/discord/discord.ts'
import { openComeback, openGateway } from '../../../src/adapters/discord/gateway.ts'
import type { AtEnd } from '../../cli/program.ts'

const ID = '1000000000000000000'

function portOf(server: Server): number {
  const at = server.address()
  return typeof at === 'object' && at !== null ? at.port : 0
}

/** As much of Discord as a client needs to connect, with a gateway that can be shut. */
async function openDoor(atEnd: AtEnd) {
  const state = { shut: false }
  const triedAt: number[] = []
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json')
    const limit = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 }
    response.end(JSON.stringify({ url: `ws://127.0.0.1:${port()}`, shards: 1, session_start_limit: limit }))
  })
  const port = () => portOf(server)
  const sockets = new WebSocketServer({ noServer: true })
  const heard = new Set<() => void>()
  server.on('upgrade', (request, socket, head) => {
    triedAt.push(performance.now())
    for (const hear of heard) hear()
    if (!state.shut) sockets.handleUpgrade(request, socket, head, client => sockets.emit('connection', client))
    else socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n')
  })
  sockets.on('connection', client => {
    const user = { id: ID, username: 'Counterpoint', discriminator: '0', avatar: null, bot: true }
    const application = { id: ID, flags: 0 }
    const d = { v: 10, user, application, guilds: [], session_id: 's', resume_gateway_url: `ws://127.0.0.1:${port()}` }
    client.on('message', raw => {
      const { op }: { op: number } = JSON.parse(Buffer.isBuffer(raw) ? raw.toString() : '')
      if (op === 2) client.send(JSON.stringify({ op: 0, t: 'READY', s: 1, d }))
      if (op === 6) client.send(JSON.stringify({ op: 0, t: 'RESUMED', s: 2, d: {} }))
    })
    client.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 40_000 } }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  atEnd(() => {
    for (const client of sockets.clients) client.terminate()
    server.closeAllConnections()
    server.close()
  })
  return {
    state,
    triedAt,
    api: `http://127.0.0.1:${port()}/api`,
    cut() {
      for (const client of sockets.clients) client.terminate()
    },
    async tried(times: number) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const hear = () => {
        if (triedAt.length >= times) resolve()
      }
      heard.add(hear)
      hear()
      await promise
    },
  }
}

/** The real client behind the gateway as the bot opens it. */
function openClient(api: string, atEnd: AtEnd) {
  const stop = new AbortController()
  const comeback = openComeback(
    () => 0,
    () => performance.now(),
  )
  const gateway = openGateway(stop.signal, comeback)
  const client = new Client({ intents: [], ws: gateway.options, rest: { api } })
  const told: string[] = []
  const isBack = Promise.withResolvers<void>()
  gateway.follow(client, {
    away: () => void told.push('away'),
    back() {
      told.push('back')
      isBack.resolve()
    },
  })
  atEnd(async () => {
    stop.abort()
    await client.destroy()
  })
  return { client, gateway, told, isBack: isBack.promise }
}

test.concurrent('a gateway that is shut is tried ever more seldom, told of once, and come back to', async ({
  onTestFinished: atEnd,
}) => {
  const door = await openDoor(atEnd)
  const { client, told, isBack } = openClient(door.api, atEnd)
  await client.login('token')
  door.state.shut = true
  door.cut()
  await door.tried(3)
  door.state.shut = false
  await isBack
  const [, first = 0, second = 0] = door.triedAt
  // The library waits for 500 ms and this for 500 more; a timer may come a little early.
  expect([told, second - first > 950]).toEqual([['away', 'back'], true])
})

test.concurrent('a client that was given up as it first connects tries no more', async ({ onTestFinished: atEnd }) => {
  const [door, other] = [await openDoor(atEnd), await openDoor(atEnd)]
  door.state.shut = true
  other.state.shut = true
  const { client, gateway } = openClient(door.api, atEnd)
  await client.login('token').catch(() => gateway.giveUp())
  await client.destroy()
  // Of one that is not given up.
  await openClient(other.api, atEnd)
    .client.login('token')
    .catch(() => undefined)
  await other.tried(3)
  expect(door.triedAt).toHaveLength(1)
})

test.concurrent('of a Discord that is out of reach at the start the log tells once', async ({
  onTestFinished: atEnd,
}) => {
  const asked = Promise.withResolvers<void>()
  let times = 0
  const server = createServer((_request, response) => {
    times += 1
    if (times === 3) asked.resolve()
    response.writeHead(503).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  atEnd(() => void server.close())
  const said: string[] = []
  const say = (message: string) => void said.push(message)
  const log = { info: say, warn: say, error: say }
  const apiUrl = `http://127.0.0.1:${portOf(server)}/api`
  const discord = createDiscord({ token: 'token', apiUrl, log, now: Date.now })
  const nothing = () => undefined
  const pulse = { up: nothing, down: nothing, event: nothing, acknowledged: nothing }
  const connected = discord.connect(
    { commands: [], take: () => Promise.reject(new Error('Nobody asks.')), suggest: () => [] },
    { carries: nothing, lost: nothing, gone: nothing, back: nothing, within: nothing, pulse },
  )
  await asked.promise
  await discord.close()
  await expect(connected).rejects.toThrow()
  expect(said).toEqual(['Discord is out of reach; trying again.'])
})
