import { WebAPIPlatformError } from '@slack/web-api'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../../src/adapters/slack/refusal.ts'
import { LATER, MEANINGS, UNCLEAR } from '../../../src/adapters/slack/refusal-meaning.ts'
import type { SlackEmulator } from '../../../src/emulators/slack/slack-emulator.ts'
import { clientOf, slackForTest } from '../../emulators/slack/real-app.ts'

/** How the bot takes what Slack answers to a post. */
async function posting(slack: SlackEmulator, more: Readonly<Record<string, unknown>> = {}) {
  const client = clientOf(slack)
  try {
    return await client.apiCall('chat.postMessage', { channel: slack.id('news'), text: 'News', ...more })
  } catch (error) {
    return refusalOf(error)
  }
}

describe('Slack takes no digest, and whoever is told knows what to do', () => {
  const ofItself = new Set(['no_text', 'msg_blocks_too_long'])
  const cases: readonly [string, (slack: SlackEmulator) => unknown, Readonly<Record<string, unknown>>, string][] = [
    ['is_archived', slack => slack.archive('news'), {}, 'Unarchive it, or use another channel.'],
    ['not_in_channel', slack => slack.expel('news'), {}, 'Type /invite @Counterpoint there.'],
    ['channel_not_found', () => undefined, { channel: 'C9' }, 'type /invite @Counterpoint there.'],
    ['restricted_action_read_only_channel', slack => slack.bar('news', 'posts'), {}, 'Ask an admin'],
    ['restricted_action_thread_only_channel', slack => slack.bar('news', 'roots'), {}, 'Ask an admin'],
    [
      'restricted_action_non_threadable_channel',
      slack => slack.bar('news', 'replies'),
      { thread_ts: '1700000000.000100' },
      'Use another.',
    ],
    ['account_inactive', slack => slack.uninstall(), {}, 'Install the app again and set the new SLACK_BOT_TOKEN.'],
    ['token_revoked', slack => slack.revoke(), {}, 'Install the app again and set the new SLACK_BOT_TOKEN.'],
    ['no_text', () => undefined, { text: '' }, 'report it'],
    [
      'msg_blocks_too_long',
      () => undefined,
      {
        blocks: Array.from({ length: 5 }, () => ({
          type: 'section',
          text: { type: 'plain_text', text: 'x'.repeat(3_000) },
        })),
      },
      'report it',
    ],
  ]
  test.each(cases)('%s', async (code, happens, args, remedy) => {
    const slack = await slackForTest({ patienceMs: 1 })
    const id = slack.id('news')
    happens(slack)
    expect(await posting(slack, { channel: id, ...args })).toEqual({
      kind: 'give-up',
      reason: expect.stringContaining(` (Slack answered "${code}").`),
      remedy: expect.stringContaining(remedy),
      scope: ofItself.has(code) ? 'step' : 'channel',
    })
  })
})

test('where replies alone are let through, a reply goes', async () => {
  const slack = await slackForTest()
  const { ts } = await clientOf(slack).chat.postMessage({ channel: slack.id('news'), text: 'Root' })
  slack.bar('news', 'roots')
  expect(await posting(slack, { thread_ts: ts })).toMatchObject({ ok: true })
})

const coded = (code: string) => refusalOf(new WebAPIPlatformError({ ok: false, error: code }))

test.each([
  ['not_in_channel', 'Counterpoint is not in the channel (Slack answered "not_in_channel").', '/invite @Counterpoint'],
  ['is_archived', 'The channel is archived (Slack answered "is_archived").', 'Unarchive it'],
])('of %s people read first what happened, and then what to do', (code, reason, remedy) => {
  expect(coded(code)).toMatchObject({ reason, remedy: expect.stringContaining(remedy) })
})

test.each(Object.keys({ ...MEANINGS, ...LATER, ...UNCLEAR }))('%s is a sentence before it is a code', code => {
  expect(coded(code).reason).toMatch(/^(?:\p{Lu}|#)[^()"_]{10,90} \(Slack answered "[a-z_]+"\)\.$/u)
})

test.each(['strange_news', 'constructor', '__proto__'])('of %s, which nobody knows, nothing is made up', code => {
  expect(coded(code)).toEqual({
    kind: 'give-up',
    reason: `Slack refused it, and Counterpoint does not know this reason (Slack answered "${code}").`,
    remedy: `See https://docs.slack.dev/reference/methods/chat.postMessage#errors for "${code}".`,
    scope: 'channel',
  })
})
