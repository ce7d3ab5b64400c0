import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import type { SlackEmulator } from '../../../src/emulators/slack/slack-emulator.ts'
import { botFor, clientOf, slackForTest, soon } from './real-app.ts'

interface Frame {
  readonly type: string
  readonly envelope_id?: string
  readonly accepts_response_payload?: boolean
  readonly retry_attempt?: number
  readonly retry_reason?: string
  readonly reason?: string
  readonly payload?: {
    readonly trigger_id?: string
    readonly response_url?: string
    readonly event_id?: string
    readonly type?: string
    readonly event?: { readonly bot_id?: string; readonly subtype?: string; readonly text?: string }
  }
}

/** A bare connection that keeps what it hears and acknowledges when told to. */
async function connection(slack: SlackEmulator, answers: (frame: Frame) => boolean = () => false) {
  const { url } = await clientOf(slack, slack.credentials.SLACK_APP_TOKEN).apps.connections.open({})
  const socket = new WebSocket(url!)
  const frames: Frame[] = []
  socket.on('message', data => {
    const frame: Frame = JSON.parse(Buffer.isBuffer(data) ? data.toString() : '')
    frames.push(frame)
    if (answers(frame)) socket.send(JSON.stringify({ envelope_id: frame.envelope_id }))
  })
  onTestFinished(() => socket.terminate())
  await soon(() => frames.length).toBe(1)
  return { socket, frames, url: url! }
}

test('a connection is greeted and pinged', async () => {
  const slack = await slackForTest()
  const { url } = await clientOf(slack, slack.credentials.SLACK_APP_TOKEN).apps.connections.open({})
  const socket = new WebSocket(url!)
  onTestFinished(() => socket.terminate())
  const [[ping], [hello]] = await Promise.all([once(socket, 'ping'), once(socket, 'message')])
  expect([Buffer.isBuffer(ping), JSON.parse(String(hello))]).toMatchObject([
    true,
    { type: 'hello', num_connections: 1 },
  ])
})

test('an invitation opens one connection, and an invented one none', async () => {
  const slack = await slackForTest()
  const { url } = await connection(slack)
  const problems = await Promise.all(
    [url, url.replace(/ticket=\w+/, 'ticket=X')].map(async address =>
      String(await once(new WebSocket(address), 'error')),
    ),
  )
  expect(problems.map(problem => problem.includes('408'))).toEqual([true, true])
})

test('an unacknowledged event comes again on Slack’s schedule, and the person learns of the first try only', async () => {
  const slack = await slackForTest({ patienceMs: 3 })
  const { frames } = await connection(slack)
  const outcome = await slack.as('ana').in('news').mention('hello')
  await soon(() => frames.length).toBe(5)
  const [first, ...again] = frames.slice(1)
  expect({
    outcome: [outcome.acknowledged, outcome.error],
    first: [first!.retry_attempt, first!.retry_reason],
    again: again.map(frame => [
      frame.retry_attempt,
      frame.retry_reason,
      frame.payload!.event_id === first!.payload!.event_id,
    ]),
    envelopes: new Set(frames.map(frame => frame.envelope_id)).size,
  }).toEqual({
    outcome: [false, 'operation_timeout'],
    first: [0, ''],
    again: [
      [1, 'timeout', true],
      [2, 'timeout', true],
      [3, 'timeout', true],
    ],
    envelopes: 5,
  })
})

test('an event acknowledged at its second try does not come a third time', async () => {
  const slack = await slackForTest({ patienceMs: 60 })
  const { frames } = await connection(slack, frame => frame.retry_attempt === 1)
  await slack.as('ana').in('news').mention('hello')
  await soon(() => frames.length).toBe(3)
  await slack.as('ana').in('news').type('/story')
  expect(frames.map(frame => frame.retry_attempt)).toEqual([undefined, 0, 1, undefined])
})

test('an event that nobody was there to take comes to who connects later', async () => {
  const slack = await slackForTest({ patienceMs: 20 })
  const lost = await slack.as('ana').in('news').mention('hello')
  const { frames } = await connection(slack, frame => frame.type === 'events_api')
  await soon(() => frames.length).toBe(2)
  expect([lost.error, frames[1]!.retry_attempt, frames[1]!.retry_reason]).toEqual([
    'dispatch_failed',
    2,
    'connection_failed',
  ])
})

