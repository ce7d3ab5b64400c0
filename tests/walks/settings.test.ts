import { afterEach, describe, expect, test } from 'vitest'
import type { Seat } from '../../src/emulators/emulator.ts'
import type { Stage } from './stage.ts'
import { asides, discordStage, outline, posts, slackStage, storyDocument } from './stage.ts'

const STORIES = { ...storyDocument('ports'), ...storyDocument('quays') }

let stage: Stage
afterEach(() => stage.end())
/** May manage the space. */
const ana = (channel = 'news') => stage.emulator.as('ana').in(channel)
const ben = (channel = 'news') => stage.emulator.as('ben').in(channel)

const platforms = [
  { platform: 'Slack', open: slackStage, typed: '/story settings' },
  { platform: 'Discord', open: discordStage, typed: '/story query:settings' },
] as const

describe.each(platforms)('On $platform', ({ open, typed }) => {
  async function set(who: Seat, values: Readonly<Record<string, string>>): Promise<void> {
    await who.type(typed)
    await stage.rest('news')
    expect(await who.submit(values)).toMatchObject({ acknowledged: true })
    await stage.rest('news')
  }

  async function lastAside(channel = 'news'): Promise<string> {
    return asides(await stage.rest(channel)).at(-1)?.text ?? ''
  }

  test('who manages the channel sets it in a form, and is told alone what is set now', async () => {
    stage = await open({ stories: STORIES })
    await set(ana(), { story: 'private', cooldown: '300', repeat: '0' })
    const [answer] = asides(await stage.rest('news'))
    expect(answer?.onlyFor).toBe('ana')
    expect(answer?.text).toContain('Stories: shown to the asker alone')
    expect(answer?.text).toContain('Pause between two posts: 5 minutes')
    expect(answer?.text).toContain('Same story not again for: none')
  })

  test('the button under it opens the form again', async () => {
    stage = await open({ stories: STORIES })
    await set(ana(), { story: 'private' })
    const [answer] = asides(await stage.rest('news'))
    await ana().press(answer!.id, 'Change')
    await stage.rest('news')
    await ana().submit({ story: 'off' })
    expect(await lastAside()).toContain('Stories: off')
  })

  test('who may not is told so alone, and no form opens', async () => {
    stage = await open({ stories: STORIES })
    await ben().type(typed)
    expect(await lastAside()).toBe('You may not change the settings of this channel. Ask somebody who manages it.')
    await expect(ben().submit({ story: 'off' })).rejects.toThrow(/form/u)
  })

  test('where the file lets every member, every member may', async () => {
    stage = await open({ stories: STORIES, manners: 'settings: members' })
    await set(ben(), { story: 'off' })
    expect(await lastAside()).toContain('Stories: off')
  })

  test('what is set in one channel counts there only', async () => {
    stage = await open({ stories: STORIES })
    await set(ana(), { story: 'off' })
    await ben('general').type('/story ports')
    expect(outline(await stage.rest('general'))).toHaveLength(3)
  })

  test('off: who asks is told alone who can switch it on', async () => {
    stage = await open({ stories: STORIES, manners: 'defaults: { story: off }' })
    await ben().type('/story ports')
    const seen = await stage.rest('news')
    expect([posts(seen), asides(seen).map(message => message.text)]).toEqual([
      [],
      [
        'Stories are switched off in this channel. To switch them on, somebody who manages it can type /story settings.',
      ],
    ])
  })

  test('off: what stands in the channel already stays readable', async () => {
    stage = await open({ stories: STORIES })
    await ben().type('/story ports')
    const [root] = posts(await stage.rest('news'))
    await set(ana(), { story: 'off' })
    await ben().press(root!.id, 'Both sides')
    expect(await lastAside()).toContain('The Quay Herald')
  })

  test('private: everybody is answered alone, and nothing can be posted from there', async () => {
    stage = await open({ stories: STORIES, manners: 'defaults: { story: private }' })
    await ben().type('/story ports')
    const seen = await stage.rest('news')
    const [page] = asides(seen)
    expect([posts(seen).length, page?.text.includes('The harbor was closed on Friday.')]).toEqual([0, true])
    expect(page?.buttons.map(button => button.label)).not.toContain('Post it here')
  })

  test('private: a story that is chosen from the list is shown alone too', async () => {
    stage = await open({ stories: STORIES, manners: 'defaults: { story: private }' })
    await ben().type('/story')
    const [offer] = asides(await stage.rest('news'))
    await ben().press(offer!.id, offer!.buttons[0]!.id)
    const seen = await stage.rest('news')
    expect([posts(seen).length, asides(seen).at(-1)?.text.includes('The harbor was closed')]).toEqual([0, true])
  })

  test('a cool-down answers alone with when the next post is possible, and the story can be read there', async () => {
    stage = await open({ stories: STORIES, manners: 'defaults: { cooldown: 600 }' })
    await ben().type('/story ports')
    await stage.rest('news')
    await ana().type('/story quays')
    const seen = await stage.rest('news')
    const [answer] = asides(seen)
    expect([outline(seen).length, answer?.text]).toEqual([
      3,
      expect.stringContaining('The next one can be posted in 10 minutes.'),
    ])
    await ana().press(answer!.id, 'Read it alone')
    expect(await lastAside()).toContain('The harbor of quays is closed')
  })

  test('after the cool-down the next story is posted', async () => {
    let later = 0
    stage = await open({ stories: STORIES, manners: 'defaults: { cooldown: 600 }', now: () => Date.now() + later })
    await ben().type('/story ports')
    await stage.rest('news')
    later = 601_000
    await ana().type('/story quays')
    expect(outline(await stage.rest('news'))).toHaveLength(6)
  })

  test('a form that is delivered twice is kept and answered once', async () => {
    stage = await open({ stories: STORIES })
    await ana().type(typed)
    await stage.rest('news')
    stage.emulator.fail({ kind: 'duplicate' })
    await ana().submit({ story: 'off' })
    expect(asides(await stage.rest('news'))).toHaveLength(1)
  })

  test('settings belong to channels: a direct message says so', async () => {
    stage = await open({ stories: STORIES, manners: 'defaults: { story: off }' })
    await ana('bot').type(typed)
    expect((await stage.rest('bot')).at(-1)?.text).toBe('Settings belong to a channel. Ask there.')
  })
})

