import { ErrorCode, type WebClient } from '@slack/web-api'
import { expect, test } from 'vitest'
import { ownWorkspaceScopes, type SlackEmulator } from '../../../src/emulators/slack/slack-emulator.ts'
import { methods } from '../../../src/emulators/slack/web-api.ts'
import { botFor, clientOf, refusal, slackForTest } from './real-app.ts'

interface Stage {
  readonly slack: SlackEmulator
  readonly client: WebClient
  /** Channel ids by name. */
  readonly ids: Readonly<Record<string, string>>
  /** A message of the bot in #news. */
  readonly ts: string
  /** A fresh right to open a form. */
  readonly trigger: () => Promise<string>
}

const modal = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'Digest' }, blocks: [] }
const home = { type: 'home' as const, blocks: [{ type: 'divider' as const }] }

/** One good call of each method and what has to come of it. */
const matrix: Readonly<Record<string, (stage: Stage) => Promise<unknown>>> = {
  'auth.test': async ({ client }) => expect((await client.auth.test()).bot_id).toMatch(/^B/),
  'apps.connections.open': async ({ slack }) => {
    const { url } = await clientOf(slack, slack.credentials.SLACK_APP_TOKEN).apps.connections.open({})
    expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/)
  },
  'team.info': async ({ client }) => expect((await client.team.info()).team?.id).toMatch(/^T/),
  'users.info': async ({ client, slack }) => {
    const [post] = slack.seen('general')
    const user = (await client.users.info({ user: String(post!.payload.user), include_locale: true })).user
    expect(user).toMatchObject({ name: 'ana', is_admin: true, tz: 'UTC', locale: 'en-US' })
  },
  'bots.info': async ({ client }) => expect((await client.bots.info({})).bot?.name).toBe('Counterpoint'),
  'chat.postMessage': async ({ client, slack, ids }) => {
    const { ts } = await client.chat.postMessage({ channel: ids.news!, text: 'Two &lt; three' })
    expect(slack.seen('news').at(-1)).toMatchObject({ id: ts, text: 'Two < three', bot: true, author: 'Counterpoint' })
  },
  'chat.postEphemeral': async ({ client, slack, ids }) => {
    const user = String(slack.seen('general')[0]!.payload.user)
    await client.chat.postEphemeral({ channel: ids.news!, user, text: 'For you' })
    expect(slack.seen('news').at(-1)).toMatchObject({ text: 'For you', onlyFor: 'ana' })
  },
  'chat.update': async ({ client, slack, ids, ts }) => {
    await client.chat.update({ channel: ids.news!, ts, text: 'Corrected' })
    expect(slack.seen('news')).toMatchObject([{ id: ts, text: 'Corrected', edited: true }])
  },
  'chat.delete': async ({ client, slack, ids, ts }) => {
    await client.chat.delete({ channel: ids.news!, ts })
    expect(slack.seen('news')).toEqual([])
  },
  'chat.getPermalink': async ({ client, ids, ts }) => {
    const { permalink } = await client.chat.getPermalink({ channel: ids.news!, message_ts: ts })
    expect(permalink).toBe(`https://emulated-newsroom.slack.com/archives/${ids.news}/p${ts.replace('.', '')}`)
  },
  'conversations.info': async ({ client, ids }) => {
    expect((await client.conversations.info({ channel: ids.lobby! })).channel).toMatchObject({ is_member: false })
  },
  'conversations.list': async ({ client }) => {
    const { channels } = await client.conversations.list({ types: 'public_channel,private_channel' })
    expect(channels?.map(channel => channel.name)).toEqual(['news', 'general', 'desk', 'lobby'])
  },
  'users.conversations': async ({ client }) => {
    const { channels } = await client.users.conversations({ types: 'public_channel,private_channel' })
    expect(channels?.map(channel => channel.name)).toEqual(['news', 'general', 'desk'])
  },
  'conversations.open': async ({ client, slack }) => {
    const users = String(slack.seen('general')[0]!.payload.user)
    expect((await client.conversations.open({ users })).channel?.id).toMatch(/^D/)
  },
  'conversations.join': async ({ client, ids }) => {
    await client.conversations.join({ channel: ids.lobby! })
    expect((await client.chat.postMessage({ channel: ids.lobby!, text: 'Hello' })).ok).toBe(true)
  },
  'conversations.history': async ({ client, ids, ts }) => {
    expect((await client.conversations.history({ channel: ids.news! })).messages).toMatchObject([{ ts }])
  },
  'conversations.replies': async ({ client, ids, ts }) => {
    const reply = await client.chat.postMessage({ channel: ids.news!, text: 'A side', thread_ts: ts })
    const { messages } = await client.conversations.replies({ channel: ids.news!, ts })
    expect(messages).toMatchObject([
      { ts, reply_count: 1 },
      { ts: reply.ts, thread_ts: ts },
    ])
  },
  'views.open': async ({ client, slack, trigger }) => {
    await client.views.open({ trigger_id: await trigger(), view: modal })
    expect(slack.form('ana')).toMatchObject({ type: 'modal', title: { text: 'Digest' } })
  },
  'views.push': async ({ client, slack, trigger }) => {
    const below = await client.views.open({ trigger_id: await trigger(), view: modal })
    await client.views.push({ trigger_id: await trigger(), view: { ...modal, callback_id: 'second' } })
    expect(slack.form('ana')).toMatchObject({ callback_id: 'second', root_view_id: below.view?.id })
  },
  'views.update': async ({ client, slack, trigger }) => {
    const opened = await client.views.open({ trigger_id: await trigger(), view: modal })
    await client.views.update({ view_id: opened.view!.id!, view: { ...modal, callback_id: 'changed' } })
    expect(slack.form('ana')).toMatchObject({ id: opened.view!.id, callback_id: 'changed' })
  },
  'views.publish': async ({ client, slack }) => {
    await client.views.publish({ user_id: String(slack.seen('general')[0]!.payload.user), view: home })
    expect([slack.home('ana')?.type, slack.home('ben')]).toEqual(['home', undefined])
  },
}

