import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultWorld } from '../../../src/emulators/slack/population.ts'
import type { SlackEmulator } from '../../../src/emulators/slack/slack-emulator.ts'
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
/** How much later it is than by the clock, in milliseconds. */
let later: number
beforeEach(async () => {
  later = 0
  const clock = () => Date.now() + later
  stage = await slackStage({ stories: storyDocument('ports'), now: clock, slack: { world: WORLD, now: clock } })
})
afterEach(() => stage.end())
const ana = (channel = 'news') => stage.emulator.as('ana').in(channel)

test.each([
  ['lobby', 'where the bot is not', () => undefined, '/invite @Counterpoint'],
  ['news', 'where apps may not post', () => stage.emulator.bar('news', 'posts'), 'Ask an admin'],
])('in #%s, %s, no digest is set, and who asks is told alone what to do', async (channel, _where, happens, remedy) => {
  happens()
  await ana(channel).type('/digest daily 08:30 Europe/Berlin')
  const seen = await stage.rest(channel)
  expect(posts(seen)).toEqual([])
  expect(asides(seen)[0]?.text).toContain(remedy)
})

test('who takes an hour to fill in the form is still answered, though the address for it is spent', async () => {
  await ana().type('/digest weekly mon 08:30 Europe/Berlin')
  await ana().type('/digest')
  await stage.rest('news')
  later += 3_600_000
  await ana().submit({ timezone: 'Europe/Berlin', day: ['Monday'] })
  const [told] = asides(await stage.rest('news'))
  expect([told?.onlyFor, told?.text]).toEqual(['ana', expect.stringContaining('already')])
})

test('the Home tab shows what was set in the channel that is chosen there', async () => {
  await ana().type('/story settings')
  await stage.rest('news')
  await ana().submit({ story: 'off' })
  await stage.rest('news')
  await stage.emulator.openHome('ana')
  await stage.rest('bot')
  await ana('bot').choose(String(stage.emulator.home('ana')?.id), 'home/channel', 'news')
  await stage.rest('bot')
  expect(JSON.stringify(stage.emulator.home('ana'))).toContain('Stories: off')
})
