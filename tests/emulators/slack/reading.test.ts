import { expect, test } from 'vitest'
import { readBlocks } from '../../../src/emulators/slack/block-reading.ts'
import { readMrkdwn } from '../../../src/emulators/slack/mrkdwn.ts'
import { openWorkspace } from '../../../src/emulators/slack/workspace.ts'
import { clientOf, slackForTest } from './real-app.ts'

const workspace = openWorkspace()
const ana = workspace.users.find(user => user.name === 'ana')!.id
const news = workspace.rooms().find(room => room.name === 'news')!.id

const strict = { addresses: false, names: false }
const read = (text: string) => readMrkdwn(text, workspace, strict)

test.for([
  ['Tom &amp; Jerry &lt;3', 'Tom & Jerry <3'],
  ['&amp;lt;', '&lt;'],
  ['*Bold* and _italic_ and ~gone~ and `code *as is*`', 'Bold and italic and gone and code *as is*'],
  ['2 * 3 * 4 and snake_case_name and ~5', '2 * 3 * 4 and snake_case_name and ~5'],
  ['*<https://a.example/x_y_z|A *star*>*', 'A *star*'],
  ['&gt; quoted\nfree', 'quoted\nfree'],
  ['<#C404|gone>', '#gone'],
  ['```\n*raw*\n```', '\n*raw*\n'],
])('%j is read as %j', ([text, seen]) => {
  expect(read(text!).text).toBe(seen)
})

test.for([
  ['<!date^1392734382^{date_num} {time_secs}|x>', '2014-02-18 2:39:42 PM'],
  ['<!date^1392734382^{date} at {time}|x>', 'February 18th, 2014 at 2:39 PM'],
  ['<!date^1392734382^{date_short}|x>', 'Feb 18, 2014'],
  ['<!date^1392734382^{date_long}|x>', 'Tuesday, February 18th, 2014'],
  ['<!date^1392734382^{moon}|fallback &amp; all>', 'fallback & all'],
  ['<!date^soon^{date}|later>', 'later'],
])('the time %j is read as %j', ([text, seen]) => {
  expect(read(text!).text).toBe(seen)
})

test('links are listed by label and address, the address of a date too', () => {
  const text = '<https://a.example/?a=1&amp;b=2|A &amp; B> <https://b.example> <!date^0^{date_num}^https://c.example|x>'
  expect(read(text).links).toEqual([
    { label: 'A & B', url: 'https://a.example/?a=1&b=2' },
    { label: 'https://b.example', url: 'https://b.example' },
    { label: '1970-01-01', url: 'https://c.example' },
  ])
})

test('every way of calling people is a ping, and a channel is none', () => {
  expect(read(`<!channel> <!here|here> <!everyone> <@${ana}> <!subteam^S1|@desk> <#${news}>`)).toEqual({
    text: '@channel @here @everyone @ana @desk #news',
    links: [],
    pinged: ['channel', 'here', 'everyone', 'ana', 'S1'],
  })
})

test('escaped markup pings nobody', () => {
  expect(read('&lt;!channel&gt; @here').pinged).toEqual([])
})

test('a text object without verbatim turns bare names into pings and bare addresses into links', () => {
  const block = (verbatim: boolean) => [
    { type: 'section', text: { type: 'mrkdwn', text: 'mail@here.org @here: see https://a.example/b.', verbatim } },
  ]
  const found = [false, true].map(verbatim => readBlocks(block(verbatim), workspace))
  expect(found.map(({ pinged, links }) => [pinged, links.map(link => link.url)])).toEqual([
    [['here'], ['https://a.example/b']],
    [[], []],
  ])
})

test('plain text is read as it is', () => {
  const text = '*<!channel>* &amp; @here'
  expect(readBlocks([{ type: 'header', text: { type: 'plain_text', text } }], workspace)).toEqual({
    text,
    links: [],
    pinged: [],
  })
})

test('rich text is read in lines, with its mentions and links', () => {
  const line = (...elements: object[]) => ({ type: 'rich_text_section', elements })
  const list = { type: 'rich_text_list', style: 'bullet', elements: [line({ type: 'text', text: 'One' })] }
  const elements = [
    line({ type: 'text', text: 'See ' }, { type: 'link', url: 'https://a.example', text: 'A' }),
    list,
    line({ type: 'broadcast', range: 'here' }, { type: 'user', user_id: ana }),
  ]
  expect(readBlocks([{ type: 'rich_text', elements }], workspace)).toEqual({
    text: 'See A\nOne\n@here@ana',
    links: [{ label: 'A', url: 'https://a.example' }],
    pinged: ['here', 'ana'],
  })
})

test('a message with blocks is read block by block, but a mention in its text still pings', async () => {
  const slack = await slackForTest()
  const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text })
  await clientOf(slack).chat.postMessage({
    channel: 'news',
    text: 'Summary <!here>',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'Title' } },
      { type: 'section', text: mrkdwn('*Facts*'), fields: [mrkdwn('a'), mrkdwn('b')] },
      {
        type: 'context',
        elements: [mrkdwn('one'), { type: 'image', image_url: 'https://a.example/i.png', alt_text: 'A map' }],
      },
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: 'sides', text: { type: 'plain_text', text: 'Both sides' } }],
      },
    ],
  })
  const [message] = slack.seen('news')
  expect([message!.text, message!.pinged, message!.buttons]).toEqual([
    'Title\nFacts\na\nb\none A map',
    ['here'],
    [{ id: 'sides', label: 'Both sides' }],
  ])
})

test('names in a text are pings only where the caller asked for it', async () => {
  const slack = await slackForTest()
  const client = clientOf(slack)
  for (const manner of [{}, { link_names: true }, { parse: 'full' as const }]) {
    await client.chat.postMessage({ channel: 'news', text: '@ana @here', ...manner })
  }
  expect(slack.seen('news').map(message => message.pinged)).toEqual([[], ['ana', 'here'], ['ana', 'here']])
})
