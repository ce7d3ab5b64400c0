import { expect, test } from 'vitest'
import type { Answer } from '../../src/commands/command.ts'
import { openDesk } from '../../src/commands/desk.ts'
import type { EditionPost } from '../../src/schedule/edition-post.ts'
import type { NewStep } from '../../src/store/step.ts'
import type { Tells } from '../../src/store/subscription.ts'
import { NOW, newsStory, openChannel, textOf } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const store = await storeForFile()

/** The newest first, as a digest has them. */
const NAMES = Array.from({ length: 7 }, (_, n) => `of-2026-11-${22 - n}`)

const tellsOf = ({ threads }: EditionPost): readonly Tells[] => threads.flatMap(({ tells }) => tells)

function rootOf(key: string, channel: string, tells: readonly Tells[]): NewStep {
  return { key, kind: 'post', lane: 'slack/T', channel, payload: '{}', expiresAt: NOW + 1, tells }
}

/** Asks for a digest now of that many stories; whenever one is to be kept, somebody else tells `first` some of what it holds. */
async function askWhile(many: number, first: (stories: readonly Tells[], time: number) => readonly Tells[]) {
  const stories = NAMES.slice(0, many).map(name => newsStory(name, name.slice(3)))
  const channel = openChannel(store, { stories })
  const answers: Answer[] = []
  let times = 0
  const desk = openDesk({
    commands: [channel.command],
    delivery: {
      async take(claim, steps, terms) {
        times += 1
        const tells = first(
          steps.flatMap(step => step.tells ?? []),
          times,
        )
        if (tells.length > 0) {
          const key = `${channel.channel}/tick-${times}`
          await store.take(key, [rootOf(key, channel.channel, tells)], NOW)
        }
        return store.take(claim, steps, NOW, terms)
      },
    },
    queue: { channel: 100, installation: 100 },
    note: () => Promise.resolve(undefined),
  })
  const taken = await desk.take(channel.asked({ say: 'now' }), answer => {
    answers.push(answer)
    return answer.kind === 'edition' ? [rootOf(answer.post.id, channel.channel, tellsOf(answer.post))] : []
  })
  const mine = (await store.steps()).filter(({ key }) => key.startsWith(`now/${channel.channel}/`))
  return { taken, answers, mine }
}

const storiesOf = (answer: Answer | undefined) =>
  answer?.kind === 'edition' ? tellsOf(answer.post).map(({ story }) => story) : []

test('a story that the clock tells at the same moment is left out, and the others are posted', async () => {
  const { taken, answers, mine } = await askWhile(3, (stories, time) => (time === 1 ? stories.slice(0, 1) : []))
  expect([taken, answers.map(storiesOf), mine.length]).toEqual([
    { taken: true, answer: 'edition' },
    [NAMES.slice(0, 3), NAMES.slice(1, 3)],
    1,
  ])
})

test('who asks while the clock tells all of them is told that there is nothing new', async () => {
  const { taken, answers, mine } = await askWhile(3, (stories, time) => (time === 1 ? stories : []))
  expect([taken, answers.map(({ kind }) => kind), textOf(answers.at(-1)), mine]).toEqual([
    { taken: true, answer: 'message' },
    ['edition', 'message'],
    'There is nothing new: no story fits that was not told here already.',
    [],
  ])
})

test('who loses again and again is told to ask again, and nothing is told twice', async () => {
  const { taken, answers, mine } = await askWhile(7, stories => stories.slice(0, 1))
  expect([taken.taken, answers.length, textOf(answers.at(-1)), mine]).toEqual([
    true,
    6,
    'Stories are being posted here at this very moment. Nothing else was posted: ask again in a minute.',
    [],
  ])
})

/** A digest at 08:30; whoever does that with it is overtaken by somebody else's stop at the last moment. */
async function doWhileStopped(words: Readonly<Record<string, string>>) {
  const channel = openChannel(store)
  await channel.type('daily 08:30')
  const kept = () => store.subscriptions({ lane: 'slack/T', channel: channel.channel })
  const id = (await kept())[0]?.id ?? ''
  let others = 1
  const desk = openDesk({
    commands: [channel.command],
    delivery: {
      async take(claim, steps, terms) {
        if (others > 0) await store.take(`${claim}/stop`, [], NOW, { changes: [{ kind: 'unsubscribe', id }] })
        others -= 1
        return store.take(claim, steps, NOW, terms)
      },
    },
    queue: { channel: 100, installation: 100 },
    note: () => Promise.resolve(undefined),
  })
  const answers: Answer[] = []
  await desk.take(channel.asked(words), answer => {
    answers.push(answer)
    return []
  })
  return { answer: textOf(answers.at(-1)), left: await kept() }
}

test('who pauses a digest that somebody else stops at the same moment is told that there is none, and it stays stopped', async () => {
  const { answer, left } = await doWhileStopped({ say: 'pause 3 days' })
  expect([answer.split('\n')[0], left]).toEqual([expect.stringMatching(/^No digest is set here\./u), []])
})

test('who types a digest anew that somebody else stops at the same moment sets a new one, and everybody reads so', async () => {
  const { answer, left } = await doWhileStopped({ say: 'daily 08:30 at most 3 stories' })
  expect([answer.split(':')[0], left.length]).toEqual(['ana set a digest for this channel', 1])
})
