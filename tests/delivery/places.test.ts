import { expect, test } from 'vitest'
import { startDelivery } from '../../src/delivery/deliver.ts'
import { openAppetite } from '../../src/delivery/places.ts'
import { sqliteHome } from '../store/sqlite-home.ts'
import { OWNER, step, T0 } from '../store/steps.ts'
import { openTown } from './town.ts'

/** A delivery of four places; Slack answers when it is told to, Discord at once. */
async function openPlaces(making: () => boolean = () => false) {
  const home = sqliteHome()
  const store = await home.open()
  const answered = Promise.withResolvers<'lands'>()
  const slack = openTown({ weather: () => answered.promise })
  const discord = openTown({ weather: () => 'lands' })
  const delivery = startDelivery({
    store,
    carriers: new Map([
      ['slack', slack.carrier],
      ['discord', { ...discord.carrier, platform: 'discord' }],
    ]),
    owner: OWNER,
    now: () => T0,
    told: () => undefined,
    failed: error => {
      throw error
    },
    making,
    most: 4,
  })
  return {
    store,
    slack,
    discord,
    delivery,
    answer: () => answered.resolve('lands'),
    async end() {
      answered.resolve('lands')
      await delivery.close()
      await store.close()
      await home.remove()
    },
  }
}

test('a platform whose places are all taken leaves those of another alone', async () => {
  const { store, slack, discord, delivery, answer, end } = await openPlaces()
  const slow = Array.from({ length: 8 }, (_, n) => step(`slack ${n}`, { channel: `c${n}` }))
  await store.take('slow', slow, T0)
  await store.take('quick', [step('a', { lane: 'discord/1' }), step('b', { lane: 'discord/1' })], T0)
  delivery.nudge()
  await expect.poll(() => discord.posted.length).toBe(2)
  const besides = slack.calls.length
  answer()
  await delivery.idle(1_000)
  expect([besides, slack.posted.length]).toEqual([4, 8])
  await end()
})

test('while digests are made their replies wait, and go when all are made', async () => {
  let making = true
  const { store, discord, delivery, end } = await openPlaces(() => making)
  const root = step('root', { lane: 'discord/1' })
  await store.take('edition/s1@2026-12-01T08:30', [root, step('side', { lane: 'discord/1', under: 'root' })], T0)
  delivery.nudge()
  await delivery.idle(1_000)
  const meanwhile = discord.posted.map(({ key }) => key)
  making = false
  delivery.nudge()
  await delivery.idle(1_000)
  expect([meanwhile, discord.posted.map(({ key }) => key)]).toEqual([['root'], ['root', 'side']])
  await end()
})

test('as many are asked for as there are places, until some of them may not go', () => {
  const appetite = openAppetite()
  const asked: number[] = []
  for (const went of [128, 3, 8, 16, 20]) {
    const most = appetite.of('discord', 128)
    asked.push(most)
    appetite.fed('discord', most, went)
  }
  expect([asked, appetite.of('slack', 128), appetite.of('discord', 5)]).toEqual([[128, 128, 8, 16, 32], 128, 5])
})
