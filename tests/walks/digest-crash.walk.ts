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
  // It is kept, its root is leased, and that is refused.
  expect(await countsOfRefused(stage, emulator => emulator.archive('news'), [1, 2, 3])).toEqual({
    kills: 3,
    counted: [1, 2, 3],
  })
})

test.concurrent('on Discord each digest of a channel that is gone is counted once, although the bot is killed after its last refusal', async () => {
  const stage = openOn(startDiscord, newsOf(1, 1))
  // It is kept, its root is leased and refused, then its story's own.
  expect(await countsOfRefused(stage, emulator => emulator.removeChannel('news'), [5, 5, 5])).toEqual({
    kills: 3,
    counted: [1, 2, 3],
  })
})
