import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError, type WebClient } from '@slack/web-api'
import { expect, test } from 'vitest'
import type { SlackOptions } from '../../../src/emulators/slack/slack-emulator.ts'
import { botFor, clientOf, slackForTest, soon } from './real-app.ts'

async function newsroom(options: SlackOptions = {}) {
  const slack = await slackForTest(options)
  const client = clientOf(slack)
  return { slack, client }
}

const post = (client: WebClient, text: string, channel = 'news') => client.chat.postMessage({ channel, text })
const caught = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (problem: unknown) => problem,
  )

test('a rate limit answers 429 with whole seconds, in its channel only', async () => {
  const { slack, client } = await newsroom()
  slack.fail({ kind: 'rate-limit', afterMs: 1200, channel: 'news' })
  const elsewhere = await caught(post(client, 'x', 'general'))
  const here = await caught(post(client, 'x'))
  expect([elsewhere, here instanceof WebAPIRateLimitedError && here.retryAfter, slack.calls().at(-1)]).toEqual([
    'accepted',
    2,
    expect.objectContaining({ status: 429, error: 'ratelimited' }),
  ])
})

test('a dropped answer may hide a message that was posted', async () => {
  const { slack, client } = await newsroom()
  slack.fail({ kind: 'drop', accepted: true })
  slack.fail({ kind: 'drop', accepted: false })
  const problems = [await caught(post(client, 'posted')), await caught(post(client, 'lost'))]
  expect([
    problems.map(problem => problem instanceof WebAPIRequestError),
    slack.seen('news').map(message => message.text),
    slack.calls().map(call => call.status),
  ]).toEqual([[true, true], ['posted'], [undefined, undefined]])
})

test('a broken server may have posted as well', async () => {
  const { slack, client } = await newsroom()
  slack.fail({ kind: 'server-error', accepted: true })
  slack.fail({ kind: 'server-error', accepted: false, status: 503 })
  const problems = [await caught(post(client, 'posted')), await caught(post(client, 'lost'))]
  expect([
    problems.map(problem => problem instanceof WebAPIHTTPError && problem.statusCode),
    slack.seen('news').map(message => message.text),
  ]).toEqual([[502, 503], ['posted']])
})

test('reading and connecting meet a fault only by name', async () => {
  const { slack, client } = await newsroom()
  slack.fail({ kind: 'server-error', accepted: false })
  slack.fail({ kind: 'server-error', accepted: false, on: 'auth.test' })
  const { SLACK_APP_TOKEN } = slack.credentials
  const outcomes = [
    await caught(clientOf(slack, SLACK_APP_TOKEN).apps.connections.open({})),
    await caught(client.conversations.list()),
    await caught(client.auth.test()),
    await caught(client.auth.test()),
  ]
  expect(outcomes.map(outcome => outcome === 'accepted')).toEqual([true, true, false, true])
})

test('a slow answer outlasts an impatient client', async () => {
  const { slack } = await newsroom()
  slack.fail({ kind: 'slow', ms: 60 })
  const response = fetch(`${slack.url}chat.postMessage`, { method: 'POST', signal: AbortSignal.timeout(10) })
  await expect(response).rejects.toThrow('timeout')
})

test('a watcher sees the state before and after it changed', async () => {
  const { slack, client } = await newsroom()
  const phases: unknown[] = []
  const stop = slack.onCall((call, phase) => {
    phases.push([call.name, phase, slack.seen('news').length, call.status])
  })
  await post(client, 'x')
  await soon(() => phases.length).toBe(3)
  stop()
  await post(client, 'y')
  expect(phases).toEqual([
    ['chat.postMessage', 'arrived', 0, undefined],
    ['chat.postMessage', 'accepted', 1, undefined],
    ['chat.postMessage', 'answered', 1, 200],
  ])
})

