import { setTimeout as wait } from 'node:timers/promises'
import type { Call, Emulator, Seen } from '../../src/emulators/emulator.ts'
import type { KeptStep } from '../../src/store/step.ts'
import { CHANNELS, clock } from './town.ts'

/** Milliseconds of each ask, from the moment at which the person presses return. */
export interface Asked {
  readonly acknowledged: readonly number[]
  /** The first message has arrived at the platform. */
  readonly first: readonly number[]
  /** The last message of the thread has arrived. */
  readonly whole: readonly number[]
}

/** What is asked, and how many messages answer it. */
export type Question = readonly [text: string, messages: number]

const FINAL: ReadonlySet<string> = new Set(['posted', 'refused', 'in-doubt', 'dropped'])
const POST = /^chat\.postMessage$|^POST .*(?:callback|messages)$/u
/** So that the receipt of the last message is no part of the next ask. */
const PAUSE_MS = 20
/** The bot makes 45 calls a second at most on Discord, and discord.js alone 50, answers to interactions included. */
const DISCORD_CALL_MS = 23
/** On Slack a longer thread waits for the platform's one message a second. */
const MOST_MESSAGES = 3

/** Asks once for each text, leaving out those whose threads are longer than a burst; waits until the bot's outbox has nothing left to do, to learn how long each thread is. */
export async function learn(
  town: Emulator,
  texts: readonly string[],
  steps: () => Promise<readonly KeptStep[]>,
): Promise<readonly Question[]> {
  const questions: Question[] = []
  for (const [n, text] of texts.entries()) {
    const channel = channelFor(n)
    const { acknowledged, error } = await town.as('ana').in(channel).type(text)
    if (!acknowledged) throw new Error(`${text} was not acknowledged: ${error}`)
    const deadline = AbortSignal.timeout(10_000)
    while (!(await steps()).every(step => FINAL.has(step.state))) await wait(5, undefined, { signal: deadline })
    const messages = posts(town.seen(channel))
    if (messages > MOST_MESSAGES) continue
    if (messages < 3) throw new Error(`${text} was answered by ${messages} messages; a thread has at least three.`)
    questions.push([text, messages])
  }
  return questions
}

/** Asks `count` times, one ask after the other, each in another channel than the one before. */
export async function ask(town: Emulator, questions: readonly Question[], count: number): Promise<Asked> {
  const acknowledged: number[] = []
  const first: number[] = []
  const whole: number[] = []
  for (let n = 0; n < count; n += 1) {
    const question = questions[n % questions.length]
    if (question === undefined) throw new Error('There is nothing to ask.')
    const one = await askOnce(town, channelFor(n), question)
    acknowledged.push(one.acknowledged)
    first.push(one.first)
    whole.push(one.whole)
    await wait(Math.max(PAUSE_MS, one.restMs))
  }
  return { acknowledged, first, whole }
}

async function askOnce(town: Emulator, channel: string, [text, messages]: Question) {
  const seat = town.as('ana').in(channel)
  const before = town.calls().length
  const expected = posts(town.seen(channel)) + messages
  const start = clock()
  const outcome = seat.type(text)
  await town.until(channel, seen => posts(seen) >= expected)
  const { acknowledged, afterMs, error } = await outcome
  if (!acknowledged) throw new Error(`${text} was not acknowledged: ${error}`)
  const calls = town.calls().slice(before)
  const arrivals = calls.filter(isPost).map(call => call.at - start)
  const [first, last] = [arrivals[0], arrivals.at(-1)]
  if (first === undefined || last === undefined) throw new Error(`${text} was answered without a call.`)
  const pace = town.platform === 'discord' ? calls.length * DISCORD_CALL_MS : 0
  return { acknowledged: afterMs, first, whole: last, restMs: pace - (clock() - start) }
}

/** Whether the call has put a message before readers. */
export function isPost(call: Call): boolean {
  return call.error === undefined && POST.test(call.name)
}

function posts(messages: readonly Seen[]): number {
  return messages.filter(message => message.bot).length
}

function channelFor(n: number): string {
  return CHANNELS[n % CHANNELS.length] ?? ''
}