const moreScopes = [...ownWorkspaceScopes, 'team:read', 'im:write', 'im:read', 'channels:join']

async function stage(scopes: readonly string[] = moreScopes): Promise<Stage> {
  const slack = await slackForTest({ scopes })
  const client = clientOf(slack)
  const triggers: string[] = []
  let bot = false
  await slack.as('ana').in('general').say('Morning')
  const { channels } = await client.conversations.list({ types: 'public_channel,private_channel' })
  const ids = Object.fromEntries(channels!.map(channel => [channel.name!, channel.id!]))
  const { ts } = await client.chat.postMessage({ channel: 'news', text: 'Facts' })
  return {
    slack,
    client,
    ids,
    ts: ts!,
    async trigger() {
      if (!bot) {
        await botFor(slack, app =>
          app.command('/story', async ({ ack, command }) => {
            triggers.push(command.trigger_id)
            await ack()
          }),
        )
      }
      bot = true
      await slack.as('ana').in('news').type('/story')
      return triggers.at(-1)!
    },
  }
}

test('every emulated method stands in the matrix, and nothing else does', () => {
  expect(Object.keys(matrix).toSorted()).toEqual(Object.keys(methods).toSorted())
})

test.for(Object.keys(matrix))('%s does what Slack does', async name => {
  const staged = await stage()
  await matrix[name]!(staged)
  expect(
    staged.slack
      .calls()
      .filter(call => call.name === name)
      .map(call => call.status),
  ).toContain(200)
})

test('a method that Slack does not have is refused and noted', async () => {
  const { client, slack } = await stage()
  const error = await refusal(client.apiCall('stories.publish', { id: 1 }))
  expect([error, slack.calls().at(-1)]).toEqual([
    'unknown_method',
    expect.objectContaining({ name: 'stories.publish', error: 'unknown_method', status: 200, body: { id: '1' } }),
  ])
})

test('tokens are told apart', async () => {
  const { slack } = await stage()
  const { SLACK_APP_TOKEN, SLACK_BOT_TOKEN } = slack.credentials
  expect(
    await Promise.all([
      refusal(clientOf(slack, '').auth.test()),
      refusal(clientOf(slack, 'xoxb-someone-else').auth.test()),
      refusal(clientOf(slack, SLACK_APP_TOKEN).auth.test()),
      refusal(clientOf(slack, SLACK_BOT_TOKEN).apps.connections.open({})),
    ]),
  ).toEqual(['not_authed', 'invalid_auth', 'not_allowed_token_type', 'not_allowed_token_type'])
})

test('no token is ever kept in the log', async () => {
  const { slack } = await stage()
  const { SLACK_BOT_TOKEN } = slack.credentials
  await fetch(`${slack.url}auth.test`, { method: 'POST', body: new URLSearchParams({ token: SLACK_BOT_TOKEN! }) })
  expect([slack.calls().at(-1)?.name, JSON.stringify(slack.calls()).includes('xoxb')]).toEqual(['auth.test', false])
})

test('a scope that the manifest did not ask for is named', async () => {
  const { client } = await stage(ownWorkspaceScopes)
  const problem: unknown = await client.team.info().catch((caught: object) => caught)
  expect(problem).toMatchObject({
    code: ErrorCode.PlatformError,
    data: { error: 'missing_scope', needed: 'team:read', provided: ownWorkspaceScopes.join(',') },
  })
})

