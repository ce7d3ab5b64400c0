import { afterAll, beforeAll, expect, test } from 'vitest'
import { asked, type Path, received, refusal, type Stage, stage, text } from './bot.ts'

let here: Stage
beforeAll(async () => {
  here = await stage({ requestsPerSecond: 1000, patienceMs: 250 })
})
afterAll(async () => {
  expect(here.discord.defects()).toEqual([])
  await here.close()
})

const post = (route: Path, body: object) => here.rest.post(route, { body, auth: false })
const a = (length: number) => 'a'.repeat(length)
const input = (more: object = {}) => ({ type: 4, custom_id: 'time', style: 1, ...more })
const field = (component: object = input(), more: object = {}) => ({ type: 18, label: 'Field', component, ...more })
const fields = (count: number) => Array.from({ length: count }, (_, n) => field(input({ custom_id: `f${n}` })))
const modal = (components: readonly object[], more: object = {}) => ({
  type: 9,
  data: { custom_id: 'set-up', title: 'Set up', components, ...more },
})
const options = (count: number) => Array.from({ length: count }, (_, n) => ({ label: `Option ${n}`, value: `${n}` }))
const select = (more: object = {}) => ({ type: 3, custom_id: 'days', options: options(3), ...more })

/** A form is open before ana. */
async function open(...components: readonly object[]): Promise<void> {
  const { callback } = await asked(here)
  await post(callback, modal(components))
}
const submit = (values: Record<string, string | readonly string[]>) => here.discord.as('ana').in('news').submit(values)

test.each([
  ['5 fields', modal(fields(5)), modal(fields(6)), 'data.components[BASE_TYPE_BAD_LENGTH]'],
  [
    'a title of 45',
    modal(fields(1), { title: a(45) }),
    modal(fields(1), { title: a(46) }),
    'data.title[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'a label of 45',
    modal([field(input(), { label: a(45) })]),
    modal([field(input(), { label: a(46) })]),
    'data.components[0].label[',
  ],
  [
    'a description of 100',
    modal([field(input(), { description: a(100) })]),
    modal([field(input(), { description: a(101) })]),
    'data.components[0].description[',
  ],
  [
    '25 options',
    modal([field(select({ options: options(25) }))]),
    modal([field(select({ options: options(26) }))]),
    'data.components[0].component.options[',
  ],
  [
    'a text of 4,000',
    modal([field(input({ max_length: 4000 }))]),
    modal([field(input({ max_length: 4001 }))]),
    'max_length[NUMBER_TYPE_MAX]',
  ],
  [
    'a placeholder of 100',
    modal([field(input({ placeholder: a(100) }))]),
    modal([field(input({ placeholder: a(101) }))]),
    'placeholder[',
  ],
])('%s are taken, and no more', async (_, within, over, said) => {
  const { callback } = await asked(here)
  expect(await refusal(post(callback, over))).toMatchObject({ code: 50035, message: expect.stringContaining(said) })
  await expect(post(callback, within)).resolves.toBeDefined()
})

test.each([
  ['no fields', modal([])],
  ['a button', modal([{ type: 1, components: [{ type: 2, style: 1, label: 'A', custom_id: 'a' }] }])],
  ['a bare input', modal([input()])],
  ['two fields of one id', modal([field(), field()])],
  ['a disabled select', modal([field(select({ disabled: true }))])],
])('a form with %s is refused', async (_, body) => {
  const { callback } = await asked(here)
  expect(await refusal(post(callback, body))).toMatchObject({ code: 50035 })
})

test('what is filled in reaches the bot', async () => {
  await open(text('Welcome'), field(), field(select({ max_values: 2 })), field({ type: 8, custom_id: 'where' }))
  const values = { time: '08:00', days: ['Option 1', '2'], where: 'lobby' }
  const { interaction, callback, outcome } = await received(here, () => submit(values))
  if (!interaction.isModalSubmit()) throw new Error('No form came.')
  expect(interaction.customId).toBe('set-up')
  expect(interaction.fields.getTextInputValue('time')).toBe('08:00')
  expect(interaction.fields.getStringSelectValues('days')).toEqual(['1', '2'])
  expect(interaction.fields.getSelectedChannels('where')?.firstKey()).toBe(here.discord.id('lobby'))
  await post(callback, { type: 4, data: { content: 'Done' } })
  expect(await outcome).toMatchObject({ acknowledged: true })
  await expect(submit({})).rejects.toThrow('No form is open before ana.')
})

test('a form cannot answer a form', async () => {
  await open(field())
  const { callback } = await received(here, () => submit({ time: 'A' }))
  expect(await refusal(post(callback, modal(fields(1))))).toMatchObject({
    code: 50035,
    message: expect.stringContaining('type['),
  })
})

test.each([
  [{}, 'Field: This field is required.'],
  [{ time: 'a' }, 'Field: Must be 2 or more in length.'],
  [{ time: 'abcd' }, 'Field: Must be 3 or fewer in length.'],
])('%j does not leave the form', async (values, error) => {
  await open(field(input({ min_length: 2, max_length: 3 })))
  expect(await submit(values)).toMatchObject({ acknowledged: false, error })
})

test('a form that nobody takes stays open', async () => {
  await open(field())
  expect(await submit({ time: 'A' })).toMatchObject({ error: 'The application did not respond' })
  expect(here.discord.form('ana')).toMatchObject({ id: 'set-up', title: 'Set up', components: [{ label: 'Field' }] })
})

test('a form that a button opened can change its message', async () => {
  const { callback, outcome } = await asked(here)
  const row = { type: 1, components: [{ type: 2, style: 1, label: 'Edit', custom_id: 'edit' }] }
  await post(callback, { type: 4, data: { content: 'Before', components: [row] } })
  await outcome
  const { id } = here.discord.seen('news').at(-1)!
  const pressed = await received(here, () => here.discord.as('ana').in('news').press(id, 'Edit'))
  await post(pressed.callback, modal(fields(1)))
  const submitted = await received(here, () => submit({ f0: 'A' }))
  await post(submitted.callback, { type: 7, data: { content: 'After' } })
  expect(here.discord.seen('news').at(-1)).toMatchObject({ id, text: 'After' })
})
