import { describe, expect, test } from 'vitest'
import { refuseBlocks, viewFindings } from '../../../src/emulators/slack/block-check.ts'

type Block = Record<string, unknown>

const x = (length: number): string => 'x'.repeat(length)
const plain = (text: string): Block => ({ type: 'plain_text', text })
const mrkdwn = (text: string): Block => ({ type: 'mrkdwn', text })
const times = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at))
const section = (more: Block): Block => ({ type: 'section', text: plain('x'), ...more })
const button = (more: Block = {}): Block => ({ type: 'button', text: plain('x'), ...more })
const actions = (...elements: Block[]): Block => ({ type: 'actions', elements })
const option = (more: Block = {}): Block => ({ text: plain('x'), value: 'x', ...more })
const select = (more: Block = {}): Block => ({ type: 'static_select', options: [option()], ...more })
const confirm = (more: Block): Block => actions(button({ confirm: { text: plain('x'), ...more } }))
const image = (more: Block = {}): Block => ({
  type: 'image',
  image_url: 'https://a.example/i.png',
  alt_text: 'x',
  ...more,
})
const table = (type: string, rows: unknown[]): Block => ({ type, rows, ...(type === 'data_table' && { caption: 'x' }) })
const cell = (text = '1'): Block => ({ type: 'raw_text', text })
const input = (element: Block, more: Block = {}): Block => ({ type: 'input', label: plain('x'), element, ...more })
const container = (more: Block = {}): Block => ({
  type: 'container',
  title: plain('x'),
  child_blocks: [{ type: 'divider' }],
  ...more,
})
const url = (length: number): string => `https://a.example/${x(length - 18)}`
const modal = (more: Block = {}): Block => ({ type: 'modal', title: plain('x'), blocks: [], ...more })

/** A size that Slack allows, and what is built with it. One more is refused. */
const messages: Readonly<Record<string, readonly [limit: number, build: (size: number) => unknown[]]>> = {
  'blocks of a message': [50, n => times(n, () => ({ type: 'divider' }))],
  'header text': [150, n => [{ type: 'header', text: plain(x(n)) }]],
  'section text': [3000, n => [section({ text: mrkdwn(x(n)) })]],
  'section fields': [10, n => [section({ fields: times(n, () => plain('x')) })]],
  'a section field': [2000, n => [section({ fields: [plain(x(n))] })]],
  'context elements': [10, n => [{ type: 'context', elements: times(n, () => plain('x')) }]],
  'elements of actions': [25, n => [actions(...times(n, () => button()))]],
  'options of an overflow menu': [5, n => [actions({ type: 'overflow', options: times(n, () => option()) })]],
  'options of a select': [100, n => [actions(select({ options: times(n, () => option()) }))]],
  'option groups of a select': [
    100,
    n => [
      actions({ type: 'static_select', option_groups: times(n, () => ({ label: plain('x'), options: [option()] })) }),
    ],
  ],
  'options of checkboxes': [10, n => [actions({ type: 'checkboxes', options: times(n, () => option()) })]],
  'options of radio buttons': [10, n => [actions({ type: 'radio_buttons', options: times(n, () => option()) })]],
  'option text': [75, n => [actions(select({ options: [option({ text: plain(x(n)) })] }))]],
  'option value': [75, n => [actions(select({ options: [option({ value: x(n) })] }))]],
  'option description': [75, n => [actions(select({ options: [option({ description: plain(x(n)) })] }))]],
  'label of an option group': [
    75,
    n => [actions({ type: 'static_select', option_groups: [{ label: plain(x(n)), options: [option()] }] })],
  ],
  'button text': [75, n => [actions(button({ text: plain(x(n)) }))]],
  'button value': [2000, n => [actions(button({ value: x(n) }))]],
  'button url': [3000, n => [actions(button({ url: url(n) }))]],
  'accessibility_label of a button': [75, n => [actions(button({ accessibility_label: x(n) }))]],
  placeholder: [150, n => [actions(select({ placeholder: plain(x(n)) }))]],
  action_id: [255, n => [actions(button({ action_id: x(n) }))]],
  block_id: [255, n => [{ type: 'divider', block_id: x(n) }]],
  'confirm title': [100, n => [confirm({ title: plain(x(n)) })]],
  'confirm text': [300, n => [confirm({ text: mrkdwn(x(n)) })]],
  'confirm button': [30, n => [confirm({ confirm: plain(x(n)) })]],
  'deny button': [30, n => [confirm({ deny: plain(x(n)) })]],
  'alternative text of an image': [2000, n => [image({ alt_text: x(n) })]],
  'title of an image': [2000, n => [image({ title: plain(x(n)) })]],
  'address of an image': [3000, n => [image({ image_url: url(n) })]],
  'rows of a table': [
    100,
    n => [
      table(
        'table',
        times(n, () => [cell()]),
      ),
    ],
  ],
  'cells of a row': [20, n => [table('table', [times(n, () => cell())])]],
  'rows of a data table, its header included': [
    101,
    n => [
      table(
        'data_table',
        times(n, () => [cell()]),
      ),
    ],
  ],
  'children of a container': [10, n => [container({ child_blocks: times(n, () => ({ type: 'divider' })) })]],
  'title of a container': [150, n => [container({ title: plain(x(n)) })]],
  'subtitle of a container': [150, n => [container({ subtitle: plain(x(n)) })]],
  'label of an input': [2000, n => [input({ type: 'plain_text_input' }, { label: plain(x(n)) })]],
  'hint of an input': [2000, n => [input({ type: 'plain_text_input' }, { hint: plain(x(n)) })]],
  'characters of all blocks together': [
    11_000,
    n => [...times(5, () => section({ text: mrkdwn(x(2200)) })), ...(n > 11_000 ? [section({})] : [])],
  ],
}

