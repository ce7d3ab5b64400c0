import { WebClient } from '@slack/web-api'
import { expect, onTestFinished, test } from 'vitest'
import { discordStage, posts, slackStage, storyDocument } from './stage.ts'

const PORTS = storyDocument('ports')

test('on Slack a button of an older version is answered with what to type', async () => {
  const stage = await slackStage({ stories: PORTS })
  onTestFinished(() => stage.end())
  const client = new WebClient(stage.emulator.credentials.SLACK_BOT_TOKEN, { slackApiUrl: stage.emulator.url })
  await client.chat.postMessage({
    channel: stage.emulator.id('news'),
    text: 'old',
    blocks: [
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: 'v0:tale:x', text: { type: 'plain_text', text: 'Old' } }],
      },
    ],
  })
  const message = stage.emulator.seen('news')[0]!
  await stage.emulator.as('ben').in('news').press(message.id, 'Old')
  const seen = await stage.emulator.until('news', messages => messages.length === 2)
  expect(seen[1]?.text).toContain('older version of Counterpoint')
})

test('on Discord a button of an older version is answered with what to type', async () => {
  const stage = await discordStage({ stories: PORTS })
  onTestFinished(() => stage.end())
  const button = { type: 2, style: 2, label: 'Old', custom_id: 'v0:tale:x' }
  await fetch(`${stage.emulator.url}/v10/channels/${stage.emulator.id('news')}/messages`, {
    method: 'POST',
    headers: {
      authorization: `Bot ${stage.emulator.credentials.DISCORD_TOKEN ?? ''}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ content: 'old', components: [{ type: 1, components: [button] }] }),
  })
  const message = stage.emulator.seen('news')[0]!
  await stage.emulator.as('ben').in('news').press(message.id, 'Old')
  const seen = await stage.emulator.until('news', messages => messages.length === 2)
  expect(seen[1]?.text).toContain('older version of Counterpoint')
})

test('a button of a story that has left the library says so', async () => {
  const stage = await slackStage({ stories: { ...PORTS, ...storyDocument('quays', { topics: ['quays'] }) } })
  onTestFinished(() => stage.end())
  await stage.emulator.as('ben').in('news').type('/story ports')
  const root = posts(await stage.rest('news'))[0]!
  await stage.forget('ports.md')
  await stage.emulator.as('ben').in('news').press(root.id, 'Both sides')
  const seen = await stage.emulator.until('news', messages => messages.some(message => message.onlyFor === 'ben'))
  expect(seen.at(-1)?.text).toContain('no longer in the library')
})

test.each([
  ['Slack', () => slackStage({ stories: PORTS })],
  ['Discord', () => discordStage({ stories: PORTS })],
] as const)('on %s what is asked while the bot is closing is answered with a word', async (_name, open) => {
  const stage = await open()
  const { emulator, app } = stage
  emulator.fail({ kind: 'slow', ms: 800 })
  const first = emulator.as('ben').in('news').type('/story ports')
  await new Promise<void>(resolve => {
    emulator.onCall((call, phase) => {
      if (phase === 'arrived' && /postMessage|callback/u.test(call.name)) resolve()
    })
  })
  const closed = app.close(4_000)
  const late = await emulator.as('ana').in('news').type('/story ports')
  await first
  await closed
  const told = emulator.seen('news').some(message => message.text.includes('Counterpoint is restarting'))
  await stage.end()
  expect(told || late.error !== undefined).toBe(true)
})
