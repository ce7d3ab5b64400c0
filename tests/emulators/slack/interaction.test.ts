import type { App, types } from '@slack/bolt'
import { expect, test } from 'vitest'
import { botFor, clientOf, slackForTest, soon } from './real-app.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const button = (action_id: string, text: string) => ({
  type: 'button' as const,
  action_id,
  text: plain(text),
  value: `v-${action_id}`,
})
const option = (name: string) => ({ text: plain(name), value: name.toLowerCase() })
const external = (min_query_length?: number) => ({
  type: 'external_select' as const,
  action_id: 'find',
  placeholder: plain('Find a story'),
  ...(min_query_length === undefined ? {} : { min_query_length }),
})
const staticSelect = { type: 'static_select' as const, action_id: 'pick', options: [option('Left'), option('Right')] }

type Element = types.ActionsBlock['elements'][number]

async function posted(elements: Element[], prepare: (app: App) => void, patienceMs = 3000) {
  const slack = await slackForTest({ patienceMs })
  await botFor(slack, prepare)
  const client = clientOf(slack)
  const { ts, channel } = await client.chat.postMessage({
    channel: 'news',
    text: 'Story',
    blocks: [{ type: 'actions', block_id: 'row', elements }],
  })
  return { slack, client, ts: ts!, channel: channel! }
}

test('a press brings the message, the button and a fresh response_url', async () => {
  const bodies: object[] = []
  const { slack, ts, channel } = await posted([button('sides', 'Both sides')], app =>
    app.action('sides', async ({ ack, body }) => {
      bodies.push(body)
      await ack()
    }),
  )
  const outcome = await slack.as('ana').in('news').press(ts, 'Both sides')
  expect([outcome.acknowledged, bodies]).toMatchObject([
    true,
    [
      {
        type: 'block_actions',
        user: { name: 'ana' },
        container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
        channel: { id: channel, name: 'news' },
        message: { ts, text: 'Story' },
        state: { values: {} },
        actions: [
          { type: 'button', action_id: 'sides', block_id: 'row', value: 'v-sides', text: { text: 'Both sides' } },
        ],
        trigger_id: expect.any(String),
        response_url: expect.stringContaining('/actions/'),
      },
    ],
  ])
})

test('a private message is not part of what a press brings', async () => {
  const bodies: object[] = []
  const { slack, client, channel } = await posted([button('x', 'X')], app =>
    app.action('sides', async ({ ack, body }) => {
      bodies.push(body)
      await ack()
    }),
  )
  await slack.as('ana').in('news').say('Hi')
  const user = String(slack.seen('news').at(-1)!.payload.user)
  const elements = [button('sides', 'Both sides')]
  await client.chat.postEphemeral({ channel, user, text: 'x', blocks: [{ type: 'actions', elements }] })
  await slack.as('ana').in('news').press(slack.seen('news').at(-1)!.id, 'sides')
  expect(bodies).toEqual([expect.objectContaining({ container: expect.objectContaining({ is_ephemeral: true }) })])
  expect(bodies[0]).not.toHaveProperty('message')
})

test('a press that nobody acknowledges fails in front of the person', async () => {
  const { slack, ts } = await posted([button('sides', 'Both sides')], () => {}, 30)
  expect(await slack.as('ana').in('news').press(ts, 'sides')).toMatchObject({
    acknowledged: false,
    error: 'operation_timeout',
  })
})

test('a button that is not there is named with those that are', async () => {
  const { slack, ts } = await posted([button('sides', 'Both sides')], () => {})
  await expect(slack.as('ana').in('news').press(ts, 'Sources')).rejects.toThrow('There are: Both sides')
})

test('a choice is sent and remembered until the next act on the message', async () => {
  const bodies: object[] = []
  const { slack, ts } = await posted([staticSelect, button('go', 'Go')], app =>
    app.action(/./, async ({ ack, body }) => {
      bodies.push(body)
      await ack()
    }),
  )
  await slack.as('ana').in('news').choose(ts, 'pick', 'Right')
  await slack.as('ana').in('news').press(ts, 'Go')
  const state = { values: { row: { pick: { type: 'static_select', selected_option: { value: 'right' } } } } }
  expect([slack.seen('news')[0]!.selects, bodies]).toMatchObject([
    [
      {
        id: 'pick',
        options: [
          { name: 'Left', value: 'left' },
          { name: 'Right', value: 'right' },
        ],
      },
    ],
    [
      { actions: [{ selected_option: { value: 'right' } }], state },
      { actions: [{ action_id: 'go' }], state },
    ],
  ])
})

