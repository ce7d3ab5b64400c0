import type { App } from '@slack/bolt'
import { expect, test } from 'vitest'
import { botFor, slackForTest, soon } from './real-app.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (name: string) => ({ text: plain(name), value: name.toLowerCase() })
const staticSelect = { type: 'static_select' as const, action_id: 'pick', options: [option('Left'), option('Right')] }

const form = {
  type: 'modal' as const,
  callback_id: 'digest',
  title: plain('Digest'),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'time',
      label: plain('Time'),
      element: { type: 'timepicker' as const, action_id: 'time', initial_time: '08:00' },
    },
    { type: 'input' as const, block_id: 'side', label: plain('Side'), element: staticSelect },
    {
      type: 'input' as const,
      block_id: 'note',
      label: plain('Note'),
      optional: true,
      element: { type: 'plain_text_input' as const, action_id: 'note', max_length: 3 },
    },
    {
      type: 'input' as const,
      block_id: 'room',
      label: plain('Channel'),
      optional: true,
      element: { type: 'channels_select' as const, action_id: 'room' },
    },
  ],
}

async function withForm(onSubmit: (app: App) => void) {
  const slack = await slackForTest({ patienceMs: 400 })
  await botFor(slack, app => {
    app.command('/digest', async ({ ack, command, client }) => {
      await ack()
      await client.views.open({ trigger_id: command.trigger_id, view: form })
    })
    onSubmit(app)
  })
  await slack.as('ana').in('news').type('/digest')
  await soon(() => slack.form('ana')).toBeDefined()
  return slack
}

test('a form is filled by labels, sent with its defaults, and closes', async () => {
  const states: unknown[] = []
  const slack = await withForm(app =>
    app.view('digest', async ({ ack, view }) => {
      states.push(view.state.values)
      await ack()
    }),
  )
  const outcome = await slack.as('ana').in('news').submit({ side: 'Left', note: 'hey', room: 'general' })
  expect([outcome.error, slack.form('ana'), states]).toMatchObject([
    undefined,
    undefined,
    [
      {
        time: { time: { type: 'timepicker', selected_time: '08:00' } },
        side: { pick: { selected_option: { value: 'left' } } },
        note: { note: { value: 'hey' } },
        room: { room: { selected_channel: expect.stringMatching(/^C/) } },
      },
    ],
  ])
})

test('a form is not sent while a field is missing or too long', async () => {
  const slack = await withForm(() => {})
  const ana = slack.as('ana').in('news')
  const errors = [(await ana.submit({})).error, (await ana.submit({ side: 'Left', note: 'long' })).error]
  expect(errors).toEqual(['Side: Please complete this required field.', 'Note: Enter at most 3 characters.'])
})

test('the bot may find errors, show another form, or make no sense', async () => {
  const replies = [
    { response_action: 'errors', errors: { note: 'Too rude' } },
    { response_action: 'errors', errors: { nowhere: 'x' } },
    { response_action: 'update', view: { ...form, title: plain('x'.repeat(25)) } },
    { response_action: 'update', view: { ...form, title: plain('Again') } },
    { response_action: 'push', view: { ...form, title: plain('More') } },
    { response_action: 'clear' },
  ] as const
  let turn = 0
  const slack = await withForm(app =>
    app.view('digest', async ({ ack }) => {
      await ack(replies[turn])
      turn += 1
    }),
  )
  const seen: unknown[] = []
  for (const _ of replies) {
    const { error } = await slack.as('ana').in('news').submit({ side: 'Left' })
    seen.push([error, slack.form('ana')?.title])
  }
  const titled = (text: string) => ({ ...plain(text), emoji: true })
  const trouble = 'We had some trouble connecting. Try again?'
  expect(seen).toEqual([
    ['Note: Too rude', titled('Digest')],
    [trouble, titled('Digest')],
    [trouble, titled('Digest')],
    [undefined, titled('Again')],
    [undefined, titled('More')],
    [undefined, undefined],
  ])
})

test('a form that nobody takes stays open', async () => {
  const slack = await withForm(() => {})
  const outcome = await slack.as('ana').in('news').submit({ side: 'Left' })
  expect([outcome.acknowledged, outcome.error, slack.form('ana')?.callback_id]).toEqual([
    false,
    'We had some trouble connecting. Try again?',
    'digest',
  ])
})
