import { WebClient } from '@slack/web-api'
import { expect, test } from 'vitest'
import { noticing, slackLogger, watchOutage } from '../../../src/adapters/slack/logger.ts'
import { createSlack } from '../../../src/adapters/slack/slack.ts'
import { slackForTest } from '../../emulators/slack/real-app.ts'

function kept() {
  const lines: string[] = []
  const keep = (line: string) => void lines.push(line)
  return { lines, log: { info: keep, warn: keep, error: keep } }
}

const TRIES = [
  'http request failed fetch failed',
  'Failed to retrieve a new WSS URL (error: Error: An API error occurred: internal_error)',
  'WebSocket error occurred: Received network error or non-101 status code.',
  'WebSocket error! Error: connect ECONNREFUSED 192.0.2.1:443',
  "A pong wasn't received from the server before the timeout of 1500ms!",
  "A ping wasn't received from the server before the timeout of 30000ms!",
  'Peer did not complete the close handshake in time; forcing cleanup.',
]

test.each(TRIES)('"%s" stands in the log once for an outage, and once for the next', line => {
  const { lines, log } = kept()
  const outage = watchOutage()
  const logger = slackLogger(log, outage)
  for (let tries = 0; tries < 3; tries += 1) logger.error(line)
  // A platform has many addresses.
  logger.error(line.replace('192.0.2.1', '192.0.2.77'))
  outage.over()
  logger.error(line)
  expect(lines).toEqual([`Slack SDK: ${line}`, `Slack SDK: ${line}`])
})

test.each([
  'Failed to send a message as the client has no active connection',
  'An unhandled error occurred while Bolt processed (type: slash_commands, error: Error)',
  'An incoming event was not acknowledged within 3000 ms. Ensure that the ack() argument is called in a listener.',
  'missing_charset',
])('"%s" is no try to reach Slack, and is said as often as it happens', line => {
  const { lines, log } = kept()
  const logger = slackLogger(log, watchOutage())
  for (let times = 0; times < 3; times += 1) logger.warn(line)
  expect(lines).toHaveLength(3)
})

test('an answer ends the outage, and one of a server in trouble does not', async () => {
  const slack = await slackForTest()
  const { lines, log } = kept()
  const outage = watchOutage()
  const client = new WebClient('xoxb-1', {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    logger: slackLogger(log, outage),
    fetch: noticing(outage),
  })
  const told: number[] = []
  for (const kind of ['drop', 'server-error', 'drop', undefined, 'drop'] as const) {
    if (kind !== undefined) slack.fail({ kind, on: 'auth.test', accepted: false })
    await client.auth.test().catch(() => undefined)
    told.push(lines.length)
  }
  expect(told).toEqual([1, 1, 1, 1, 2])
})

test('what the bot asks of a Slack that is out of reach is told once', async () => {
  const { lines, log } = kept()
  const slack = await slackForTest()
  const adapter = createSlack({ botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: slack.url, log, now: () => 0 })
  slack.fail({ kind: 'drop', on: 'conversations.info', accepted: false, times: 3 })
  for (let times = 0; times < 3; times += 1) await adapter.check({ installation: 'T1', channel: 'C1' })
  expect(lines).toEqual(['Slack SDK: http request failed fetch failed'])
})
