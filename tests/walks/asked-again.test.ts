import { afterEach, describe, expect, test } from 'vitest'
import type { Stage } from './stage.ts'
import { asides, discordStage, outline, posts, slackStage, storyDocument } from './stage.ts'

const PORTS = storyDocument('ports')
const MINUTE = 60_000

let stage: Stage
afterEach(() => stage.end())
const ben = () => stage.emulator.as('ben').in('news')
const ana = () => stage.emulator.as('ana').in('news')

const platforms = [
  { platform: 'Slack', open: slackStage },
  { platform: 'Discord', open: discordStage },
] as const

describe.each(platforms)('On $platform', ({ open }) => {
  /** The story stands in #news since so many minutes. */
  async function postedBefore(minutes: number): Promise<void> {
    let later = 0
    stage = await open({ stories: PORTS, now: () => Date.now() + later })
    await ben().type('/story ports')
    await stage.rest('news')
    later = minutes * MINUTE
  }

  test('a story that stands here since 20 minutes is not posted again: the asker is told where it is', async () => {
    await postedBefore(20)
    await ana().type('/story harbors')
    const seen = await stage.rest('news')
    const [answer] = asides(seen)
    expect([outline(seen).length, answer?.onlyFor]).toEqual([3, 'ana'])
    expect(answer?.text).toMatch(/^This was posted here (?:19|20) minutes ago\. See the post/u)
  })

  test('the link leads to the thread', async () => {
    await postedBefore(1)
    await ana().type('/story ports')
    const seen = await stage.rest('news')
    const root = posts(seen)[0]!
    const address =
      stage.emulator.platform === 'slack'
        ? `https://emulated-newsroom.slack.com/archives/${root.channel}/p${root.id.replace('.', '')}`
        : new RegExp(`^https://discord\\.com/channels/\\d+/${root.id}$`, 'u')
    expect(asides(seen)[0]?.links).toEqual([
      { label: 'See the post', url: typeof address === 'string' ? address : expect.stringMatching(address) },
    ])
  })

  test('what a digest told stands here too: the asker is told where', async () => {
    stage = await open({ stories: { ...PORTS, ...storyDocument('quays') } })
    await ana().type('/digest now')
    await stage.rest('news')
    await ben().type('/story ports')
    const seen = await stage.rest('news')
    const root = posts(seen)[0]!
    const [answer] = asides(seen).filter(message => message.onlyFor === 'ben')
    expect([posts(seen).length, answer?.text.startsWith('This was posted here ')]).toEqual([7, true])
    expect(answer?.links[0]?.url).toContain(root.id.replace('.', ''))
  })

  test('who asks for a story that was edited since is told so, and reads it as it is now', async () => {
    stage = await open({ stories: PORTS })
    await ben().type('/story ports')
    await stage.rest('news')
    await stage.put(storyDocument('ports', { title: 'The harbor is open again' }))
    await ana().type('/story ports')
    const [answer] = asides(await stage.rest('news'))
    expect(answer?.text).toContain('; the story has changed since. See the post')
    await ana().press(answer!.id, 'Post it anyway')
    expect(outline(await stage.rest('news'))).toContain('The harbor is open again')
  })

  test('“Post it anyway” posts it anyway, once', async () => {
    await postedBefore(20)
    await ana().type('/story ports')
    const [answer] = asides(await stage.rest('news'))
    await Promise.all([ana().press(answer!.id, 'Post it anyway'), ana().press(answer!.id, 'Post it anyway')])
    expect(outline(await stage.rest('news'))).toHaveLength(6)
  })

  test('“Both sides” is there for who only wants to read', async () => {
    await postedBefore(20)
    await ana().type('/story ports')
    const [answer] = asides(await stage.rest('news'))
    await ana().press(answer!.id, 'Both sides')
    const both = asides(await stage.rest('news')).at(-1)
    expect([both?.text.includes('The Quay Herald'), both?.text.includes('The Shore Post')]).toEqual([true, true])
  })

  test('after an hour it is posted again', async () => {
    await postedBefore(61)
    await ana().type('/story ports')
    expect(outline(await stage.rest('news'))).toHaveLength(6)
  })

  test('another channel is another place', async () => {
    await postedBefore(1)
    await stage.emulator.as('ana').in('general').type('/story ports')
    expect(outline(await stage.rest('general'))).toHaveLength(3)
  })

  test('in a direct message it is posted as often as it is asked for', async () => {
    stage = await open({ stories: PORTS })
    const direct = stage.emulator.as('ben').in('bot')
    await direct.type('/story ports')
    await stage.rest('bot')
    await direct.type('/story ports')
    expect(outline(await stage.rest('bot'))).toHaveLength(6)
  })

  test('a redelivered request for what stands there by then is answered once', async () => {
    await postedBefore(20)
    stage.emulator.fail({ kind: 'duplicate' })
    await ana().type('/story ports')
    expect(asides(await stage.rest('news'))).toHaveLength(1)
  })

  test('a root that was found after a lost answer is remembered too', async () => {
    stage = await open({ stories: PORTS })
    stage.emulator.fail({ kind: 'drop', accepted: true })
    await ben().type('/story ports')
    await stage.rest('news')
    await ana().type('/story ports')
    expect(outline(await stage.rest('news'))).toHaveLength(3)
  })
})