test('places where the bot may not post or read are refused as Slack refuses them', async () => {
  const world = {
    people: [{ name: 'ana' }, { name: 'ben' }],
    channels: [
      { name: 'lobby', kind: 'text', bot: false },
      { name: 'board', kind: 'private', bot: false },
      { name: 'ana-ben', kind: 'direct', bot: false },
      { name: 'old', kind: 'text' },
    ],
  } as const
  const slack = await slackForTest({ world, patienceMs: 1 })
  const client = clientOf(slack)
  const ids: string[] = []
  for (const { name } of world.channels) {
    await slack.as('ana').in(name).say('Here')
    ids.push(slack.seen(name)[0]!.channel)
  }
  await slack.archive('old')
  const posts = await Promise.all(ids.map(channel => refusal(client.chat.postMessage({ channel, text: 'x' }))))
  const reads = await Promise.all(ids.map(channel => refusal(client.conversations.history({ channel }))))
  expect({ posts, reads }).toEqual({
    posts: ['not_in_channel', 'channel_not_found', 'channel_not_found', 'is_archived'],
    reads: ['not_in_channel', 'channel_not_found', 'channel_not_found', 'accepted'],
  })
})

test('a bot with chat:write.public posts where it is no member', async () => {
  const slack = await slackForTest({ scopes: [...ownWorkspaceScopes, 'chat:write.public'] })
  expect(await refusal(clientOf(slack).chat.postMessage({ channel: '#lobby', text: 'Hello' }))).toBe('accepted')
})

test('without the history scope of its kind a channel is not read', async () => {
  const slack = await slackForTest({ scopes: ['chat:write', 'channels:read', 'groups:history'] })
  const client = clientOf(slack)
  const { channel } = await client.chat.postMessage({ channel: 'news', text: 'x' })
  expect(await refusal(client.conversations.history({ channel: channel! }))).toBe('missing_scope')
})

test('a form needs a fresh trigger, and each trigger opens one', async () => {
  let time = Date.now()
  const slack = await slackForTest({ now: () => time })
  const triggers: string[] = []
  await botFor(slack, app =>
    app.command('/story', async ({ ack, command }) => {
      triggers.push(command.trigger_id)
      await ack()
    }),
  )
  const client = clientOf(slack)
  await slack.as('ana').in('news').type('/story')
  await slack.as('ana').in('news').type('/story')
  const [first, second] = triggers
  const open = (trigger_id: string, view: object = modal) => refusal(client.apiCall('views.open', { trigger_id, view }))
  const errors = [await open(first!, { type: 'modal' }), await open(first!), await open(first!), await open('1.2.3')]
  time += 3001
  errors.push(await open(second!))
  expect(errors).toEqual([
    'invalid_arguments',
    'accepted',
    'exchanged_trigger_id',
    'invalid_trigger_id',
    'expired_trigger_id',
  ])
})

test('a fourth form on top of three is refused', async () => {
  const { client, trigger } = await stage()
  const calls = [refusal(client.views.open({ trigger_id: await trigger(), view: modal }))]
  for (let n = 0; n < 3; n += 1) calls.push(refusal(client.views.push({ trigger_id: await trigger(), view: modal })))
  expect(await Promise.all(calls)).toEqual(['accepted', 'accepted', 'accepted', 'push_limit_reached'])
})

test('a form that is too large, out of date, unknown or opened twice under one name is refused', async () => {
  const { client, trigger } = await stage()
  const text = { type: 'mrkdwn', text: 'x'.repeat(2900) }
  const large = { ...modal, blocks: Array.from({ length: 90 }, () => ({ type: 'section', text })) }
  const named = { ...modal, external_id: 'setup' }
  const open = (view: object, trigger_id: string) => refusal(client.apiCall('views.open', { trigger_id, view }))
  const unused = await trigger()
  const errors = [await open(large, unused), await open(named, unused), await open(named, await trigger())]
  const update = (which: object) => refusal(client.apiCall('views.update', { view: modal, ...which }))
  errors.push(await update({ external_id: 'setup', hash: '1.old' }), await update({ view_id: 'V404' }))
  expect(errors).toEqual(['view_too_large', 'accepted', 'duplicate_external_id', 'hash_conflict', 'not_found'])
})

test('a Home tab that changed meanwhile is not overwritten', async () => {
  const { client, slack } = await stage()
  const user_id = String(slack.seen('general')[0]!.payload.user)
  const first = await client.views.publish({ user_id, view: home })
  await client.views.publish({ user_id, view: home })
  expect(await refusal(client.views.publish({ user_id, view: home, hash: first.view!.hash! }))).toBe('hash_conflict')
})

test('a private message needs membership, unlike an answer', async () => {
  const { client, slack, ids } = await stage()
  const user = String(slack.seen('general')[0]!.payload.user)
  expect(await refusal(client.chat.postEphemeral({ channel: ids.lobby!, user, text: 'x' }))).toBe('not_in_channel')
})