describe('a message', () => {
  test.for(Object.entries(messages))('is taken at the limit of %s and refused one above', ([, [limit, build]]) => {
    const over = refuseBlocks(build(limit + 1))
    expect([refuseBlocks(build(limit)), over?.error]).toEqual([
      undefined,
      expect.stringMatching(/^(invalid_blocks|msg_blocks_too_long)$/),
    ])
  })

  test('markdown blocks share 12,000 characters, whatever the total over all blocks', () => {
    const halves = (n: number) => [
      { type: 'markdown', text: x(6000) },
      { type: 'markdown', text: x(n) },
    ]
    expect([refuseBlocks(halves(6000))?.error, refuseBlocks(halves(6001))?.error]).toEqual([
      'msg_blocks_too_long',
      'invalid_blocks',
    ])
  })
})

const views: Readonly<Record<string, readonly [limit: number, build: (size: number) => Block]>> = {
  'blocks of a form': [100, n => modal({ blocks: times(n, () => ({ type: 'divider' })) })],
  title: [24, n => modal({ title: plain(x(n)) })],
  submit: [24, n => modal({ submit: plain(x(n)) })],
  close: [24, n => modal({ close: plain(x(n)) })],
  private_metadata: [3000, n => modal({ private_metadata: x(n) })],
  callback_id: [255, n => modal({ callback_id: x(n) })],
  external_id: [255, n => modal({ external_id: x(n) })],
  'max_length of an input': [
    3000,
    n => modal({ submit: plain('x'), blocks: [input({ type: 'plain_text_input', max_length: n })] }),
  ],
}

describe('a form', () => {
  test.for(Object.entries(views))('is taken at the limit of %s and refused one above', ([, [limit, build]]) => {
    const over = viewFindings(build(limit + 1), false)
    expect([viewFindings(build(limit), false), over.length]).toEqual([[], 1])
  })
})

