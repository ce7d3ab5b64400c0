import { expect, test } from 'vitest'
import type { Stage } from './stage.ts'
import { asides, discordStage, slackStage, storyDocument } from './stage.ts'

/** In UTC it is 14 November, in Kiritimati 15 November, in Niue 13 November. */
const NOW = Date.UTC(2026, 10, 14, 10, 30)
const now = () => NOW
const TOLD = { ...storyDocument('ports', { date: '2026-11-14' }), ...storyDocument('quays', { date: '2026-11-10' }) }
const WORLD = {
  people: [{ name: 'ana', zone: 'Pacific/Kiritimati' }, { name: 'ben' }, { name: 'eva', zone: 'Pacific/Niue' }],
  channels: [{ name: 'news', kind: 'text' as const }],
}

/** What stands behind the day of the story of today, and of that of four days ago, for whoever asks alone. */
async function agesOf(stage: Stage, person: string): Promise<readonly (string | undefined)[]> {
  for (const story of ['ports', 'quays']) await stage.emulator.as(person).in('news').type(`/story ${story} only me`)
  const seen = asides(await stage.rest('news')).filter(message => message.onlyFor === person)
  return seen.map(({ text }) => /^.*\b2026(?: · ([^·\n]*?))?(?: ·)? Asked by/mu.exec(text)?.[1])
}

const AGES = ['today', '4 days ago']

test.concurrent('on Slack a story is as old as in UTC, and nobody waits until Slack has told their zone', async ({
  onTestFinished,
}) => {
  const stage = await slackStage({ stories: TOLD, now, slack: { now, world: WORLD } })
  onTestFinished(() => stage.end())
  expect([await agesOf(stage, 'ana'), await agesOf(stage, 'ben'), await agesOf(stage, 'eva')]).toEqual([
    AGES,
    AGES,
    AGES,
  ])
  expect(stage.emulator.calls().filter(({ name }) => name === 'users.info')).toEqual([])
})

test.concurrent('on Discord, which tells nobody’s zone, as old as in UTC too', async ({ onTestFinished }) => {
  const stage = await discordStage({ stories: TOLD, now, discord: { now, world: WORLD } })
  onTestFinished(() => stage.end())
  expect(await agesOf(stage, 'eva')).toEqual(AGES)
})
