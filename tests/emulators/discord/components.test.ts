import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf, refusal, type Stage, stage, text, V2 } from './bot.ts'

let here: Stage
beforeAll(async () => {
  here = await stage({ requestsPerSecond: 1000 })
})
afterAll(() => here.close())

const send = (body: object) => here.rest.post(here.messages('news'), { body })
const show = (components: readonly object[]) => send({ flags: V2, components })
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Both sides', custom_id: 'v1:story:a', ...more })
const row = (...components: readonly object[]) => ({ type: 1, components })
const container = (...components: readonly object[]) => ({ type: 17, components })
const buttons = (count: number) => Array.from({ length: count }, (_, n) => button({ custom_id: `b${n}` }))
const options = (count: number) => Array.from({ length: count }, (_, n) => ({ label: `Option ${n}`, value: `${n}` }))
const select = (more: object = {}) => row({ type: 3, custom_id: 'topic', options: options(2), ...more })
const section = (count: number) => ({ type: 9, components: Array(count).fill(text('One')), accessory: button() })
const gallery = (count: number) => ({
  type: 12,
  items: Array(count).fill({ media: { url: 'https://a.example/i.png' } }),
})
const alt = (length: number) => ({
  type: 12,
  items: [{ media: { url: 'https://a.example/i.png' }, description: 'a'.repeat(length) }],
})
const link = (length: number) =>
  button({ style: 5, custom_id: undefined, url: `https://a.example/${'a'.repeat(length - 18)}` })
const a = (length: number) => 'a'.repeat(length)

/** At the limit, one over it, and how Discord says so. */
const limits: readonly [string, readonly object[], readonly object[], string][] = [
  ['40 components', Array(40).fill({ type: 14 }), Array(41).fill({ type: 14 }), 'components[BASE_TYPE_BAD_LENGTH]'],
  [
    '40 components, nested ones counted',
    [container(...Array(39).fill({ type: 14 }))],
    [container(...Array(40).fill({ type: 14 }))],
    'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
  ],
  [
    'buttons and accessories counted',
    [...Array(30).fill({ type: 14 }), section(2), row(...buttons(5))],
    [...Array(31).fill({ type: 14 }), section(2), row(...buttons(5))],
    'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
  ],
  [
    '4,000 characters of text over all',
    [text(a(3000)), container(text(a(1000)))],
    [text(a(3000)), container(text(a(1001)))],
    'components[COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED]',
  ],
  ['4,000 characters in one text', [text(a(4000))], [text(a(4001))], 'components[0].content[BASE_TYPE_BAD_LENGTH]'],
  ['5 buttons in a row', [row(...buttons(5))], [row(...buttons(6))], 'components[0].components[BASE_TYPE_BAD_LENGTH]'],
  ['3 texts in a section', [section(3)], [section(4)], 'components[0].components[BASE_TYPE_BAD_LENGTH]'],
  ['10 pictures in a gallery', [gallery(10)], [gallery(11)], 'components[0].items[BASE_TYPE_BAD_LENGTH]'],
  [
    '1,024 characters of alt text',
    [alt(1024)],
    [alt(1025)],
    'components[0].items[0].description[BASE_TYPE_MAX_LENGTH]',
  ],
  [
    'a label of 80 characters',
    [row(button({ label: a(80) }))],
    [row(button({ label: a(81) }))],
    'components[0].components[0].label[BASE_TYPE_MAX_LENGTH]',
  ],
  [
    'a custom_id of 100 characters',
    [row(button({ custom_id: a(100) }))],
    [row(button({ custom_id: a(101) }))],
    'components[0].components[0].custom_id[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'an address of 512 characters',
    [row(link(512))],
    [row(link(513))],
    'components[0].components[0].url[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    '25 options',
    [select({ options: options(25) })],
    [select({ options: options(26) })],
    'options[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'an option label of 100 characters',
    [select({ options: [{ label: a(100), value: '1' }] })],
    [select({ options: [{ label: a(101), value: '1' }] })],
    'options[0].label[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'an option value of 100 characters',
    [select({ options: [{ label: 'A', value: a(100) }] })],
    [select({ options: [{ label: 'A', value: a(101) }] })],
    'options[0].value[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'a placeholder of 150 characters',
    [select({ placeholder: a(150) })],
    [select({ placeholder: a(151) })],
    'placeholder[BASE_TYPE_MAX_LENGTH]',
  ],
  [
    'as many values as options',
    [select({ max_values: 2 })],
    [select({ max_values: 3 })],
    'max_values[SELECT_COMPONENT_VALUE_COUNT]',
  ],
  [
    'an id of 32 bits',
    [{ ...text('A'), id: 2 ** 31 - 1 }],
    [{ ...text('A'), id: 2 ** 31 }],
    'components[0].id[NUMBER_TYPE_MAX]',
  ],
  [
    'ids of their own',
    [
      { ...text('A'), id: 7 },
      { ...text('B'), id: 8 },
    ],
    [
      { ...text('A'), id: 7 },
      { ...text('B'), id: 7 },
    ],
    'components[1].id[COMPONENT_ID_DUPLICATED]',
  ],
  [
    'custom ids of their own',
    [row(button(), button({ custom_id: 'other' }))],
    [row(button(), button())],
    'components[0].components[1].custom_id[COMPONENT_CUSTOM_ID_DUPLICATED]',
  ],
  [
    'option values of their own',
    [select()],
    [select({ options: [...options(1), ...options(1)] })],
    'options[1].value[SELECT_COMPONENT_OPTION_VALUE_DUPLICATED]',
  ],
  [
    'one select in a row',
    [select()],
    [row(...select().components, button())],
    'components[COMPONENT_LAYOUT_WIDTH_EXCEEDED]',
  ],
]

