import { describe, expect, test } from 'vitest'
import type { AtEnd } from '../cli/program.ts'
import { expected, newsOf, shown } from './digest-shown.ts'
import { EVENING, morning } from './digest-stage.ts'
import { asides, discordStage, posts, slackStage } from './stage.ts'

const NAME = 'headlines'

/** A clock that can be set. */
function clock() {
  let ahead = EVENING - Date.now()
  return {
    now: () => Date.now() + ahead,
    set(to: number) {
      ahead = to - Date.now()
    },
  }
}

const platforms = [
  {
    platform: 'Slack',
    daily: `/${NAME} daily 08:30 Europe/Berlin`,
    open: (now: () => number) => slackStage({ ...options(now), slack: { now, commands: ['/story', `/${NAME}`] } }),
  },
  {
    platform: 'Discord',
    daily: `/${NAME} daily time:08:30 timezone:Europe/Berlin`,
    open: (now: () => number) => discordStage({ ...options(now), discord: { now } }),
  },
] as const

function options(now: () => number) {
  return { stories: newsOf(1, 1), manners: `commands: { digest: ${NAME} }`, now }
}

describe.each(platforms)('On $platform, where digests have another name,', ({ open, daily }) => {
  async function begun(atEnd: AtEnd) {
    const time = clock()
    const stage = await open(time.now)
    atEnd(() => stage.end())
    const say = async (text: string) => {
      await stage.emulator.as('ana').in('news').type(text)
      return stage.rest('news')
    }
    return { stage, time, say }
  }

  test.concurrent('one is set by it and comes', async ({ onTestFinished: atEnd }) => {
    const { stage, time, say } = await begun(atEnd)
    const before = posts(await say(daily))
    time.set(morning(1))
    await stage.app.tick(time.now())
    const after = posts(await stage.rest('news')).slice(before.length)
    expect([before.length, shown(after)]).toEqual([1, expected('compact', stage.emulator.id('news'), 1, 1)])
  })

  test.concurrent('all that is said of digests calls them so, and none is called otherwise', async ({
    onTestFinished: atEnd,
  }) => {
    const { stage, say } = await begun(atEnd)
    await say(daily)
    for (const text of ['help', 'list', 'now', 'preview']) await say(`/${NAME} ${text}`)
    await say('/story help')
    const texts = (await stage.rest('news')).filter(({ bot }) => bot).map(({ text }) => text)
    expect([
      texts.filter(text => text.includes(`/${NAME}`)).length > 2,
      texts.filter(text => text.includes('/digest')),
    ]).toEqual([true, []])
  })

  test.concurrent('its buttons work', async ({ onTestFinished: atEnd }) => {
    const { stage, say } = await begun(atEnd)
    await say(daily)
    const list = asides(await say(`/${NAME} list`)).at(-1)
    await stage.emulator.as('ana').in('news').press(list!.id, 'Stop')
    const listed = asides(await say(`/${NAME} list`)).at(-1)
    expect([list?.text, listed?.text]).toEqual([
      expect.stringContaining('Every day at 08:30'),
      expect.stringContaining(`No digest is set here. To set one, type /${NAME} daily`),
    ])
  })
})
