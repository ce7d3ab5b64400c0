import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderForm } from '../../../src/adapters/slack/form.ts'
import type { FormField } from '../../../src/core/message/form.ts'
import { refuseView } from '../../../src/emulators/slack/view-method.ts'
import { FIELDS, form } from './field.ts'

function elementOf(field: FormField): Readonly<Record<string, unknown>> {
  return renderForm(form([field])).blocks[0]!.element
}

const [time, zone, days, topics, , note] = FIELDS

test('a form with a field of each kind is one that Slack opens', () => {
  expect(refuseView(renderForm(form()), false)).toBe(undefined)
})

test('each field starts with what it held before', () => {
  expect(renderForm(form()).blocks.map(block => block.element)).toMatchObject([
    { type: 'timepicker', initial_time: '08:30' },
    { type: 'external_select', initial_option: { value: 'Europe/Berlin' }, min_query_length: 0 },
    { type: 'multi_static_select', initial_options: [{ value: 'mon' }, { value: 'wed' }], max_selected_items: 3 },
    { type: 'multi_external_select', initial_options: [{ value: 'gaza' }, { value: 'ports' }] },
    { type: 'static_select', initial_option: { value: 'full' } },
    { type: 'plain_text_input', initial_value: 'as before', max_length: 20 },
  ])
})

test('only what may stay empty is optional', () => {
  const optional = renderForm(form([...FIELDS, { ...days, name: 'more', least: 0 }])).blocks
  expect(optional.filter(block => block.optional).map(block => block.block_id)).toEqual(['topics', 'note', 'more'])
})

describe('what was typed wrongly stays to be seen and mended', () => {
  test.each([
    ['a time that is none', { ...time, value: 'half past nine' }, 'half past nine'],
    ['a time that no clock shows', { ...time, value: '24:00' }, '24:00'],
    ['a text that is too long', { ...note, value: 'x'.repeat(21) }, 'x'.repeat(21)],
    [
      'a value that is too long to be chosen',
      { ...zone, chosen: [{ label: 'x', value: 'x'.repeat(76) }] },
      'x'.repeat(76),
    ],
    ['two zones', { ...zone, chosen: [...zone.chosen, { label: 'x', value: 'x' }] }, 'Europe/Berlin, x'],
  ] as const)('%s', (_what, field, shown) => {
    expect(elementOf(field)).toMatchObject({ type: 'plain_text_input', initial_value: shown })
    expect(refuseView(renderForm(form([field])), false)).toBe(undefined)
  })
})

test('no more is chosen from the start than can be', () => {
  const field = { ...days, chosen: ['mon', 'tue', 'wed'], most: 2 }
  expect(refuseView(renderForm(form([field])), false)).toBe(undefined)
  expect(elementOf(field).initial_options).toMatchObject([{ value: 'mon' }, { value: 'tue' }])
})

test('what was typed twice is chosen once', () => {
  const twice = { ...topics, chosen: [...topics.chosen, ...topics.chosen] }
  expect(elementOf(twice).initial_options).toMatchObject([{ value: 'gaza' }, { value: 'ports' }])
})

test('an empty field starts empty', () => {
  const empty = [
    { ...time, value: '' },
    { ...zone, chosen: [] },
    { ...days, chosen: [] },
    { ...topics, chosen: [] },
    { ...note, value: '' },
  ]
  const elements = renderForm(form(empty)).blocks.map(block => block.element)
  expect(elements.flatMap(element => Object.keys(element)).filter(key => key.startsWith('initial'))).toEqual([])
  expect(refuseView(renderForm(form(empty)), false)).toBe(undefined)
})

test('whatever was typed or chosen, Slack opens the form', () => {
  const text = fc.string({ maxLength: 200 })
  const options = fc
    .uniqueArray(fc.record({ label: text, value: fc.stringMatching(/^[a-z-]{1,90}$/u) }), {
      selector: one => one.value,
      maxLength: 5,
    })
    .map(found => [...found])
  fc.assert(
    fc.property(text, options, options, fc.boolean(), (typed, chosen, known, many) => {
      const values = [...chosen, ...known].map(one => one.value)
      const fields: FormField[] = [
        { ...time, value: typed },
        { ...note, value: typed, hint: typed },
        { ...topics, chosen, hint: typed, many },
        { ...days, options: [{ label: typed, value: 'a' }], chosen: values, most: 1 },
      ]
      expect(refuseView(renderForm(form(fields)), false)).toBe(undefined)
    }),
    { numRuns: 100 },
  )
})
