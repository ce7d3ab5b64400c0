import { afterAll, beforeAll, expect, test } from 'vitest'
import { registration } from '../../../src/adapters/discord/register.ts'
import type { Answer, Ask, Command, Word } from '../../../src/commands/command.ts'
import type { Form } from '../../../src/core/message/form.ts'
import type { Newsroom } from './newsroom.ts'
import { openNewsroom } from './newsroom.ts'

const word = (name: string, kind: Word['kind'], more: Partial<Word> = {}): Word => ({
  name,
  kind,
  summary: 'command.story.query',
  typed: true,
  required: false,
  ...more,
})
const LAYOUTS = [
  { label: 'Compact', value: 'compact' },
  { label: 'Full', value: 'full' },
]

const digest: Command = {
  name: 'digest',
  called: 'digest',
  summary: 'command.story.summary',
  example: '/digest daily 08:30',
  words: [word('say', 'text'), word('id', 'part', { typed: false })],
  subcommands: [
    { name: 'set', summary: 'command.story.summary', words: [] },
    {
      name: 'daily',
      summary: 'command.story.summary',
      words: [
        word('topics', 'topics'),
        word('time', 'time', { required: true }),
        word('timezone', 'zone'),
        word('layout', 'layout', { choices: LAYOUTS }),
        word('stories', 'number', { range: { least: 1, most: 10 } }),
      ],
    },
  ],
  answer: () => Promise.resolve({ kind: 'message', message: { summary: '', blocks: [], notify: false } }),
  suggest: (ask, name, typed) => [
    { label: `${name} ${typed} ${Object.values(ask.words).join(' ')}`, value: `${typed}!` },
  ],
}

const form: Form = {
  title: 'A digest',
  submit: 'Set',
  press: { command: 'digest', words: ['', 'k3j9x0aa'], visibility: 'everyone' },
  fields: [
    { kind: 'time', name: 'time', label: 'Time', value: '25:00' },
    {
      kind: 'search',
      name: 'timezone',
      label: 'Time zone',
      word: 'timezone',
      chosen: [{ label: 'Berlin', value: 'Europe/Berlin' }],
      required: true,
      many: false,
    },
    {
      kind: 'choices',
      name: 'day',
      label: 'Days',
      options: ['mon', 'tue', 'wed'].map(day => ({ label: day, value: day })),
      chosen: ['mon'],
      least: 0,
      most: 7,
    },
    { kind: 'text', name: 'topics', label: 'Topics', value: '', hint: 'All', most: 100, required: false },
    { kind: 'choice', name: 'layout', label: 'Layout', options: LAYOUTS, chosen: 'compact' },
    { kind: 'text', name: 'stories', label: 'Stories', value: '5', most: 2, required: false },
  ],
}

const HEARD: Answer = {
  kind: 'message',
  message: { summary: '', blocks: [{ kind: 'note', text: 'Heard.' }], notify: false },
}

let here: Newsroom
beforeAll(async () => {
  const answer = (ask: Ask): Answer => (ask.words.do === 'set' ? { ...HEARD, form } : HEARD)
  here = await openNewsroom({ commands: [digest], answer })
})
afterAll(async () => {
  expect(here.refusals).toEqual([])
  expect(here.discord.defects()).toEqual([])
  await here.close()
})

const ana = () => here.discord.as('ana').in('news')

test('a command with subcommands registers them in place of its words, and asks for no permission', () => {
  const [registered] = registration([digest])
  expect(registered?.options?.map(option => [option.type, option.name])).toEqual([
    [1, 'set'],
    [1, 'daily'],
  ])
  expect(registered).not.toHaveProperty('default_member_permissions')
})

test('the options of a subcommand have their types, the required ones first', () => {
  const [registered] = registration([digest])
  expect(registered?.options?.[1]).toMatchObject({
    options: [
      { name: 'time', type: 3, required: true, autocomplete: true },
      { name: 'topics', type: 3, autocomplete: true },
      { name: 'timezone', type: 3, autocomplete: true },
      { name: 'layout', type: 3, choices: [{ name: 'Compact', value: 'compact' }, { value: 'full' }] },
      { name: 'stories', type: 4, min_value: 1, max_value: 10 },
    ],
  })
})

test('a subcommand arrives with its name and its options', async () => {
  await ana().type('/digest daily time:08:30 timezone:Europe/Berlin layout:Full stories:3 topics:ukraine, gaza')
  expect(here.asks.at(-1)).toMatchObject({
    command: 'digest',
    words: {
      do: 'daily',
      time: '08:30',
      timezone: 'Europe/Berlin',
      layout: 'full',
      stories: '3',
      topics: 'ukraine, gaza',
    },
  })
})

test('what is typed in an option of a subcommand is completed, with a view to the other options', async () => {
  expect(await ana().suggest('/digest daily stories:3 timezone:Europe/Berlin time:8')).toEqual([
    { name: 'time 8 daily Europe/Berlin 3', value: '8!' },
  ])
})

test('a form shows its first five questions, with what was typed wrongly still there', async () => {
  await ana().type('/digest set')
  await expect
    .poll(() => here.discord.form('ana')?.components)
    .toMatchObject([
      { label: 'Time', component: { type: 4, custom_id: 'time', value: '25:00', required: true } },
      { label: 'Time zone', component: { type: 4, value: 'Europe/Berlin' } },
      { label: 'Days', component: { type: 3, min_values: 0, max_values: 3, required: false } },
      { label: 'Topics', component: { type: 4, placeholder: 'All', max_length: 100, required: false } },
      { label: 'Layout', component: { type: 3, required: true } },
    ])
})

test('every kind of question of a form that is sent is read', async () => {
  const outcome = await ana().submit({ time: '8:30', day: ['mon', 'wed'], topics: 'ukraine, gaza', layout: 'Full' })
  expect(outcome).toMatchObject({ acknowledged: true })
  expect(here.asks.at(-1)).toMatchObject({
    command: 'digest',
    visibility: 'everyone',
    words: {
      time: '8:30',
      timezone: 'Europe/Berlin',
      day: 'mon,wed',
      topics: 'ukraine, gaza',
      layout: 'full',
      id: 'k3j9x0aa',
    },
  })
})

test('a question that was left empty arrives empty', async () => {
  await ana().type('/digest set')
  await expect.poll(() => here.discord.form('ana')).toBeDefined()
  await ana().submit({ time: '8:30', day: [] })
  expect(here.asks.at(-1)?.words).toMatchObject({ day: '', topics: '' })
})
