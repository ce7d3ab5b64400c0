import { expect, test } from 'vitest'
import { botFor, clientOf, refusal, slackForTest } from './real-app.ts'

test('a command is acknowledged and answered privately, where the bot is no member', async () => {
  const slack = await slackForTest()
  await botFor(slack, app =>
    app.command('/story', async ({ ack, command, respond }) => {
      await ack()
      await respond(`You asked for ${command.text}`)
    }),
  )
  const outcome = await slack.as('ana').in('lobby').type('/story north-korea ')
  const [answer] = await slack.until('lobby', messages => messages.length > 0)
  expect({ outcome, text: answer?.text, onlyFor: answer?.onlyFor }).toEqual({
    outcome: { acknowledged: true, afterMs: expect.any(Number) },
    text: 'You asked for north-korea',
    onlyFor: 'ana',
  })
})

test('a command comes with everything that Slack sends', async () => {
  const slack = await slackForTest()
  const bodies: object[] = []
  await botFor(slack, app =>
    app.command('/story', async ({ ack, body }) => {
      bodies.push(body)
      await ack()
    }),
  )
  await slack.as('ben').in('desk').type('/story a <b> & c')
  expect(bodies).toEqual([
    {
      token: expect.any(String),
      team_id: expect.stringMatching(/^T/),
      team_domain: expect.any(String),
      channel_id: expect.stringMatching(/^C/),
      channel_name: 'privategroup',
      user_id: expect.stringMatching(/^U/),
      user_name: 'ben',
      command: '/story',
      text: 'a <b> & c',
      api_app_id: expect.stringMatching(/^A/),
      is_enterprise_install: 'false',
      response_url: expect.stringContaining('http://127.0.0.1:'),
      trigger_id: expect.any(String),
    },
  ])
})

test('what comes with the acknowledgement of a command is shown, and refused when it is wrong', async () => {
  const slack = await slackForTest()
  await botFor(slack, app => {
    app.command('/story', ({ ack }) => ack('Here you are'))
    app.command('/digest', ({ ack }) => ack({ blocks: [{ type: 'nonsense' }] }))
  })
  const outcomes = [await slack.as('ana').in('news').type('/story'), await slack.as('ana').in('news').type('/digest')]
  expect([outcomes.map(one => one.error), slack.seen('news').map(one => [one.text, one.onlyFor])]).toEqual([
    [undefined, '/digest failed with the error "invalid_command_response"'],
    [['Here you are', 'ana']],
  ])
})

test('commands in threads, unknown commands, and commands that nobody answers fail as people know it', async () => {
  const slack = await slackForTest({ patienceMs: 50 })
  const alone = await slack.as('ana').in('news').type('/story')
  await botFor(slack)
  const ana = slack.as('ana')
  const errors = [alone, await ana.in('news', '1.2').type('/story'), await ana.in('news').type('/hello')]
  expect(
    [...errors, await ana.in('news').type('/story')].map(outcome => [outcome.acknowledged, outcome.error]),
  ).toEqual([
    [false, '/story failed with the error "dispatch_failed"'],
    [false, '/story is not supported in threads. Sorry!'],
    [false, '/hello is not a valid command.'],
    [false, '/story failed with the error "operation_timeout"'],
  ])
})

test('a mention is heard in its thread where the bot is a member, and only there', async () => {
  const slack = await slackForTest()
  await botFor(slack, app =>
    app.event('app_mention', async ({ event, say }) => {
      await say({ text: `Heard ${event.text.replace(/^<@\w+> /, '')}`, thread_ts: event.thread_ts ?? event.ts })
    }),
  )
  const { ts } = await clientOf(slack).chat.postMessage({ channel: 'news', text: 'Root' })
  const heard = await slack.as('ana').in('news', ts).mention('ports & ships')
  const away = await slack.as('ana').in('lobby').mention('anyone?')
  const thread = await slack.until('news', messages => messages.length === 3)
  expect([
    heard.acknowledged,
    away.error,
    thread.slice(1).map(message => [message.author, message.text, message.thread]),
  ]).toEqual([
    true,
    'You mentioned @Counterpoint, but they’re not in this channel.',
    [
      ['ana', '@Counterpoint ports & ships', ts],
      ['Counterpoint', 'Heard ports & ships', ts],
    ],
  ])
})

