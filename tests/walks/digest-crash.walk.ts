import { expect, test } from 'vitest'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { countsOfRefused, killAtEach } from './digest-crash.ts'
import { ROADS } from './digest-fault.ts'
import { newsOf } from './digest-shown.ts'
import { openOn } from './digest-stage.ts'

test.concurrent.each(ROADS)(
  'on $platform a $layout digest whose bot is killed after each call and each write is whole, and stands there once',
  async ({ platform, layout, calls }) => {
    const { kills, lost, doubled } = await killAtEach(platform, layout)
    process.stdout.write(`${platform}, ${layout}: ${kills} kills, lost ${lost}, doubled ${doubled}\n`)
    expect([kills > calls, lost, doubled]).toEqual([true, 0, 0])
  },
  300_000,
)

test.concurrent('on Slack each digest of an archived channel is counted once, after which write ever the bot is killed', async () => {
  const stage = openOn(startSlack, newsOf(1, 1))
  const points = [
    ['write', 1],
    ['write', 2],
    ['refusal', 1],
  ] as const
  expect(await countsOfRefused(stage, emulator => emulator.archive('news'), points)).toEqual([1, 2, 3])
})

test.concurrent('on Discord each digest of a channel that is gone is counted once, although the bot is killed after its last refusal', async () => {
  const stage = openOn(startDiscord, newsOf(1, 1))
  // Its root is refused, and then that of its story alone.
  const last = ['refusal', 2] as const
  expect(await countsOfRefused(stage, emulator => emulator.removeChannel('news'), [last, last, last])).toEqual([
    1, 2, 3,
  ])
})
