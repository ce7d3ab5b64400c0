// Bolt and discord.js alone in one process, beside the bot of `npm run bench -- digests`: they post as many constant roots in the
// same towns and to a model of the same limits, without a store, and answer `/story` with a constant.
import { enableCompileCache } from 'node:module'
import { setTimeout as wait } from 'node:timers/promises'
import { openThrottle } from '../../src/emulators/discord/throttle.ts'
import { slackHold } from './digests-town.ts'
import type { BareReport } from './digests-world.ts'
import { DISCORD_A_SECOND, WORLD } from './digests-world.ts'

enableCompileCache()
const { App, LogLevel, SocketModeReceiver } = await import('@slack/bolt')
const { Client, GatewayIntentBits, Routes } = await import('discord.js')

const TEXT = 'A digest.'
const WATCH_EVERY_MS = 100
const ROUTE = 'POST /channels/:id/messages'

const world = WORLD.parse(JSON.parse(process.argv[2] ?? ''))
const {
  SLACK_BOT_TOKEN: token = '',
  SLACK_APP_TOKEN: appToken = '',
  SLACK_API_URL: slackApiUrl = '',
  DISCORD_TOKEN,
  DISCORD_API_URL = '',
} = process.env
const failed = (error: unknown) => process.stderr.write(`${String(error)}\n`)

const receiver = new SocketModeReceiver({ appToken, installerOptions: { clientOptions: { slackApiUrl } } })
// What a 429 makes it wait is counted by the bench.
const app = new App({ token, receiver, clientOptions: { slackApiUrl }, logLevel: LogLevel.ERROR })
app.command('/story', async ({ ack, say }) => {
  await ack()
  await say('A story.')
})
const rest = { api: DISCORD_API_URL, globalRequestsPerSecond: 50 * world.times }
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest })
const topic = { type: 3, name: 'topic', description: 'What it is about', required: true } as const
const ready = new Promise<void>(resolve => {
  client.once('clientReady', connected => {
    const story = { name: 'story', description: 'A story from both sides', options: [topic] }
    void connected.application.commands.set([story]).then(() => resolve(), failed)
  })
})
client.on('interactionCreate', interaction => {
  if (interaction.isChatInputCommand()) void interaction.reply('A story.').catch(failed)
})

/** Where a root goes; the first installation is the emulator's, the others are the model's. */
interface Root {
  readonly lane: string
  readonly channel: string
  readonly real: boolean
}

type Hold = (root: Root) => { readonly ms: number } | undefined

/** As the bot has them: the installations in turn, and in each of them its channels in turn. */
function rootsOf(own: readonly string[]): readonly Root[] {
  return Array.from({ length: world.digests / 2 }, (_, n) => {
    const installation = n % world.installations
    const channel = own[Math.floor(n / world.installations) % own.length] ?? ''
    return { lane: String(installation), channel, real: installation === 0 }
  })
}

const turnedAway = { slack: 0, discord: 0 }

/** Milliseconds since `began` at which it stood. */
async function post(
  platform: keyof typeof turnedAway,
  root: Root,
  hold: Hold,
  real: () => Promise<unknown>,
  began: number,
): Promise<number> {
  if (root.real) await real()
  else {
    for (let held = hold(root); held !== undefined; held = hold(root)) {
      turnedAway[platform] += 1
      await wait(held.ms)
    }
    await wait(world.callMs)
  }
  return performance.now() - began
}

/** In each channel one root after the other, in all channels at once: a workspace of Slack has its limits in each channel. */
async function postOnSlack(began: number): Promise<readonly number[]> {
  const held = slackHold(world.times)
  const byChannel = Map.groupBy(rootsOf(world.channels.slack), ({ lane, channel }) => `${lane} ${channel}`)
  const all = [...byChannel.values()].map(async roots => {
    const times: number[] = []
    for (const root of roots) {
      const real = () => app.client.chat.postMessage({ channel: root.channel, text: TEXT })
      times.push(await post('slack', root, held, real, began))
    }
    return times
  })
  return (await Promise.all(all)).flat()
}

/** So many a second as the bot declares to take. */
async function postOnDiscord(began: number): Promise<readonly number[]> {
  const throttle = openThrottle({ monotonic: () => performance.now(), routes: true, times: world.times })
  const held: Hold = ({ lane, channel }) => {
    const all = throttle.tooMany()
    if (all !== undefined) return { ms: Math.ceil(all) }
    const standing = throttle.route(ROUTE, `${lane} ${channel}`)
    return standing?.over === true ? { ms: Math.ceil(standing.resetAfterMs) } : undefined
  }
  const times: Promise<number>[] = []
  const everyMs = 1_000 / (DISCORD_A_SECOND * world.times)
  for (const [n, root] of rootsOf(world.channels.discord).entries()) {
    const early = began + n * everyMs - performance.now()
    if (early > 0) await wait(early)
    const real = () => client.rest.post(Routes.channelMessages(root.channel), { body: { content: TEXT } })
    times.push(post('discord', root, held, real, began))
  }
  return Promise.all(times)
}

async function run(): Promise<BareReport> {
  let memoryMost = 0
  const watch = setInterval(() => {
    memoryMost = Math.max(memoryMost, process.memoryUsage.rss() / 1e6)
  }, WATCH_EVERY_MS)
  const began = performance.now()
  const [slack, discord] = await Promise.all([postOnSlack(began), postOnDiscord(began)])
  clearInterval(watch)
  return {
    kind: 'bare',
    lateness: { slack: [...slack], discord: [...discord] },
    turnedAway: turnedAway.slack + turnedAway.discord,
    memoryMost,
  }
}

await Promise.all([app.start(), client.login(DISCORD_TOKEN), ready])
process.once('message', () => {
  run().then(
    report => process.send?.(report),
    (error: unknown) => {
      failed(error)
      process.exit(1)
    },
  )
})
process.once('SIGTERM', () => {
  void Promise.all([app.stop(), client.destroy()]).finally(() => process.exit(0))
})
process.send?.({ kind: 'ready' })
