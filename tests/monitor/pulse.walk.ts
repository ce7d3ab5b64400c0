import { afterEach, expect, test } from 'vitest'
import { judgeHealth } from '../../src/monitor/health.ts'
import type { Stage } from '../walks/stage.ts'
import { discordStage, slackStage } from '../walks/stage.ts'

let stage: Stage | undefined
afterEach(() => stage?.end())

test.each([
  { platform: 'slack', open: slackStage },
  { platform: 'discord', open: discordStage },
] as const)(
  'on $platform the bot is well, not well while it is cut off, and well again',
  async ({ platform, open }) => {
    const opened = await open()
    stage = opened
    const { app, emulator } = opened
    const problems = () => judgeHealth(app.watch, {}, Date.now()).problems
    await app.tick(Date.now())
    await expect.poll(problems).toEqual([])
    emulator.fail({ kind: 'disconnect', announced: false })
    const patience = { timeout: 20_000, interval: 5 }
    await expect.poll(problems, patience).toEqual([expect.stringMatching(/ is not connected\.$/u)])
    await expect.poll(problems, patience).toEqual([])
    await emulator.as('ben').in('news').type('/story north-korea')
    await opened.rest('news')
    const seen = app.watch.connections().get(platform)
    const [acknowledged = Number.NaN] = app.watch.acknowledgements.get(platform)?.drain() ?? []
    expect([seen?.reconnects, (seen?.posts.posted ?? 0) >= 3, seen?.lastEventAt, acknowledged < 3_000]).toEqual([
      1,
      true,
      expect.any(Number),
      true,
    ])
  },
)
