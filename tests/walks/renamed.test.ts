import { afterEach, describe, expect, test } from 'vitest'
import type { Stage } from './stage.ts'
import { asides, discordStage, outline, posts, slackStage, storyDocument } from './stage.ts'

const options = { stories: storyDocument('ports'), manners: 'commands: { story: news }' }

let stage: Stage
afterEach(() => stage.end())
const ben = () => stage.emulator.as('ben').in('news')

const platforms = [
  { platform: 'Slack', open: () => slackStage({ ...options, slack: { commands: ['/news', '/story'] } }) },
  { platform: 'Discord', open: () => discordStage(options) },
] as const

describe.each(platforms)('On $platform', ({ open }) => {
  test('the story is asked for by the other name', async () => {
    stage = await open()
    await ben().type('/news ports')
    expect(outline(await stage.rest('news'))).toHaveLength(3)
  })

  test('its buttons work', async () => {
    stage = await open()
    await ben().type('/news ports')
    const [root] = posts(await stage.rest('news'))
    await ben().press(root!.id, 'Both sides')
    expect(asides(await stage.rest('news'))[0]?.text).toContain('The Quay Herald')
  })

  test('help and lists give examples with that name', async () => {
    stage = await open()
    await ben().type('/news help')
    await ben().type('/news')
    const texts = asides(await stage.rest('news')).map(message => message.text)
    expect(texts.map(text => [text.includes('/news north-korea'), text.includes('/story')])).toEqual([
      [true, false],
      [true, false],
    ])
  })
})

test('on Slack the former name works as long as Slack offers it, also in a mention', async () => {
  stage = await platforms[0].open()
  await ben().type('/story help')
  await ben().mention('/story help')
  await ben().mention('/news help')
  const texts = asides(await stage.rest('news')).map(message => message.text)
  expect(texts.map(text => text.includes('/news north-korea'))).toEqual([true, true, true])
})

test('on Discord the other name is completed too, and the former one is gone', async () => {
  stage = await platforms[1].open()
  const offered = await ben().suggest('/news harb')
  expect(offered.map(choice => choice.value)).toContain('ports')
  expect(await ben().type('/story ports')).toMatchObject({ acknowledged: false })
})
