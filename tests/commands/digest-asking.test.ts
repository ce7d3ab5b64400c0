import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Seen } from '../../src/emulators/emulator.ts'
import type { Stage } from '../walks/stage.ts'
import { discordStage, posts, slackStage, storyDocument } from '../walks/stage.ts'

const STORIES = { ...storyDocument('ports', { topics: ['ukraine'] }), ...storyDocument('quays', { topics: ['gaza'] }) }

const platforms = [
  {
    platform: 'Slack',
    open: () => slackStage({ stories: STORIES }),
    many: (hour: string) =>
      `/digest mon,tue,wed,thu,sat ${hour}:30 America/Argentina/Buenos_Aires topics gaza, ukraine full 3 stories oldest 3 days`,
    spoken: '/digest “every friday evening at 8, Berlin, topics ukraine and gaza”',
    wrong: '/digest daily 25:00 Berlin topics ukrane',
    mended: { time: '07:00', topics: ['Ukraine'] },
  },
  {
    platform: 'Discord',
    open: () => discordStage({ stories: STORIES }),
    many: (hour: string) =>
      `/digest weekly day:mon,tue,wed,thu,sat time:${hour}:30 timezone:America/Argentina/Buenos_Aires topics:gaza, ukraine layout:full stories:3 oldest:3`,
    spoken: '/digest weekly day:every friday time:8 in the evening timezone:Berlin, Germany topics:ukraine and gaza',
    wrong: '/digest daily time:25:00 timezone:Berlin topics:ukrane',
    mended: { time: '07:00', topics: 'Ukraine' },
  },
] as const

describe.each(platforms)('On $platform', ({ open, many, spoken, wrong, mended }) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await open()
  })
  afterAll(() => stage.end())
  const ana = (channel = 'news') => stage.emulator.as('ana').in(channel)

  /** What only Ana reads after something was typed. */
  async function aside(text: string, channel = 'news'): Promise<readonly Seen[]> {
    const before = new Set(stage.emulator.seen(channel).map(({ id }) => id))
    await ana(channel).type(text)
    return (await stage.rest(channel)).filter(({ id, onlyFor }) => onlyFor === 'ana' && !before.has(id))
  }

  test('of ten long digests the list is one message with one row of buttons, and each can be found to change it', async () => {
    for (let hour = 10; hour < 20; hour++) await ana().type(many(String(hour)))
    const [list, ...more] = await aside('/digest list')
    expect([list?.buttons.map(({ label }) => label), more]).toEqual([['Pause', 'Edit', 'Stop'], []])
    await ana().press(list!.id, 'Edit')
    const which = (await stage.rest('news')).find(({ text }) => text.startsWith('Which digest is to be changed?'))
    expect(which?.buttons[9]?.label).toBe('10 · Mon, Tue, Wed, Thu, Sat 19:30')
    await ana().press(which!.id, '10 · Mon, Tue, Wed, Thu, Sat 19:30')
    await stage.rest('news')
    await ana().submit({ time: '21:15' })
    expect(posts(await stage.rest('news')).at(-1)?.text).toContain(
      'at 21:15 (America/Argentina/Buenos_Aires), at most 3',
    )
  })

  test('what is typed as it is said is understood', async () => {
    await ana('general').type(spoken)
    expect(posts(await stage.rest('general'))[0]?.text).toContain(
      'every Friday at 20:00 (Europe/Berlin), at most 5 stories, about Gaza and Ukraine',
    )
  })

  test('what was wrong is mended in the form that Edit opens', async () => {
    const [answer] = await aside(wrong, 'desk')
    await ana('desk').press(answer!.id, 'Edit')
    await stage.rest('desk')
    await ana('desk').submit(mended)
    expect(posts(await stage.rest('desk'))[0]?.text).toContain(
      'every day at 07:00 (Europe/Berlin), at most 5 stories, about Ukraine',
    )
  })
})
