import { expect, test } from 'vitest'
import { clientOf, refusal, slackForTest } from './real-app.ts'

const metadata = { event_type: 'counterpoint_step', event_payload: { id: 'k1' } }

async function newsroom() {
  const slack = await slackForTest()
  const client = clientOf(slack)
  const first = await client.chat.postMessage({ channel: 'news', text: 'Root', metadata })
  return { slack, client, channel: first.channel!, root: first.ts! }
}

test('metadata is read back only by who asks for it', async () => {
  const { client, channel } = await newsroom()
  const plain = await client.conversations.history({ channel })
  const full = await client.conversations.history({ channel, include_all_metadata: true })
  expect([plain.messages![0]!.metadata, full.messages![0]!.metadata]).toEqual([undefined, metadata])
})

test('metadata without a type and a payload is refused, and so is too much of it', async () => {
  const { client, channel } = await newsroom()
  const post = (given: unknown) => refusal(client.apiCall('chat.postMessage', { channel, text: 'x', metadata: given }))
  const long = { event_type: 'a', event_payload: { id: 'x'.repeat(17_000) } }
  expect(
    await Promise.all([post({ event_type: 'a' }), post({ event_payload: {} }), post('{broken'), post(long)]),
  ).toEqual(['invalid_metadata_format', 'invalid_metadata_format', 'invalid_metadata_format', 'metadata_too_large'])
})

test('history is newest first, without replies unless they were broadcast, and without private messages', async () => {
  const { slack, client, channel, root } = await newsroom()
  await client.chat.postMessage({ channel, text: 'Hidden reply', thread_ts: root })
  await client.chat.postMessage({ channel, text: 'Loud reply', thread_ts: root, reply_broadcast: true })
  await slack.as('ana').in('news').say('Hi')
  const user = String(slack.seen('news').at(-1)!.payload.user)
  await client.chat.postEphemeral({ channel, user, text: 'Psst' })
  const { messages } = await client.conversations.history({ channel })
  expect(messages!.map(message => message.text)).toEqual(['Hi', 'Loud reply', 'Root'])
})

test('a long history comes in pages, and a cursor from elsewhere is refused', async () => {
  const { client, channel } = await newsroom()
  for (const text of ['1', '2', '3', '4']) await client.chat.postMessage({ channel, text })
  const pages: unknown[] = []
  let cursor: string | undefined
  do {
    const page = await client.conversations.history({ channel, limit: 2, ...(cursor && { cursor }) })
    pages.push([page.messages!.map(message => message.text), page.has_more])
    cursor = page.response_metadata?.next_cursor
  } while (cursor)
  expect([pages, await refusal(client.conversations.history({ channel, cursor: 'bmV4dA==' }))]).toEqual([
    [
      [['4', '3'], true],
      [['2', '1'], true],
      [['Root'], false],
    ],
    'invalid_cursor',
  ])
})

test('oldest and latest leave their own message out unless it is asked for', async () => {
  const { client, channel, root } = await newsroom()
  const { ts } = await client.chat.postMessage({ channel, text: 'Later' })
  const texts = async (range: object) =>
    (await client.conversations.history({ channel, ...range })).messages!.map(message => message.text)
  expect([
    await texts({ oldest: root }),
    await texts({ oldest: root, inclusive: true }),
    await texts({ latest: ts }),
    await texts({ oldest: root, latest: ts }),
  ]).toEqual([['Later'], ['Later', 'Root'], ['Root'], []])
})

test('a thread is read with its root on every page and its replies from the oldest', async () => {
  const { client, channel, root } = await newsroom()
  for (const text of ['a', 'b', 'c']) await client.chat.postMessage({ channel, text, thread_ts: root, metadata })
  const first = await client.conversations.replies({ channel, ts: root, limit: 3 })
  const cursor = first.response_metadata!.next_cursor!
  const second = await client.conversations.replies({ channel, ts: root, limit: 3, cursor, include_all_metadata: true })
  expect([first.messages!.map(one => one.text), second.messages!.map(one => [one.text, one.metadata])]).toEqual([
    ['Root', 'a', 'b'],
    [
      ['Root', metadata],
      ['c', metadata],
    ],
  ])
})

test('outside the Marketplace a page holds 15 messages whatever was asked for', async () => {
  const slack = await slackForTest({ distributed: true })
  const client = clientOf(slack)
  for (let n = 0; n < 16; n += 1) await client.chat.postMessage({ channel: 'news', text: String(n) })
  const channel = slack.seen('news')[0]!.channel
  const page = await client.conversations.history({ channel, limit: 200 })
  expect([page.messages!.length, page.has_more]).toEqual([15, true])
})