test('choices in one row are remembered side by side', async () => {
  const bodies: object[] = []
  const other = { ...staticSelect, action_id: 'other' }
  const { slack, ts } = await posted([staticSelect, other], app =>
    app.action(/./, async ({ ack, body }) => {
      bodies.push(body)
      await ack()
    }),
  )
  await slack.as('ana').in('news').choose(ts, 'pick', 'Right')
  await slack.as('ana').in('news').choose(ts, 'other', 'Left')
  await slack.as('ben').in('news').choose(ts, 'other', 'Left')
  const left = { type: 'static_select', selected_option: option('Left') }
  const right = { type: 'static_select', selected_option: option('Right') }
  const none = { type: 'static_select', selected_option: null }
  expect(bodies).toMatchObject([
    { state: { values: { row: { pick: right, other: none } } } },
    { state: { values: { row: { pick: right, other: left } } } },
    { state: { values: { row: { pick: none, other: left } } } },
  ])
})

test('an external select asks the bot while one types, and takes what it offered', async () => {
  const chosen: unknown[] = []
  const { slack, ts } = await posted([external(2)], app => {
    app.options('find', ({ ack, options }) =>
      ack({ options: [option(`${options.value} One`), option(`${options.value} Two`)] }),
    )
    app.action('find', async ({ ack, action }) => {
      chosen.push(action)
      await ack()
    })
  })
  const ana = slack.as('ana').in('news')
  const offered = [await ana.suggest('k', ts, 'find'), await ana.suggest('ko', ts, 'Find a story')]
  const outcome = await ana.choose(ts, 'find', 'ko Two')
  expect([offered, outcome.acknowledged, chosen]).toMatchObject([
    [
      [],
      [
        { name: 'ko One', value: 'ko one' },
        { name: 'ko Two', value: 'ko two' },
      ],
    ],
    true,
    [{ type: 'external_select', selected_option: { value: 'ko two' } }],
  ])
})

test('suggestions that are too many, too long or too late are not shown', async () => {
  const answers: Readonly<Record<string, { options: types.PlainTextOption[] }>> = {
    many: { options: Array.from({ length: 101 }, (_, n) => option(`o${n}`)) },
    full: { options: Array.from({ length: 100 }, (_, n) => option(`o${n}`)) },
    long: { options: [option('x'.repeat(76))] },
  }
  const { slack, ts } = await posted(
    [external(0)],
    app =>
      app.options('find', async ({ ack, options }) => {
        const answer = answers[options.value]
        if (answer) await ack(answer)
      }),
    250,
  )
  const shown: number[] = []
  for (const typed of ['many', 'full', 'long', 'late']) {
    shown.push((await slack.as('ana').in('news').suggest(typed, ts, 'find')).length)
  }
  const refused = slack.calls().filter(call => call.name === 'ack block_suggestion')
  expect([shown, refused.map(call => call.error)]).toEqual([
    [0, 100, 0, 0],
    [
      'no more than 100 items allowed [json-pointer:/options]',
      expect.stringContaining('must be less than 76 characters'),
    ],
  ])
})

test('a select asks for three letters unless it says otherwise, and commands complete nothing', async () => {
  const { slack, ts } = await posted([external()], app =>
    app.options('find', ({ ack }) => ack({ options: [option('One')] })),
  )
  const ana = slack.as('ana').in('news')
  expect([
    await ana.suggest('ko', ts, 'find'),
    (await ana.suggest('kor', ts, 'find')).length,
    await ana.suggest('/story k'),
  ]).toEqual([[], 1, []])
})

test('a Home tab has buttons too', async () => {
  const bodies: object[] = []
  const slack = await slackForTest()
  await botFor(slack, app => {
    app.event('app_home_opened', async ({ event, client }) => {
      const blocks = [{ type: 'actions' as const, elements: [button('setup', 'Set up')] }]
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
    })
    app.action('setup', async ({ ack, body }) => {
      bodies.push(body)
      await ack()
    })
  })
  await slack.openHome('ana')
  await soon(() => slack.home('ana')).toBeDefined()
  await slack
    .as('ana')
    .in('news')
    .press(String(slack.home('ana')!.id), 'Set up')
  expect(bodies).toMatchObject([
    { container: { type: 'view' }, view: { type: 'home' }, actions: [{ action_id: 'setup' }] },
  ])
})

test('shortcuts reach the bot, alone or on a message', async () => {
  const bodies: object[] = []
  const { slack, ts } = await posted([button('x', 'X')], app =>
    app.shortcut(/./, async ({ ack, body }) => {
      bodies.push(body)
      await ack()
    }),
  )
  await slack.shortcut('ana', 'find_story')
  await slack.shortcut('ben', 'both_sides', { channel: 'news', message: ts })
  expect(bodies).toMatchObject([
    { type: 'shortcut', callback_id: 'find_story' },
    { type: 'message_action', callback_id: 'both_sides', message: { ts }, response_url: expect.any(String) },
  ])
})