test('on Slack a mention, which can open no form, is answered with what is set and a button', async () => {
  stage = await slackStage({ stories: STORIES })
  await ana().mention('settings')
  const [answer] = asides(await stage.rest('news'))
  await ana().press(answer!.id, 'Change')
  await stage.rest('news')
  expect(await ana().submit({ story: 'off' })).toMatchObject({ acknowledged: true })
})

test('on Slack a form that is asked for too late is replaced by what is set and a button', async () => {
  stage = await slackStage({ stories: STORIES })
  stage.emulator.fail({ kind: 'rate-limit', on: 'views.open', afterMs: 3_100 })
  await ana().type('/story settings')
  const [answer] = asides(await stage.rest('news'))
  expect([answer?.text.includes('Stories: posted for everybody'), answer?.buttons.map(one => one.label)]).toEqual([
    true,
    ['Change'],
  ])
})

test('on Discord a thread has the settings of its channel', async () => {
  stage = await discordStage({ stories: STORIES })
  await ben().type('/story ports')
  const [root] = posts(await stage.rest('news'))
  await ana().type('/story query:settings')
  await stage.rest('news')
  await ana().submit({ story: 'off' })
  await stage.emulator.as('ben').in('news', root!.id).type('/story quays')
  expect(outline(await stage.rest('news'))).toHaveLength(3)
})

test('on Discord, where nobody types it blindly, it is completed', async () => {
  stage = await discordStage({ stories: STORIES })
  const offered = await ana().suggest('/story sett')
  expect(offered[0]).toEqual({ name: 'settings of this channel', value: 'settings' })
})
