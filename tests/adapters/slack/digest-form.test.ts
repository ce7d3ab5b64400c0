import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultWorld } from '../../../src/emulators/slack/population.ts'
import type { SlackEmulator } from '../../../src/emulators/slack/slack-emulator.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'
import type { Stage } from '../../walks/stage.ts'
import { asides, posts, slackStage, storyDocument } from '../../walks/stage.ts'

const WORLD = {
  ...defaultWorld,
  people: [
    { name: 'ana', manages: true, zone: 'Asia/Kathmandu' },
    { name: 'ben', manages: false },
  ],
}

let stage: Stage<SlackEmulator>
beforeEach(async () => {
  stage = await slackStage({ stories: storyDocument('ports'), slack: { world: WORLD } })
})
afterEach(() => stage.end())
const ana = (channel = 'news') => stage.emulator.as('ana').in(channel)

async function opened(): Promise<string> {
  await stage.rest('news')
  return JSON.stringify(stage.emulator.form('ana') ?? {})
}

test('the form knows the zone of whoever opens it, and the channel is told what was filled in', async () => {
  await ana().type('/digest')
  expect(await opened()).toContain('Asia/Kathmandu')
  expect(await ana().submit({ time: '17:05', day: ['Friday'], topics: ['Harbors'] })).toMatchObject({
    acknowledged: true,
  })
  const [told] = posts(await stage.rest('news'))
  for (const part of ['ana set a digest', '17:05 (Asia/Kathmandu)', 'Friday', 'Harbors', '/digest stop']) {
    expect(told?.text).toContain(part)
  }
})

test('what is changed in the form that Edit opens again is what counts', async () => {
  await ana().type('/digest daily 25:00 Europe/Berlin')
  const [wrong] = asides(await stage.rest('news'))
  await ana().press(wrong!.id, 'Edit')
  expect(await opened()).toContain('Europe/Berlin')
  await ana().submit({ time: '05:00' })
  expect(posts(await stage.rest('news'))[0]?.text).toContain('05:00 (Europe/Berlin)')
})

test('a story that is asked for counts as had by the channel, and not by who reads it alone', async () => {
  await ana().type('/story ports')
  await ana().type('/story ports only me')
  await stage.rest('news')
  await ana('lobby').type('/story ports')
  await stage.rest('lobby')
  const store = await openSqlite(stage.dataDir)
  const told = (channel: string) =>
    store.told({ lane: 'slack/T0EMULATOR', channel: stage.emulator.id(channel), since: 0 })
  const had = [await told('news'), await told('lobby')]
  await store.close()
  expect(had.map(one => one.map(({ story }) => story))).toEqual([['ports'], []])
})
