import { expect, test } from 'vitest'
import type { SlackEmulator, SlackOptions } from '../../../src/emulators/slack/slack-emulator.ts'
import { botFor, clientOf, slackForTest } from './real-app.ts'

const button = { type: 'button' as const, action_id: 'more', text: { type: 'plain_text' as const, text: 'More' } }
const withButton = { text: 'Press', blocks: [{ type: 'actions' as const, elements: [button] }] }

/** A bot that only collects its response_urls, and a way to use them. */
async function collecting(options: SlackOptions = {}) {
  const slack = await slackForTest(options)
  const urls: string[] = []
  await botFor(slack, app => {
    app.command('/story', async ({ ack, command }) => {
      urls.push(command.response_url)
      await ack()
    })
    app.action('more', async ({ ack, body }) => {
      if ('response_url' in body) urls.push(String(body.response_url))
      await ack()
    })
  })
  return { slack, urls }
}

async function answer(url: string, body: object): Promise<readonly [number, string]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return [response.status, await response.text()]
}

const texts = (slack: SlackEmulator, channel: string) =>
  slack.seen(channel).map(message => [message.text, message.onlyFor, message.edited])

test('a response_url is good for five answers, and refused ones do not count', async () => {
  const { slack, urls } = await collecting()
  await slack.as('ana').in('lobby').type('/story')
  const url = urls[0]!
  const answers = [await answer(url, {}), await answer(url, { blocks: [{ type: 'x' }] })]
  for (let n = 0; n < 6; n += 1) answers.push(await answer(url, { text: String(n) }))
  expect(answers).toEqual([
    [400, '{"ok":false,"error":"no_text"}'],
    [400, expect.stringContaining('"error":"invalid_blocks"')],
    ...Array.from({ length: 5 }, () => [200, 'ok']),
    [404, '{"ok":false,"error":"used_url"}'],
  ])
})

test('a response_url lives for half an hour', async () => {
  let time = Date.now()
  const { slack, urls } = await collecting({ now: () => time })
  await slack.as('ana').in('lobby').type('/story')
  time += 30 * 60_000
  const inTime = await answer(urls[0]!, { text: 'x' })
  time += 1
  expect([inTime[0], await answer(urls[0]!, { text: 'x' })]).toEqual([200, [404, '{"ok":false,"error":"expired_url"}']])
})

test('an answer is private unless it is said to be for the channel', async () => {
  const { slack, urls } = await collecting()
  await slack.as('ben').in('lobby').type('/story')
  await answer(urls[0]!, { text: 'For you' })
  await answer(urls[0]!, { text: 'For all', response_type: 'in_channel' })
  expect(texts(slack, 'lobby')).toEqual([
    ['For you', 'ben', false],
    ['For all', undefined, false],
  ])
})

test('buttons of a private message work, and it can be replaced and taken away', async () => {
  const { slack, urls } = await collecting()
  await slack.as('ana').in('lobby').type('/story')
  await answer(urls[0]!, withButton)
  const { id } = slack.seen('lobby')[0]!
  await slack.as('ana').in('lobby').press(id, 'More')
  await answer(urls[1]!, { text: 'Replaced', replace_original: true })
  const replaced = slack
    .seen('lobby')
    .map(message => [message.id === id, message.text, message.onlyFor, message.buttons])
  await answer(urls[1]!, { delete_original: true })
  const late = await answer(urls[1]!, { text: 'x', replace_original: true })
  expect([replaced, texts(slack, 'lobby'), late[0]]).toEqual([[[true, 'Replaced', 'ana', []]], [], 400])
})

test('nobody else sees a private message or its buttons', async () => {
  const { slack, urls } = await collecting()
  await slack.as('ana').in('news').type('/story')
  await answer(urls[0]!, withButton)
  const { id } = slack.seen('news')[0]!
  await expect(slack.as('ben').in('news').press(id, 'More')).rejects.toThrow('ben sees no message')
})

test('an answer to a press inside a thread goes to the channel unless it names the thread', async () => {
  const { slack, urls } = await collecting()
  const client = clientOf(slack)
  const { ts: thread_ts } = await client.chat.postMessage({ channel: 'news', text: 'Root' })
  const { ts } = await client.chat.postMessage({ channel: 'news', thread_ts: thread_ts!, ...withButton })
  await slack.as('ana').in('news', thread_ts).press(ts!, 'more')
  await answer(urls[0]!, { text: 'Lost' })
  await answer(urls[0]!, { text: 'Found', thread_ts })
  expect(
    slack
      .seen('news')
      .slice(2)
      .map(message => [message.text, message.thread]),
  ).toEqual([
    ['Lost', undefined],
    ['Found', thread_ts],
  ])
})

test('an address that was never given out answers nothing', async () => {
  const { slack } = await collecting()
  const { origin } = new URL(slack.url)
  expect([
    (await answer(`${origin}/commands/T1/1/X`, { text: 'x' }))[0],
    (await fetch(`${origin}/elsewhere`)).status,
  ]).toEqual([404, 404])
})
