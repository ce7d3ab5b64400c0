import { expect, test } from 'vitest'
import type { Answer } from '../../../src/commands/command.ts'
import { defaultWorld } from '../../../src/emulators/slack/population.ts'
import type { Connected } from './connected.ts'
import { connected } from './connected.ts'
import { FIELDS, form } from './field.ts'

const TOLD = { summary: 'Told', blocks: [{ kind: 'note', text: 'Told' }], notify: false } as const
const ASKED = { kind: 'message', message: TOLD, form: form() } as const satisfies Answer
const WORLD = {
  ...defaultWorld,
  people: [
    { name: 'ana', manages: true, zone: 'Asia/Kathmandu' },
    { name: 'ben', manages: false },
  ],
}

async function opened(field = form()): Promise<Connected> {
  const stage = await connected({ ...ASKED, form: field }, { world: WORLD })
  await stage.slack.as('ana').in('news').type('/digest')
  return stage
}

test('a form that is sent as it is says what stood in it', async () => {
  const { slack, asks } = await opened()
  expect(await slack.as('ana').in('news').submit({})).toMatchObject({ acknowledged: true })
  expect(asks[1]).toMatchObject({
    command: 'digest',
    words: {
      say: '',
      id: 'k3j9x0aa',
      time: '08:30',
      timezone: 'Europe/Berlin',
      day: 'mon,wed',
      topics: 'gaza,ports',
      layout: 'full',
      note: 'as before',
    },
    visibility: 'everyone',
    address: { channel: slack.id('news'), space: expect.stringMatching(/^T/) },
    person: { zone: 'Asia/Kathmandu' },
  })
})

test('what is filled in arrives, and what is emptied arrives empty', async () => {
  const { slack, asks } = await opened()
  const filled = { time: '17:05', timezone: 'Europe/Bern', day: ['tue'], topics: [], layout: 'compact', note: '' }
  await slack.as('ana').in('news').submit(filled)
  expect(asks[1]?.words).toMatchObject({ ...filled, day: 'tue', topics: '' })
})

test('a time that was typed wrongly is typed again', async () => {
  const [time] = FIELDS
  const { slack, asks } = await opened(form([{ ...time, value: 'half past' }]))
  await slack.as('ana').in('news').submit({ time: '8.30 pm' })
  expect(asks[1]?.words.time).toBe('8.30 pm')
})

test('while somebody types into an open form, the command is asked for that field, in its channel', async () => {
  const { slack, searches } = await opened()
  const offered = await slack
    .as('ana')
    .in('news')
    .suggest('ber', String(slack.form('ana')?.id), 'timezone')
  // What is too long for Slack to choose is not offered.
  expect(offered.map(one => one.value)).toEqual(['Europe/Berlin', 'Europe/Bern', 'gaza'])
  expect(searches).toMatchObject([
    {
      word: 'timezone',
      typed: 'ber',
      ask: { command: 'digest', address: { channel: slack.id('news') }, person: { zone: 'Asia/Kathmandu' } },
    },
  ])
})

test('while the bot ends, the form stays open with all that was typed', async () => {
  const { slack, adapter } = await opened()
  await adapter.drain(1)
  const outcome = await slack.as('ana').in('news').submit({ note: 'mine' })
  expect(outcome.error).toBe('At: Counterpoint is restarting. Nothing was posted; try again in a minute.')
  expect(slack.form('ana')).toBeDefined()
})

test('only a command that wants it makes Slack be asked for a zone, and once for each person', async () => {
  const { slack, asks } = await connected(ASKED, { world: WORLD })
  for (const typed of ['/story', '/digest', '/digest']) await slack.as('ana').in('news').type(typed)
  expect([asks.map(ask => ask.person.zone), slack.calls().filter(call => call.name === 'users.info').length]).toEqual([
    [undefined, 'Asia/Kathmandu', 'Asia/Kathmandu'],
    1,
  ])
})

test('without a way to ask for the zone the command is answered without it', async () => {
  const { slack, asks } = await connected(ASKED, { world: WORLD, scopes: ['commands', 'chat:write'] })
  await slack.as('ana').in('news').type('/digest')
  expect(asks[0]?.person).not.toHaveProperty('zone')
})

test('a notice stands in the channel, even if it was asked for in a thread', async () => {
  const { slack } = await connected({ kind: 'notice', message: TOLD })
  await slack.as('ana').in('news', '1700000000.000100').mention('/digest daily 8:30')
  const bots = slack.seen('news').filter(message => message.bot)
  expect(bots.map(message => [message.text, message.thread, message.onlyFor])).toEqual([['Told', undefined, undefined]])
})

test('of the connection it is told where the bot is, and when it was removed', async () => {
  const { slack, link } = await connected(ASKED)
  const [team] = /T\w+/u.exec(link.join(' ')) ?? []
  await slack.uninstall()
  expect(link).toEqual(['carries', `within ${team} ${team}`, `gone ${team}`, `gone ${team}`])
})

test('a token that was revoked is told like a removal', async () => {
  const { slack, link } = await connected(ASKED)
  await slack.revoke()
  expect(link.at(-1)).toMatch(/^gone T/u)
})

test('a channel that is chosen on the Home tab is the one whose settings are asked for', async () => {
  const { slack, asks } = await connected(ASKED)
  await slack.openHome('ana')
  await slack
    .as('ana')
    .in('bot')
    .choose(String(slack.home('ana')?.id), 'home/channel', 'desk')
  expect(asks.map(ask => ask.address.room)).toEqual([expect.stringMatching(/^D/u), slack.id('desk')])
  expect(JSON.stringify(slack.home('ana'))).toContain(`"initial_conversation":"${slack.id('desk')}"`)
})
