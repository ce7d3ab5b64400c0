import { expect, test } from 'vitest'
import { createNames } from '../../../src/adapters/slack/names.ts'
import { clientOf, slackForTest } from '../../emulators/slack/real-app.ts'
import { MINUTE, T0 } from '../../store/steps.ts'

test('a zone that does not come in time is left out, and asked for again', async () => {
  const slack = await slackForTest()
  const names = createNames(clientOf(slack, slack.credentials.SLACK_BOT_TOKEN, 60), () => T0)
  slack.fail({ kind: 'slow', on: 'users.info', ms: 200 })
  const zones = [await names.zoneOf(slack.id('ana')), await names.zoneOf(slack.id('ana'))]
  expect(zones).toEqual([undefined, 'UTC'])
})

test('what Slack says of a person is asked for again after an hour, and is kept where it then says nothing', async () => {
  const slack = await slackForTest()
  let now = T0
  const names = createNames(clientOf(slack), () => now)
  const ask = () => names.zoneOf(slack.id('ana'))
  const asked = () => slack.calls().filter(call => call.name === 'users.info').length
  await ask()
  now += 59 * MINUTE
  await ask()
  const early = asked()
  now += MINUTE
  slack.fail({ kind: 'server-error', on: 'users.info', accepted: false })
  expect([early, await ask(), asked()]).toEqual([1, 'UTC', 2])
})
