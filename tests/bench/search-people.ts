// The Slack and the Discord of `npm run bench -- search`, and the people in them, in a process of their own: they ask the bot that
// holds the library, and then Bolt and discord.js alone. `node tests/bench/search-people.ts <folder>`, forked by search-asked.ts.
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Emulator } from '../../src/emulators/emulator.ts'
import { BARE } from './bare.ts'
import { launch } from './launch.ts'
import type { Questions, SearchSeen } from './search-said.ts'
import { TOLD } from './search-said.ts'
import { listening, ready } from './start.ts'
import { CHANNELS, clock, openTown } from './town.ts'

/** A root and a reply for each side. */
const OF_A_THREAD = 3
const WARM_UP = 30
/** So that the receipt of the last message is no part of the next ask. */
const PAUSE_MS = 30
/** Four calls answer an ask on Discord, and the bot makes 45 a second at most. */
const DISCORD_ASK_MS = 100
const TYPE_EVERY_MS = 20
const PLATFORMS = ['slack', 'discord'] as const

const folder = process.argv[2] ?? ''

function tell(message: unknown): void {
  process.send?.(message)
}

const slack = await openTown('slack')
const discord = await openTown('discord')
tell({ kind: 'towns', environment: { ...slack.credentials, ...discord.credentials } })

process.on('message', (message: unknown) => {
  const told = TOLD.parse(message)
  const seen = told.kind === 'ask' ? askBot(told.questions) : askBare(told.questions)
  seen.then(
    found => tell({ kind: 'seen', seen: found }),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      process.exit(1)
    },
  )
})

async function askBot(questions: Questions): Promise<SearchSeen> {
  await Promise.all([slack, discord].map(ready))
  const [onSlack, onDiscord] = [
    await askAll(slack, questions.asked, OF_A_THREAD),
    await askAll(discord, questions.asked, OF_A_THREAD),
  ]
  const right = await typeAll(discord, questions.right)
  return { slack: onSlack, discord: onDiscord, right, mistyped: await typeAll(discord, questions.mistyped) }
}

/** In towns of their own: what the bot has posted is not to be in the way. */
async function askBare(questions: Questions): Promise<SearchSeen> {
  await Promise.all([slack, discord].map(town => town.close()))
  const [onSlack, onDiscord] = [
    await withBare('slack', town => askAll(town, questions.asked, 1)),
    await withBare('discord', async town => ({
      ...(await askAll(town, questions.asked, 1)),
      right: await typeAll(town, questions.right),
      mistyped: await typeAll(town, questions.mistyped),
    })),
  ]
  const { right, mistyped, ...asked } = onDiscord
  return { slack: onSlack, discord: asked, right, mistyped }
}

async function withBare<T>(platform: (typeof PLATFORMS)[number], act: (town: Emulator) => Promise<T>): Promise<T> {
  const town = await openTown(platform)
  const launched = launch(BARE[platform], join(folder, `bare-${platform}`), town.credentials)
  try {
    await listening(launched, [town])
    return await Promise.race([launched.died, act(town)])
  } finally {
    await launched.end()
    await town.close()
  }
}

/** One ask after the other, each in another channel than the one before; the first ones are not counted. */
async function askAll(town: Emulator, asked: readonly string[], messages: number): Promise<SearchSeen['slack']> {
  const seen: SearchSeen['slack'] = { acknowledged: [], first: [] }
  const warmUp = asked.slice(0, WARM_UP)
  for (const [n, text] of [...warmUp, ...asked].entries()) {
    const one = await askOnce(town, CHANNELS[n % CHANNELS.length] ?? '', `/story ${text}`, messages)
    if (n < warmUp.length) continue
    seen.acknowledged.push(one.acknowledged)
    seen.first.push(one.first)
  }
  return seen
}

async function askOnce(town: Emulator, channel: string, text: string, messages: number) {
  const own = () => town.seen(channel).filter(message => message.bot)
  const [before, calls] = [own().length, town.calls().length]
  const start = clock()
  const outcome = town.as('ana').in(channel).type(text)
  await town.until(channel, () => own().length > before)
  // What is for one person alone, a choice or a note, has no thread below it.
  const isWhole = () => own()[before]?.onlyFor !== undefined || own().length >= before + messages
  await town.until(channel, isWhole)
  const { acknowledged, afterMs, error } = await outcome
  if (!acknowledged) throw new Error(`${text} was not acknowledged: ${error}`)
  const first = town.calls().slice(calls).find(isShown)?.at
  if (first === undefined) throw new Error(`${text} was answered without a call.`)
  await wait(Math.max(PAUSE_MS, town.platform === 'discord' ? DISCORD_ASK_MS - (clock() - start) : 0))
  return { acknowledged: afterMs, first: first - start }
}

/** Whether a call puts something before a reader. */
function isShown({ name, error }: { readonly name: string; readonly error?: string }): boolean {
  return error === undefined && /^chat\.post|^response_url$|callback$|messages$/u.test(name)
}

/** Milliseconds until what Discord offers while somebody types has come. */
async function typeAll(town: Emulator, typed: readonly string[]): Promise<number[]> {
  const times: number[] = []
  const warmUp = typed.slice(0, WARM_UP)
  for (const [n, text] of [...warmUp, ...typed].entries()) {
    const start = clock()
    await town
      .as('ana')
      .in(CHANNELS[0] ?? '')
      .suggest(`/story ${text}`)
    if (n >= warmUp.length) times.push(clock() - start)
    await wait(TYPE_EVERY_MS)
  }
  return times
}