test('in a direct message everything is heard, by the person’s own channel', async () => {
  const slack = await slackForTest()
  await botFor(slack, app =>
    app.message(async ({ message, say }) => {
      if (message.subtype === undefined)
        await say({ text: `${message.channel_type}: ${message.text}`, thread_ts: message.ts })
    }),
  )
  await slack.as('ana').in('bot').say('a < b')
  await slack.as('ben').in('bot').mention('hi')
  const messages = await slack.until('bot', seen => seen.filter(message => message.bot).length === 2)
  const answers = messages.filter(message => message.bot)
  expect([answers.map(message => message.text), new Set(answers.map(message => message.channel)).size]).toEqual([
    ['im: a < b', 'im: @Counterpoint hi'],
    2,
  ])
})

test('ordinary words in a channel are nobody’s business', async () => {
  const slack = await slackForTest()
  await botFor(slack)
  const outcome = await slack.as('ana').in('news').type('Morning *all*')
  expect([outcome, slack.seen('news')]).toEqual([
    { acknowledged: false, afterMs: 0 },
    [expect.objectContaining({ author: 'ana', bot: false, text: 'Morning all', pinged: [] })],
  ])
})

test('joining, leaving, archiving, deleting, opening Home and removing the app are told', async () => {
  const slack = await slackForTest()
  const events: string[] = []
  await botFor(slack, app =>
    app.event(/.*/, async ({ event }) => {
      events.push(event.type)
    }),
  )
  await slack.invite('lobby')
  await clientOf(slack).chat.postMessage({ channel: 'lobby', text: 'Thanks' })
  await slack.expel('lobby')
  await slack.archive('general')
  await slack.erase('desk')
  await slack.openHome('ana')
  await slack.uninstall()
  expect(events).toEqual([
    'member_joined_channel',
    'channel_left',
    'channel_archive',
    'group_deleted',
    'app_home_opened',
    'tokens_revoked',
    'app_uninstalled',
  ])
})

test('a removed app can do nothing any more', async () => {
  const slack = await slackForTest({ patienceMs: 1 })
  await slack.uninstall()
  expect(await refusal(clientOf(slack).auth.test())).toBe('account_inactive')
})

test('a removed app hears nothing any more, and its commands are gone', async () => {
  const slack = await slackForTest()
  await botFor(slack)
  await slack.uninstall()
  const ana = slack.as('ana').in('news')
  expect([await ana.type('/story'), await ana.mention('hi')]).toEqual([
    { acknowledged: false, afterMs: 0, error: '/story is not a valid command.' },
    { acknowledged: false, afterMs: 0 },
  ])
})

test('a revoked token is refused by its own name, and the bot is told', async () => {
  const slack = await slackForTest()
  const bots: unknown[] = []
  await botFor(slack, app =>
    app.event('tokens_revoked', async ({ event }) => {
      bots.push(event.tokens.bot)
    }),
  )
  await slack.revoke()
  expect([bots, await refusal(clientOf(slack).auth.test())]).toEqual([[[slack.id('Counterpoint')]], 'token_revoked'])
})

test('an event whose scope is missing is never sent', async () => {
  const slack = await slackForTest({ scopes: ['chat:write'] })
  await botFor(slack)
  expect(await slack.as('ana').in('news').mention('hi')).toEqual({ acknowledged: false, afterMs: 0 })
})

test('people and channels that do not exist are named with those that do', async () => {
  const slack = await slackForTest()
  expect(() => slack.as('zoe')).toThrow('There are: ana, ben')
  expect(() => slack.as('ana').in('sport')).toThrow('There are: news, general, desk, lobby, bot')
  expect(() => slack.seen('sport')).toThrow('There are: news, general, desk, lobby, bot')
})