test('an update keeps the metadata and blocks that it does not name, and an empty value removes them', async () => {
  const { client, channel, slack } = await newsroom()
  const blocks = [{ type: 'divider' as const }]
  const { ts } = await client.chat.postMessage({ channel, text: 'x', blocks, metadata })
  const state = () => {
    const { payload } = slack.seen('news').at(-1)!
    return [payload.text, payload.blocks !== undefined, payload.metadata]
  }
  await client.chat.update({ channel, ts: ts!, text: 'y' })
  const kept = state()
  await client.apiCall('chat.update', { channel, ts, text: 'z', blocks: [], metadata: {} })
  expect([kept, state()]).toEqual([
    ['y', true, metadata],
    ['z', false, undefined],
  ])
})

test('messages of others and messages that are gone cannot be changed', async () => {
  const { slack, client, channel, root } = await newsroom()
  await slack.as('ana').in('news').say('Mine')
  const ts = slack.seen('news').at(-1)!.id
  slack.remove('news', root)
  expect(
    await Promise.all([
      refusal(client.chat.update({ channel, ts, text: 'x' })),
      refusal(client.chat.delete({ channel, ts })),
      refusal(client.chat.update({ channel, ts: root, text: 'x' })),
      refusal(client.conversations.replies({ channel, ts: root })),
    ]),
  ).toEqual(['cant_update_message', 'cant_delete_message', 'message_not_found', 'thread_not_found'])
})

test('a removed root with replies leaves a tombstone in history and nothing for readers', async () => {
  const { slack, client, channel, root } = await newsroom()
  await client.chat.postMessage({ channel, text: 'Reply', thread_ts: root })
  slack.remove('news', root)
  const { messages } = await client.conversations.replies({ channel, ts: root, include_all_metadata: true })
  expect([messages!.map(one => one.text), slack.seen('news').map(one => one.text)]).toEqual([
    ['This message was deleted.', 'Reply'],
    ['Reply'],
  ])
})

test('a reply to a message that is gone is posted into the channel, and only the answer says so', async () => {
  const { slack, client, channel, root } = await newsroom()
  const reply = () => client.chat.postMessage({ channel, text: 'Reply', thread_ts: root })
  const before = await reply()
  slack.remove('news', before.ts!)
  slack.remove('news', root)
  const after = await reply()
  expect([before, after].map(({ ok, message }) => [ok, message?.thread_ts])).toEqual([
    [true, root],
    [true, undefined],
  ])
  expect(slack.seen('news').map(one => [one.text, one.thread])).toEqual([['Reply', undefined]])
})

test('too long a text is cut where it is posted and refused where it is changed', async () => {
  const { slack, client, channel, root } = await newsroom()
  const text = 'x'.repeat(40_001)
  const posted = await client.chat.postMessage({ channel, text })
  const user = (await client.auth.test()).user_id!
  expect([
    slack.seen('news').at(-1)!.text.length,
    posted.response_metadata?.warnings,
    await refusal(client.chat.update({ channel, ts: root, text })),
    await refusal(client.chat.postEphemeral({ channel, user, text: 'x' })),
  ]).toEqual([40_000, ['message_truncated'], 'msg_too_long', 'user_not_in_channel'])
})

test('a message says something', async () => {
  const { client, channel } = await newsroom()
  const post = (content: object) => refusal(client.apiCall('chat.postMessage', { channel, ...content }))
  expect([
    await post({}),
    await post({ text: '' }),
    await post({ blocks: '[broken' }),
    await post({ blocks: {} }),
  ]).toEqual(['no_text', 'no_text', 'invalid_blocks_format', 'invalid_blocks_format'])
})

test('refused blocks are pointed at as Slack points at them', async () => {
  const { client, channel } = await newsroom()
  const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }]
  const problem: unknown = await client
    .apiCall('chat.postMessage', { channel, blocks })
    .catch((caught: object) => caught)
  const complaint = 'must be less than 151 characters [json-pointer:/blocks/0/text/text]'
  expect(problem).toMatchObject({
    data: {
      error: 'invalid_blocks',
      errors: [complaint],
      response_metadata: { messages: [`[ERROR] ${complaint}`] },
    },
  })
})

test('JSON bodies are read as forms are', async () => {
  const { slack, channel } = await newsroom()
  const response = await fetch(`${slack.url}chat.postMessage`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${slack.credentials.SLACK_BOT_TOKEN}`,
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify({ channel, blocks: [{ type: 'header', text: { type: 'plain_text', text: 'JSON' } }] }),
  })
  expect([await response.json(), slack.seen('news').at(-1)!.text]).toEqual([
    expect.objectContaining({ ok: true }),
    'JSON',
  ])
})

test('times grow strictly even when the clock stands still', async () => {
  const slack = await slackForTest({ now: () => 1_700_000_000_000 })
  const client = clientOf(slack)
  for (const text of ['a', 'b']) await client.chat.postMessage({ channel: 'news', text })
  expect(slack.seen('news').map(message => message.id)).toEqual(['1700000000.000000', '1700000000.000100'])
})
