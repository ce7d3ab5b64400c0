import { expect, test } from 'vitest'
import type { Answer } from '../../src/commands/command.ts'
import { openDesk } from '../../src/commands/desk.ts'
import type { EditionPost } from '../../src/schedule/edition-post.ts'
import type { NewStep } from '../../src/store/step.ts'
import { came } from './digest-came.ts'
import { NOW, newsStory, only, openChannel, textOf } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const store = await storeForFile()

/** The step that tells the stories, as adapters plan it. */
function rootOf({ id, threads, subscription, expiresAt }: EditionPost): NewStep {
  const { lane, channel } = subscription
  const tells = threads.flatMap(thread => thread.tells)
  return { key: `${id}/root`, kind: 'post', lane, channel, payload: '{}', expiresAt, tells }
}

/** A channel in which all is asked at the same moment; gives what each is answered. */
function openCrowd() {
  const channel = openChannel(store, { stories: [newsStory('ports', '2026-11-20')] })
  const desk = openDesk({
    commands: [channel.command],
    delivery: { take: (claim, steps, terms) => store.take(claim, steps, NOW, terms) },
    queue: { channel: 100, installation: 100 },
    note: () => Promise.resolve(undefined),
  })
  async function ask(say: string, id: string): Promise<Answer[]> {
    const answers: Answer[] = []
    await desk.take(channel.asked({ say }, { id }), answer => {
      answers.push(answer)
      return answer.kind === 'edition' ? [rootOf(answer.post)] : []
    })
    return answers
  }
  const all = async (...said: readonly string[]) =>
    (await Promise.all(said.map((say, nth) => ask(say, `person-${nth}`)))).flat()
  return { channel, all }
}

test('of three people who set the same digest at one moment, two hear that the channel has it', async () => {
  const { channel, all } = openCrowd()
  const answers = await all('daily 08:30', 'daily 8:30am Berlin', 'every day 08:30')
  const already = answers.filter(answer => textOf(answer).startsWith('That digest is set already'))
  expect([answers.length, already.length, (await channel.kept()).length]).toEqual([3, 2, 1])
})

test('two people who ask for a digest now at one moment get one', async () => {
  const answers = await openCrowd().all('now', 'now')
  expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['edition', 'message'])
})

test('two different ones set at one moment are both set', async () => {
  const { channel, all } = openCrowd()
  const answers = await all('daily 08:30', 'daily 18:00')
  expect([answers.map(({ kind }) => kind), (await channel.kept()).length]).toEqual([['notice', 'notice'], 2])
})

test('one that is stopped while it is paused stays stopped', async () => {
  const { channel, all } = openCrowd()
  await channel.type('daily 08:30')
  await all('stop', 'pause 3 days')
  expect(await channel.kept()).toEqual([])
})

test('two processes that set the same one at one moment keep one', async () => {
  const channel = openChannel(store)
  const answers = await Promise.all([
    channel.command.answer(channel.asked({ say: 'daily 08:30 topics gaza, ukraine' })),
    channel.command.answer(channel.asked({ say: 'daily 08:30 topics ukraine, gaza full' }, { id: 'ben' })),
  ])
  for (const [nth, answer] of answers.entries()) {
    const changes = 'changes' in answer ? (answer.changes ?? []) : []
    await store.take(`${channel.channel}/process-${nth}`, [], NOW, { changes })
  }
  expect(await channel.kept()).toHaveLength(1)
})

test('one that was stopped and is set again has none of the editions of the one before', async () => {
  const channel = openChannel(store)
  await channel.type('daily 08:30')
  await came(store, channel, 'nothing-new')
  await channel.type('stop')
  await channel.type('daily 08:30')
  expect(await store.editions(only(await channel.kept()).id, 1)).toEqual([])
})

test('a digest that was moved to another hour makes room for another one at its old hour', async () => {
  const channel = openChannel(store)
  await channel.type('daily 08:30')
  const { id } = only(await channel.kept())
  const words = { time: '09:00', timezone: 'Berlin', day: 'daily' }
  await channel.press({ command: 'digest', words: ['', id, 'save'], visibility: 'only-me' }, {}, words)
  await channel.type('daily 08:30')
  const hours = (await channel.kept()).map(one => one.nextNominal?.slice(11))
  expect(new Set(hours)).toEqual(new Set(['08:30', '09:00']))
})