test.each(limits)('%s are taken, and no more', async (_, within, over, said) => {
  await expect(show(within)).resolves.toMatchObject({ flags: V2 })
  expect(await refusal(show(over))).toMatchObject({ status: 400, code: 50035, message: expect.stringContaining(said) })
})

const refusals: readonly [string, readonly object[], string][] = [
  ['an empty text', [text('')], 'components[0].content[BASE_TYPE_BAD_LENGTH]'],
  ['an empty row', [row()], 'components[0].components[BASE_TYPE_BAD_LENGTH]'],
  ['an empty container', [container()], 'components[0].components[BASE_TYPE_BAD_LENGTH]'],
  ['a container in a container', [container(container(text('A')))], 'components[0].components[0][UNION_TYPE_CHOICES]'],
  ['a bare button', [button()], 'components[0][UNION_TYPE_CHOICES]'],
  ['a text in a row', [row(text('A'))], 'components[0].components[0][UNION_TYPE_CHOICES]'],
  [
    'a section without its accessory',
    [{ type: 9, components: [text('A')] }],
    'components[0].accessory[UNION_TYPE_CHOICES]',
  ],
  ['a button without a label', [row(button({ label: undefined }))], 'BUTTON_COMPONENT_EMPTY'],
  ['a button of no style', [row(button({ style: 9 }))], 'style[BASE_TYPE_CHOICES]'],
  [
    'a link with a custom id',
    [row(button({ style: 5, url: 'https://a.example' }))],
    'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
  ],
  ['a link without an address', [row(button({ style: 5, custom_id: undefined }))], 'url[BASE_TYPE_REQUIRED]'],
  [
    'a link to a script',
    [row(button({ style: 5, custom_id: undefined, url: 'javascript:a' }))],
    'url[URL_TYPE_INVALID_SCHEME]',
  ],
  ['a button with an address', [row(button({ url: 'https://a.example' }))], 'BUTTON_COMPONENT_INVALID_URL'],
  [
    'a picture that was not sent',
    [gallery(0), { type: 13, file: { url: 'attachment://a.png' } }],
    'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
  ],
  ['a colour that is none', [{ ...container(text('A')), accent_color: 0x1000000 }], 'accent_color[NUMBER_TYPE_MAX]'],
]

test.each(refusals)('%s is refused', async (_, components, said) => {
  expect(await refusal(show(components))).toMatchObject({ code: 50035, message: expect.stringContaining(said) })
})