/** What no size makes right, and what Slack says of it. */
const wrongs: Readonly<Record<string, readonly [block: Block, complaint: string]>> = {
  'an unknown block': [{ type: 'headline' }, 'unsupported type: headline [json-pointer:/blocks/0/type]'],
  'a block without type': [{}, 'missing required field: type [json-pointer:/blocks/0]'],
  'an unknown field': [
    { type: 'divider', color: 'red' },
    'invalid additional property: color [json-pointer:/blocks/0]',
  ],
  'a section that says nothing': [
    { type: 'section' },
    'must define either `text` or `fields` [json-pointer:/blocks/0]',
  ],
  'an empty text': [section({ text: mrkdwn('') }), 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  'mrkdwn where plain text belongs': [
    { type: 'header', text: mrkdwn('x') },
    'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
  ],
  'a bare string where a text object belongs': [
    { type: 'header', text: 'x' },
    'must provide an object [json-pointer:/blocks/0/text]',
  ],
  'verbatim on plain text': [
    section({ text: { ...plain('x'), verbatim: true } }),
    'invalid additional property: verbatim [json-pointer:/blocks/0/text]',
  ],
  'a button without text': [
    actions({ type: 'button' }),
    'missing required field: text [json-pointer:/blocks/0/elements/0]',
  ],
  'no button at all': [actions(), 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
  'a picture among the buttons': [
    actions({ type: 'image' }),
    'unsupported type: image [json-pointer:/blocks/0/elements/0/type]',
  ],
  'a button in a context': [
    { type: 'context', elements: [button()] },
    'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
  ],
  'two buttons with one id': [
    actions(button({ action_id: 'a' }), button({ action_id: 'a' })),
    '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
  ],
  'a select without options': [
    actions({ type: 'static_select' }),
    'must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
  ],
  'an option without value': [
    actions(select({ options: [{ text: plain('x') }] })),
    'missing required field: value [json-pointer:/blocks/0/elements/0/options/0]',
  ],
  'an address that is none': [
    actions(button({ url: 'example.org' })),
    'must be a valid url [json-pointer:/blocks/0/elements/0/url]',
  ],
  'a style that does not exist': [
    actions(button({ style: 'loud' })),
    'must be a valid enum value, one of: primary, danger [json-pointer:/blocks/0/elements/0/style]',
  ],
  'an image without alternative text': [
    { type: 'image', image_url: 'https://a.example/i.png' },
    'missing required field: alt_text [json-pointer:/blocks/0]',
  ],
  'an alert, which is for forms': [
    { type: 'alert', text: plain('x') },
    'unsupported type: alert [json-pointer:/blocks/0/type]',
  ],
  'a header in a container': [
    container({ child_blocks: [{ type: 'header', text: plain('x') }] }),
    'unsupported type: header [json-pointer:/blocks/0/child_blocks/0/type]',
  ],
  'a mistyped flag': [section({ expand: 'true' }), 'must provide a boolean [json-pointer:/blocks/0/expand]'],
}

test.for(Object.entries(wrongs))('%s is refused in Slack’s words', ([, [block, complaint]]) => {
  expect(refuseBlocks([block])).toEqual({ error: 'invalid_blocks', findings: [complaint] })
})

test('a block_id stands once in a message, containers included', () => {
  const child = container({ child_blocks: [{ type: 'divider', block_id: 'a' }] })
  expect(refuseBlocks([{ type: 'divider', block_id: 'a' }, child])?.findings).toEqual([
    '`block_id` "a" already exists [json-pointer:/blocks/1/child_blocks/0/block_id]',
  ])
})

test('one action_id may stand in two blocks', () => {
  expect(refuseBlocks([actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))])).toBeUndefined()
})

test('a message has one table', () => {
  const rows = [[cell()]]
  expect(refuseBlocks([table('table', rows), table('table', rows)])?.error).toBe('only_one_table_allowed')
})

test('every mistake is reported at once', () => {
  expect(refuseBlocks([{ type: 'a' }, { type: 'b' }])?.findings.length).toBe(2)
})

test('a message may hold everything that people use', () => {
  const blocks = [
    { type: 'header', text: plain('Title') },
    section({ text: { ...mrkdwn('*Facts*'), verbatim: true }, accessory: select() }),
    { type: 'context', elements: [mrkdwn('x'), image()] },
    { type: 'divider' },
    actions(button({ style: 'primary' }), { type: 'external_select', action_id: 'pick', min_query_length: 1 }),
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x', style: { bold: true } }] }],
    },
    table('data_table', [[cell('Head')], [{ type: 'raw_number', value: 1, text: '1' }]]),
    container({ is_collapsible: true, default_collapsed: true }),
    input({ type: 'plain_text_input' }),
    { type: 'context_actions', elements: [{ type: 'icon_button', icon: 'trash', text: plain('Delete') }] },
  ]
  expect(refuseBlocks(blocks)).toBeUndefined()
})

test('a form with inputs needs a button to send it', () => {
  const blocks = [input({ type: 'plain_text_input' })]
  expect(viewFindings(modal({ blocks }), false)).toEqual(['missing required field: submit [json-pointer:/view]'])
})

test('a container is for messages, an alert for forms, and neither for a Home tab', () => {
  const refused = (block: Block, home: boolean) =>
    viewFindings(home ? { type: 'home', blocks: [block] } : modal({ blocks: [block] }), home).length
  const alert = { type: 'alert', text: plain('x') }
  expect([
    refused(container(), false),
    refused(alert, false),
    refused(container(), true),
    refused(alert, true),
  ]).toEqual([1, 0, 1, 1])
})