test('the bot is told of its own direct messages, as Slack does', async () => {
  const slack = await slackForTest()
  const { frames } = await connection(slack, frame => frame.type === 'events_api')
  const client = clientOf(slack)
  await slack.as('ana').in('bot').say('Hello')
  const channel = slack.seen('bot')[0]!.channel
  const { ts } = await client.chat.postMessage({ channel, text: 'One' })
  await client.chat.update({ channel, ts: ts!, text: 'Two' })
  const events = () => frames.slice(1).map(frame => frame.payload!.event!)
  await soon(() => events().map(event => [event.bot_id !== undefined, event.subtype])).toEqual([
    [false, undefined],
    [true, undefined],
    [false, 'message_changed'],
  ])
})

test('of a private message in a direct message nothing is told, changed or not', async () => {
  const slack = await slackForTest()
  const { frames } = await connection(slack, frame => frame.envelope_id !== undefined)
  const answer = (body: object) =>
    fetch(frames.at(-1)!.payload!.response_url!, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
  const button = { type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' } }
  const ana = slack.as('ana').in('bot')
  await ana.type('/story')
  await answer({ text: 'Private', blocks: [{ type: 'actions', elements: [button] }] })
  await ana.press(slack.seen('bot')[0]!.id, 'More')
  await answer({ text: 'Still private', replace_original: true })
  await ana.say('Hello')
  const told = frames.filter(frame => frame.type === 'events_api').map(frame => frame.payload!.event!.text)
  expect([slack.seen('bot').map(message => message.text), told]).toEqual([['Still private', 'Hello'], ['Hello']])
})

test('only what may carry an answer says so', async () => {
  const slack = await slackForTest()
  const { frames } = await connection(slack, frame => frame.envelope_id !== undefined)
  await slack.as('ana').in('news').type('/story')
  await slack.as('ana').in('news').mention('hello')
  expect(frames.slice(1).map(frame => [frame.type, frame.accepts_response_payload])).toEqual([
    ['slash_commands', true],
    ['events_api', false],
  ])
})

test('a duplicate is the same act in another envelope', async () => {
  const slack = await slackForTest()
  const { frames } = await connection(slack, frame => frame.envelope_id !== undefined)
  slack.fail({ kind: 'duplicate', times: 2 })
  await slack.as('ana').in('news').type('/story')
  await slack.as('ana').in('news').mention('hello')
  await slack.as('ana').in('news').type('/story')
  await soon(() => frames.length).toBe(6)
  const [, command, copy, event, echo, last] = frames
  expect([
    command!.payload!.trigger_id === copy!.payload!.trigger_id,
    command!.envelope_id === copy!.envelope_id,
    event!.payload!.event_id === echo!.payload!.event_id,
    echo!.retry_attempt,
    last!.payload!.trigger_id === copy!.payload!.trigger_id,
  ]).toEqual([true, false, true, 1, false])
})

test('several connections take turns, and a duplicate reaches another one', async () => {
  const slack = await slackForTest()
  const all = [
    await connection(slack, one => one.envelope_id !== undefined),
    await connection(slack, one => one.envelope_id !== undefined),
  ]
  for (let n = 0; n < 4; n += 1) await slack.as('ana').in('news').type('/story')
  slack.fail({ kind: 'duplicate' })
  await slack.as('ana').in('news').type('/story')
  await soon(() => all.map(({ frames }) => frames.length)).toEqual([4, 4])
})

test('an announced refresh lets the old connection finish and sends nothing new to it', async () => {
  const slack = await slackForTest()
  const old = await connection(slack)
  const typed = slack.as('ana').in('news').type('/story')
  await soon(() => old.frames.length).toBe(2)
  slack.fail({ kind: 'disconnect', announced: true })
  const fresh = await connection(slack, one => one.envelope_id !== undefined)
  old.socket.send(JSON.stringify({ envelope_id: old.frames[1]!.envelope_id }))
  const outcomes = [await typed, await slack.as('ana').in('news').type('/story')]
  expect([outcomes.map(one => one.acknowledged), old.frames.at(-1)!.reason, fresh.frames.length]).toEqual([
    [true, true],
    'refresh_requested',
    2,
  ])
})

test('Bolt comes back after its connection was cut', async () => {
  const slack = await slackForTest()
  await botFor(slack, app => app.command('/story', ({ ack }) => ack('Back')))
  slack.fail({ kind: 'disconnect', announced: false })
  await slack.connected()
  expect((await slack.as('ana').in('news').type('/story')).acknowledged).toBe(true)
})

test('waiting for a bot that never comes ends', async () => {
  const slack = await slackForTest()
  await expect(slack.connected(5)).rejects.toThrow('no bot has connected')
})