test.each([1, 2, 4])('with %i texts, more than 10,170 stored bytes break Discord: HTTP 500', async count => {
  const bytes = 10_170 - 12 * count
  const filled = (size: number) => [
    text('日'.repeat(Math.floor(size / 3)) + a(size % 3)),
    ...Array(count - 1).fill(text('a')),
  ]
  await expect(show(filled(bytes - count + 1))).resolves.toBeDefined()
  expect(await refusal(show(filled(bytes - count + 2)))).toMatchObject({ status: 500 })
})

test.each([
  ['content', 'A'],
  ['embeds', [{ title: 'A' }]],
  ['poll', { question: { text: 'A' }, answers: [{ poll_media: { text: 'B' } }] }],
])('with Components V2, %s is refused', async (field, value) => {
  expect(await refusal(send({ flags: V2, components: [text('A')], [field]: value }))).toMatchObject({
    code: 50035,
    message: expect.stringContaining(`${field}[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]`),
  })
})

test('without the flag there are only rows, at most five', async () => {
  expect(await refusal(send({ components: [text('A')] }))).toMatchObject({
    message: expect.stringContaining('UNION_TYPE_CHOICES'),
  })
  const rows = (count: number) => buttons(count).map(one => row(one))
  await expect(send({ content: 'A', components: rows(5) })).resolves.toBeDefined()
  expect(await refusal(send({ content: 'A', components: rows(6) }))).toMatchObject({ code: 50035 })
})

test('numeric ids are kept, and the others counted up around them', async () => {
  const body = await show([{ ...container(text('A'), { ...text('B'), id: 1 }), id: 2_000_000_000 }, row(button())])
  expect(body).toMatchObject({
    components: [
      { id: 2_000_000_000, components: [{ id: 2 }, { id: 1 }] },
      { id: 3, components: [{ id: 4 }] },
    ],
  })
  expect(await here.rest.get(`${here.messages('news')}/${idOf(body)}`)).toMatchObject({
    components: [{ id: 2_000_000_000 }, {}],
  })
})

test('an edit keeps the flag, and cannot drop it', async () => {
  const route = `${here.messages('news')}/${idOf(await show([text('A')]))}` as const
  await expect(here.rest.patch(route, { body: { components: [text('B')] } })).resolves.toMatchObject({ flags: V2 })
  const dropped = here.rest.patch(route, { body: { flags: 0, content: 'A', components: [] } })
  expect(await refusal(dropped)).toMatchObject({ code: 50035, message: expect.stringContaining('flags[') })
})

test('an edit that sets the flag has to empty what was there', async () => {
  const route = `${here.messages('news')}/${idOf(await send({ content: 'A' }))}` as const
  const edit = (body: object) => here.rest.patch(route, { body: { flags: V2, components: [text('B')], ...body } })
  expect(await refusal(edit({}))).toMatchObject({ message: expect.stringContaining('content[') })
  await expect(edit({ content: null })).resolves.toMatchObject({ flags: V2, content: '' })
})

test('everything that can be read in a message is seen, in order', async () => {
  const id = idOf(
    await show([
      container(
        text('# Facts\n- One **fact**'),
        { ...section(1), accessory: button({ custom_id: 'v1:side' }) },
        { type: 14 },
        text('-# [DW](<https://dw.example/>)'),
      ),
      row(button(), button({ style: 5, custom_id: undefined, url: 'https://all.example', label: 'All' })),
      select(),
    ]),
  )
  expect(here.discord.seen('news').find(message => message.id === id)).toMatchObject({
    text: 'Facts\n• One fact\nOne\nDW',
    links: [
      { label: 'DW', url: 'https://dw.example/' },
      { label: 'All', url: 'https://all.example' },
    ],
    buttons: [{ label: 'Both sides' }, { label: 'Both sides' }, { label: 'All' }],
    selects: [{ id: 'topic', options: [{ name: 'Option 0', value: '0' }, {}] }],
  })
})

test('the emulator itself kept to the published schema', () => {
  expect(here.discord.defects()).toEqual([])
})