test.for([
  ['arrived', []],
  ['accepted', ['Last words']],
] as const)('a process killed when its call has %s leaves %j', async ([phase, left]) => {
  const { slack } = await newsroom()
  const body = new URLSearchParams({ token: slack.credentials.SLACK_BOT_TOKEN!, channel: 'news', text: 'Last words' })
  const script = `fetch('${slack.url}chat.postMessage', {method: 'POST', body: new URLSearchParams('${body.toString()}')})`
  const child = spawn(process.execPath, ['-e', script])
  const death = once(child, 'exit')
  const over = new Promise<void>(resolve => {
    slack.onCall(async (_, reached) => {
      if (reached !== phase) return
      child.kill('SIGKILL')
      await death
      resolve()
    })
  })
  await over
  await post(clientOf(slack), 'Later')
  expect(slack.seen('news').map(message => message.text)).toEqual([...left, 'Later'])
})

test('an answer through a response_url meets faults as well', async () => {
  const { slack } = await newsroom()
  const outcomes: unknown[] = []
  await botFor(slack, app =>
    app.command('/story', async ({ ack, respond }) => {
      await ack()
      for (const text of ['first', 'second', 'third']) {
        outcomes.push(
          await respond(text).then(
            () => 'accepted',
            (problem: unknown) => problem,
          ),
        )
      }
    }),
  )
  slack.fail({ kind: 'rate-limit', afterMs: 1000, on: 'response_url', channel: 'lobby' })
  slack.fail({ kind: 'server-error', accepted: true, on: 'response_url' })
  await slack.as('ana').in('lobby').type('/story')
  await soon(() => outcomes.length).toBe(3)
  expect([
    outcomes.map(outcome => (outcome instanceof Error && 'statusCode' in outcome ? outcome.statusCode : outcome)),
    slack.seen('lobby').map(message => message.text),
  ]).toEqual([
    [429, 502, 'accepted'],
    ['second', 'third'],
  ])
})

test('a watcher that throws is heard of at the end', async () => {
  const { startSlack } = await import('../../../src/emulators/slack/slack-emulator.ts')
  const slack = await startSlack()
  slack.onCall(() => {
    throw new Error('not what I expected')
  })
  await caught(post(clientOf(slack), 'x'))
  await expect(slack.close()).rejects.toThrow('not what I expected')
})

test('at Slack’s real pace a channel takes a short burst and then one message a second', async () => {
  let time = Date.now()
  const { slack, client } = await newsroom({ pace: 'real', now: () => time })
  const outcomes: unknown[] = []
  const attempt = async (channel?: string) => {
    const outcome = await caught(post(client, 'x', channel))
    outcomes.push(outcome instanceof WebAPIRateLimitedError ? outcome.retryAfter : outcome)
  }
  for (let n = 0; n < 4; n += 1) await attempt()
  await attempt('general')
  time += 1000
  await attempt()
  expect([outcomes, slack.seen('news').length]).toEqual([
    ['accepted', 'accepted', 'accepted', 1, 'accepted', 'accepted'],
    4,
  ])
})

test('at Slack’s real pace reading has its tier', async () => {
  const time = Date.now()
  const { client } = await newsroom({ pace: 'real', now: () => time })
  const outcomes: unknown[] = []
  for (let n = 0; n < 21; n += 1) outcomes.push(await caught(client.conversations.list()))
  const last = outcomes.at(-1)
  expect([outcomes.indexOf(last), last instanceof WebAPIRateLimitedError && last.retryAfter]).toEqual([20, 3])
})

test('outside the Marketplace history is read once a minute', async () => {
  const time = Date.now()
  const { slack, client } = await newsroom({ pace: 'real', distributed: true, now: () => time })
  await post(client, 'x')
  const { channel } = slack.seen('news')[0]!
  const outcomes = [
    await caught(client.conversations.history({ channel })),
    await caught(client.conversations.history({ channel })),
  ]
  expect(outcomes.map(one => (one instanceof WebAPIRateLimitedError ? one.retryAfter : one))).toEqual(['accepted', 60])
})

test('waiting for a message that never comes says what there was instead', async () => {
  const { slack, client } = await newsroom()
  await post(client, 'Something else')
  await expect(slack.until('news', () => false, 5)).rejects.toThrow('news holds: ["Something else"]')
})
