import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type DiscordEmulator, startDiscord } from '../../../src/emulators/discord/discord-emulator.ts'

let discord: DiscordEmulator
beforeAll(async () => {
  discord = await startDiscord({ oracle: false })
})
afterAll(() => discord.close())

/** A bare socket, for what the real client never does. */
function open(query = '?v=10&encoding=json') {
  const socket = new WebSocket(`${discord.url.replace('http', 'ws').replace('/api', '/gateway')}${query}`)
  const packets: { op: number; t?: string; s?: number; d?: { session_id?: string } }[] = []
  const waiting = new Set<() => void>()
  socket.on('message', raw => {
    packets.push(JSON.parse(Buffer.isBuffer(raw) ? raw.toString() : ''))
    for (const look of waiting) look()
  })
  const closed = new Promise<number>(resolve => socket.once('close', resolve))
  const opened = new Promise<void>(resolve => socket.once('open', resolve))
  return {
    closed,
    packets,
    say: async (packet: unknown) => {
      await opened
      socket.send(typeof packet === 'string' ? packet : JSON.stringify(packet))
    },
    until: (fits: (packet: (typeof packets)[number]) => boolean) =>
      new Promise<(typeof packets)[number]>(resolve => {
        const look = () => {
          const found = packets.find(fits)
          if (found) resolve(found)
        }
        waiting.add(look)
        look()
      }),
    end: () => socket.close(1000),
    cut: () => socket.terminate(),
  }
}

const identify = (more: object = {}) => ({
  op: 2,
  d: { token: discord.credentials.DISCORD_TOKEN, intents: 1, properties: {}, ...more },
})
const resume = (session: string | undefined, seq: number) => ({
  op: 6,
  d: { token: discord.credentials.DISCORD_TOKEN, session_id: session, seq },
})

test('a socket is greeted, and its heartbeats are answered', async () => {
  const socket = open()
  await socket.until(packet => packet.op === 10)
  await socket.say({ op: 1, d: null })
  await socket.until(packet => packet.op === 11)
  socket.end()
})

test.each([
  ['no JSON', 'hello', 4002],
  ['an opcode that there is not', { op: 99 }, 4001],
  ['a presence before identifying', { op: 3, d: {} }, 4003],
  ['a wrong token', { op: 2, d: { token: 'no', intents: 1, properties: {} } }, 4004],
])('%s closes the socket', async (_, packet, code) => {
  const socket = open()
  await socket.say(packet)
  expect(await socket.closed).toBe(code)
})

test('identifying twice, and intents that mean nothing, close the socket', async () => {
  const twice = open()
  await twice.say(identify())
  await twice.say(identify())
  expect(await twice.closed).toBe(4005)
  const odd = open()
  await odd.say(identify({ intents: 1 << 19 }))
  expect(await odd.closed).toBe(4013)
})

test('another version of the gateway, another encoding and a compressed stream are refused', async () => {
  expect(await open('?v=6').closed).toBe(4012)
  expect(await open('?encoding=etf').closed).toBe(4002)
  expect(await open('?compress=zlib-stream').closed).toBe(4002)
})

test('a session that nobody knows cannot be resumed', async () => {
  const socket = open()
  await socket.say(resume('1', 0))
  expect(await socket.until(packet => packet.op === 9)).toMatchObject({ d: false })
  socket.end()
})

test('a resumed session is told all that it has missed, in order, and nothing twice', async () => {
  const first = open()
  await first.say(identify())
  const ready = await first.until(packet => packet.t === 'READY')
  const known = await first.until(packet => packet.t === 'GUILD_CREATE')
  first.cut()
  await first.closed
  discord.guild('outage')
  discord.guild('restored')
  const second = open()
  await second.say(resume(ready.d?.session_id, known.s ?? 0))
  await second.until(packet => packet.t === 'RESUMED')
  expect(second.packets.filter(packet => packet.op === 0).map(packet => packet.t)).toEqual([
    'GUILD_DELETE',
    'GUILD_CREATE',
    'RESUMED',
  ])
  second.end()
})

test('who says goodbye does not come back', async () => {
  const first = open()
  await first.say(identify())
  const ready = await first.until(packet => packet.t === 'READY')
  first.end()
  await first.closed
  const second = open()
  await second.say(resume(ready.d?.session_id, ready.s ?? 0))
  await second.until(packet => packet.op === 9)
  second.end()
})

test('forgotten sessions cannot be resumed', async () => {
  const first = open()
  await first.say(identify())
  const ready = await first.until(packet => packet.t === 'READY')
  discord.forgetSessions()
  first.cut()
  const second = open()
  await second.say(resume(ready.d?.session_id, ready.s ?? 0))
  await second.until(packet => packet.op === 9)
  second.end()
})
