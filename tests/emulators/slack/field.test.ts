import { describe, expect, test } from 'vitest'
import { viewFindings } from '../../../src/emulators/slack/block-check.ts'
import type { Json } from '../../../src/emulators/slack/json.ts'
import type { SlackEmulator } from '../../../src/emulators/slack/slack-emulator.ts'
import { botFor, slackForTest, soon } from './real-app.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (name: string) => ({ text: plain(name), value: name.toLowerCase() })
const OPTIONS = ['Monday', 'Tuesday', 'Wednesday'].map(option)

const ELEMENTS = {
  time: { type: 'timepicker' },
  days: { type: 'multi_static_select', options: OPTIONS, max_selected_items: 2 },
  zone: { type: 'external_select', initial_option: option('Berlin'), min_query_length: 2 },
  topics: { type: 'multi_external_select' },
  room: { type: 'conversations_select', filter: { include: ['public', 'private'] } },
  person: { type: 'conversations_select', filter: { exclude_bot_users: true } },
} as const satisfies Readonly<Record<string, Json>>

function view(elements: Readonly<Record<string, Json>>) {
  const blocks = Object.entries(elements).map(([name, element]) => ({
    type: 'input',
    block_id: name,
    label: plain(name),
    optional: true,
    element: { ...element, action_id: name },
  }))
  return { type: 'modal', title: plain('Digest'), submit: plain('Save'), callback_id: 'digest', blocks }
}

interface Opened {
  readonly slack: SlackEmulator
  /** What the form held when it was sent. */
  readonly states: unknown[]
  /** What was typed into fields whose options come from the bot. */
  readonly typed: string[]
}

async function opened(): Promise<Opened> {
  const slack = await slackForTest()
  const states: unknown[] = []
  const typed: string[] = []
  await botFor(slack, app => {
    app.command('/digest', async ({ ack, command, client }) => {
      await ack()
      await client.apiCall('views.open', { trigger_id: command.trigger_id, view: view(ELEMENTS) })
    })
    app.options(/^(?:zone|topics)$/u, async ({ ack, options }) => {
      typed.push(`${options.action_id}: ${options.value}`)
      const known = ['Bern', 'Gaza', 'Ports'].filter(name => name.startsWith(options.value))
      await ack({ options: known.map(option) })
    })
    app.view('digest', async ({ ack, view: { state } }) => {
      states.push(state.values)
      await ack()
    })
  })
  await slack.as('ana').in('news').type('/digest')
  await soon(() => slack.form('ana')).toBeDefined()
  return { slack, states, typed }
}

test('every field is filled as people fill it, and sent under Slack’s own names', async () => {
  const { slack, states } = await opened()
  const filled = { time: '08:30', days: ['Monday', 'tuesday'], zone: 'Bern', topics: ['Gaza', 'Ports'], room: 'desk' }
  await slack.as('ana').in('news').submit(filled)
  expect(states).toMatchObject([
    {
      time: { time: { type: 'timepicker', selected_time: '08:30' } },
      days: { days: { selected_options: [{ value: 'monday' }, { value: 'tuesday' }] } },
      zone: { zone: { selected_option: { value: 'bern' } } },
      topics: { topics: { selected_options: [{ value: 'gaza' }, { value: 'ports' }] } },
      room: { room: { selected_conversation: slack.id('desk') } },
    },
  ])
})

test('what a field started with is sent without the bot being asked, and can be emptied', async () => {
  const { slack, states, typed } = await opened()
  await slack.as('ana').in('news').submit({ zone: 'Berlin', topics: [], time: '' })
  expect([states, typed]).toMatchObject([
    [
      {
        zone: { zone: { selected_option: { value: 'berlin' } } },
        topics: { topics: { selected_options: [] } },
        time: { time: { selected_time: null } },
      },
    ],
    [],
  ])
})

test('the bot is asked for options while people type into an open form, from the second letter on', async () => {
  const { slack, typed } = await opened()
  const form = String(slack.form('ana')?.id)
  const ana = slack.as('ana').in('news')
  const offered = [await ana.suggest('B', form, 'zone'), await ana.suggest('Be', form, 'zone')]
  expect([offered, typed]).toEqual([[[], [{ name: 'Bern', value: 'bern' }]], ['zone: Be']])
})

describe('what no client lets a person do is an error', () => {
  test.each([
    [{ time: '8:30' }, 'A picker takes HH:MM, not "8:30"'],
    [{ time: '24:00' }, 'A picker takes HH:MM, not "24:00"'],
    [{ days: ['Friday'] }, 'There is no option "Friday". There are: Monday, Tuesday, Wednesday'],
    [{ zone: 'Atlantis' }, 'There is no option "Atlantis". There are: Berlin'],
    [{ room: 'bot' }, '"bot" is not offered there'],
    [{ person: 'bot' }, '"bot" is not offered there'],
  ])('%o', async (filled, error) => {
    const { slack } = await opened()
    await expect(slack.as('ana').in('news').submit(filled)).rejects.toThrow(error)
  })
})

test('too many are not sent', async () => {
  const { slack } = await opened()
  const days = ['Monday', 'Tuesday', 'Wednesday']
  expect((await slack.as('ana').in('news').submit({ days })).error).toBe('days: Choose at most 2.')
})

describe('Slack opens no form whose fields start with what nobody could leave there', () => {
  test.each([
    ['an option that is none', { type: 'static_select', options: OPTIONS, initial_option: option('Friday') }, 'match'],
    [
      'an option under another name',
      { type: 'static_select', options: OPTIONS, initial_option: { ...option('Monday'), text: plain('Mon') } },
      'match',
    ],
    ['more options than can be chosen', { ...ELEMENTS.days, initial_options: OPTIONS }, 'no more than 2'],
    ['a text that is too long', { type: 'plain_text_input', max_length: 3, initial_value: 'long' }, 'less than 4'],
    ['a time that is none', { type: 'timepicker', initial_time: '8:30' }, 'characters'],
  ])('%s', (_what, element, complaint) => {
    expect(viewFindings(view({ field: element }), false)).toEqual(
      expect.arrayContaining([expect.stringContaining(complaint)]),
    )
  })

  test('the fields of this file are all right', () => {
    expect(viewFindings(view(ELEMENTS), false)).toEqual([])
  })
})
