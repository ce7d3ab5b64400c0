import { expect, test } from 'vitest'
import { botFor, slackForTest } from './real-app.ts'

test('a command is acknowledged and answered privately through its response_url, where the bot is no member', async () => {
  const slack = await slackForTest()
  await botFor(slack, app =>
    app.command('/story', async ({ ack, command, respond }) => {
      await ack()
      await respond(`You asked for ${command.text}`)
    }),
  )
  const outcome = await slack.as('ana').in('lobby').type('/story north-korea')
  const [answer] = await slack.until('lobby', messages => messages.length > 0)
  expect({ outcome, text: answer?.text, onlyFor: answer?.onlyFor }).toEqual({
    outcome: { acknowledged: true, afterMs: expect.any(Number) },
    text: 'You asked for north-korea',
    onlyFor: 'ana',
  })
})
