import { WebClient } from '@slack/web-api'
import { afterEach, describe, expect, test } from 'vitest'
import type { SlackEmulator } from '../../src/emulators/slack/slack-emulator.ts'
import type { Stage } from './stage.ts'
import { asides, outline, posts, slackStage, storyDocument } from './stage.ts'

const PORTS = storyDocument('ports')
const ROOT = 'The harbor of ports is closed'

let stage: Stage<SlackEmulator>
afterEach(() => stage.end())
const ben = () => stage.emulator.as('ben').in('news')

describe('On Slack', () => {
  test('a slow platform does not delay the acknowledgement', async () => {
    stage = await slackStage({ stories: PORTS, slack: { patienceMs: 700 } })
    stage.emulator.fail({ kind: 'slow', ms: 1_000 })
    const outcome = await ben().type('/story ports')
    await stage.rest('news')
    expect(outcome.acknowledged).toBe(true)
  })

  test('a rate limit in one channel does not delay another', async () => {
    stage = await slackStage({ stories: PORTS })
    stage.emulator.fail({ kind: 'rate-limit', on: 'chat.postMessage', afterMs: 2_000 })
    await ben().type('/story ports')
    await stage.emulator.as('ben').in('general').type('/story ports')
    const before = await stage.emulator.until('general', messages => posts(messages).length === 3, 1_500)
    expect([posts(before).length, posts(stage.emulator.seen('news')).length]).toEqual([3, 0])
    await stage.rest('news')
  })

  test('what other apps post does not keep a lost answer from being found', async () => {
    stage = await slackStage({ stories: PORTS })
    const client = new WebClient(stage.emulator.credentials.SLACK_BOT_TOKEN, { slackApiUrl: stage.emulator.url })
    const metadata = { event_type: 'deploy', event_payload: { sha: 'c0ffee' } }
    await client.chat.postMessage({ channel: stage.emulator.id('news'), text: 'deployed', metadata })
    stage.emulator.fail({ kind: 'drop', on: 'chat.postMessage', accepted: true })
    await ben().type('/story ports')
    expect(outline(await stage.rest('news')).slice(1)).toHaveLength(3)
  })

  test.each([true, false])(
    'a private answer that is lost (accepted: %s) is not repeated, and the asker is told',
    async accepted => {
      stage = await slackStage({ stories: PORTS })
      stage.emulator.fail({ kind: 'drop', on: 'response_url', accepted })
      await ben().type('/story help')
      const said = asides(await stage.rest('news')).map(message => message.text.includes('may have lost'))
      expect(said).toEqual(accepted ? [false, true] : [true])
    },
  )

  test('two clicks on “Post it here” post once, and the second is answered', async () => {
    stage = await slackStage({ stories: PORTS })
    await ben().type('/story ports only me')
    const page = asides(await stage.rest('news'))[0]!
    await Promise.all([ben().press(page.id, 'Post it here'), ben().press(page.id, 'Post it here')])
    const seen = await stage.emulator.until('news', messages => asides(messages).length === 2)
    expect([
      outline(seen).length,
      asides(await stage.rest('news'))[1]?.text.includes('posted from here already'),
    ]).toEqual([expect.any(Number), true])
    expect(outline(stage.emulator.seen('news'))).toHaveLength(3)
  })

  test('links are not unfolded into pictures', async () => {
    stage = await slackStage({ stories: PORTS })
    await ben().type('/story ports')
    await stage.rest('news')
    const sent = stage.emulator.calls().filter(call => call.name === 'chat.postMessage')
    expect(sent.map(call => [String(call.body.unfurl_links), String(call.body.unfurl_media)])).toEqual([
      ['false', 'false'],
      ['false', 'false'],
      ['false', 'false'],
    ])
  })

  test('without the right to read history a post in doubt is not repeated, and the owner is told', async () => {
    stage = await slackStage({ stories: PORTS, slack: { scopes: ['commands', 'chat:write'] } })
    stage.emulator.fail({ kind: 'drop', on: 'chat.postMessage', accepted: true })
    await ben().type('/story ports')
    const seen = outline(await stage.rest('news'))
    const told = stage.log.filter(line => line.level === 'warn' && line.detail?.state === 'in-doubt')
    expect([seen, told.length]).toEqual([[ROOT], 1])
  })

  test('an event that could not be kept is not acknowledged, and its redelivery is answered', async () => {
    let broken = 1
    stage = await slackStage({
      stories: PORTS,
      slack: { patienceMs: 100 },
      around: store => ({
        ...store,
        take: (...words) => {
          broken -= 1
          return broken === 0 ? Promise.reject(new Error('disk full')) : store.take(...words)
        },
      }),
    })
    await ben().mention('ports')
    await stage.emulator.until('news', messages => posts(messages).length === 3)
    expect(posts(await stage.rest('news'))).toHaveLength(3)
  })
})
