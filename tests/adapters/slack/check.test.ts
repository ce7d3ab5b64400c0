import { describe, expect, test } from 'vitest'
import { checkChannel } from '../../../src/adapters/slack/check.ts'
import { defaultWorld } from '../../../src/emulators/slack/population.ts'
import type { SlackEmulator, SlackOptions } from '../../../src/emulators/slack/slack-emulator.ts'
import { ownWorkspaceScopes } from '../../../src/emulators/slack/slack-emulator.ts'
import { clientOf, slackForTest } from '../../emulators/slack/real-app.ts'

/** What is missing in a channel, as people read it. */
async function missing(slack: SlackEmulator, channel: string): Promise<readonly string[]> {
  const checked = await checkChannel(clientOf(slack), slack.id(channel))
  return checked.missing.map(({ what, remedy }) => `${what} ${remedy}`)
}

test('nothing is missing where the bot is a member and may post', async () => {
  const slack = await slackForTest()
  const checked = await Promise.all(['news', 'desk', 'bot'].map(name => checkChannel(clientOf(slack), slack.id(name))))
  expect(checked).toEqual([
    { kind: 'text', missing: [] },
    { kind: 'text', missing: [] },
    { kind: 'direct', missing: [] },
  ])
})

test('a conversation of two people is not one to post in', async () => {
  const world = { ...defaultWorld, channels: [{ name: 'pair', kind: 'direct', bot: false } as const] }
  expect(await missing(await slackForTest({ world }), 'pair')).toEqual([
    'Counterpoint is not in this conversation, and cannot be added to it. Try again in a channel, or in a direct message with @Counterpoint.',
  ])
})

const READ_ONLY =
  'Only some people may post in the channel. Ask an admin to let Counterpoint post there, or use another channel.'

describe('in words that a person can follow it is said', () => {
  const cases: readonly [string, string, (slack: SlackEmulator) => unknown, string][] = [
    [
      'that the bot is not in a channel',
      'lobby',
      () => undefined,
      'Counterpoint is not in the channel. Type /invite @Counterpoint there.',
    ],
    [
      'that a private channel is not seen',
      'desk',
      slack => slack.expel('desk'),
      'Counterpoint does not see the channel. Type /invite @Counterpoint there.',
    ],
    [
      'that the channel is archived',
      'news',
      slack => slack.archive('news'),
      'The channel is archived. Unarchive it, or use another channel.',
    ],
    ['that apps may not post', 'news', slack => slack.bar('news', 'posts'), READ_ONLY],
    [
      'that only replies can be posted',
      'news',
      slack => slack.bar('news', 'roots'),
      'In the channel only replies can be posted. Ask an admin to let Counterpoint post there, or use another channel.',
    ],
    [
      'that there are no threads',
      'news',
      slack => slack.bar('news', 'replies'),
      'The channel takes no threads, and every side stands in one. Use another channel.',
    ],
    [
      'that the app was removed',
      'news',
      slack => slack.uninstall(),
      'The app was removed from the workspace (Slack answered "account_inactive"). Install the app again and set the new SLACK_BOT_TOKEN.',
    ],
    [
      'that the token was revoked',
      'news',
      slack => slack.revoke(),
      'The app’s token was revoked (Slack answered "token_revoked"). Install the app again and set the new SLACK_BOT_TOKEN.',
    ],
    [
      'that Slack does not answer',
      'news',
      slack => slack.fail({ kind: 'server-error', on: 'conversations.info', accepted: false }),
      'Slack could not be asked whether Counterpoint may post in the channel. Slack answered with HTTP 502. Try again in a minute.',
    ],
  ]
  test.each(cases)('%s', async (_what, channel, happens, said) => {
    const slack = await slackForTest({ patienceMs: 1 })
    await happens(slack)
    expect(await missing(slack, channel)).toEqual([said])
  })
})

test.each([
  ['desk', 'groups:history', 'The app lacks the scope groups:history.'],
  ['news', 'channels:history', 'The app lacks the scope channels:history.'],
  ['news', 'chat:write', 'The app lacks the scope chat:write.'],
])('in %s the scope %s is missed when the token lacks it', async (channel, scope, said) => {
  const options: SlackOptions = { scopes: ownWorkspaceScopes.filter(one => one !== scope) }
  expect((await missing(await slackForTest(options), channel)).map(text => text.split(' Install')[0])).toEqual([said])
})

test('without the scopes to look, that is what is missing', async () => {
  const slack = await slackForTest({ scopes: ['commands', 'chat:write'] })
  expect(await missing(slack, 'news')).toEqual([
    'The app lacks a permission (Slack answered "missing_scope"). Install it again with the scopes of config/slack-manifest.json.',
  ])
})
