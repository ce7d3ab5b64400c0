import type { Form, FormField } from '../../../src/core/message/form.ts'

const option = (value: string) => ({ label: value.toUpperCase(), value })

/** A field of each kind, with something in it. */
export const FIELDS = [
  { kind: 'time', name: 'time', label: 'At', value: '08:30' },
  {
    kind: 'search',
    name: 'timezone',
    label: 'Zone',
    word: 'timezone',
    chosen: [{ label: 'Berlin', value: 'Europe/Berlin' }],
    hint: 'A city',
    required: true,
    many: false,
  },
  {
    kind: 'choices',
    name: 'day',
    label: 'Days',
    options: ['mon', 'tue', 'wed'].map(option),
    chosen: ['mon', 'wed'],
    least: 1,
    most: 3,
  },
  {
    kind: 'search',
    name: 'topics',
    label: 'Topics',
    word: 'topics',
    chosen: [option('gaza'), option('ports')],
    required: false,
    many: true,
  },
  { kind: 'choice', name: 'layout', label: 'Layout', options: ['compact', 'full'].map(option), chosen: 'full' },
  { kind: 'text', name: 'note', label: 'Note', value: 'as before', hint: 'What for', most: 20, required: false },
] as const satisfies readonly FormField[]

/** A form as a command makes it. */
export function form(fields: readonly FormField[] = FIELDS): Form {
  return {
    title: 'A digest for this channel',
    submit: 'Set it',
    press: { command: 'digest', words: ['', 'k3j9x0aa', 'set'], visibility: 'everyone' },
    fields,
  }
}
