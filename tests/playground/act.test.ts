import { expect, onTestFinished, test } from 'vitest'
import { carryOut } from '../../src/playground/act.ts'
import { readAct } from '../../src/playground/act-shape.ts'
import { openPace } from '../../src/playground/pace.ts'
import { closeTown, startTown, type Town } from '../../src/playground/town.ts'
import { listen, playground, send } from './stage.ts'

const FROM = { person: 'ben', place: 'news' } as const
const nothing = {
  move: () => ({ ok: false, error: 'Not here.' }),
  inspect: () => none,
  read: () => none,
  save: () => none,
}
const none = { ok: false, error: 'Not here.' } as const

async function town(): Promise<Town> {
  const started = await startTown(Date.now)
  onTestFinished(() => closeTown(started))
  return started
}

test.each([
  ['no JSON', '{', 'The act'],
  ['an unknown act', '{"act":"shout"}', 'act'],
  ['a missing member', '{"act":"type","platform":"slack","person":"ben","place":"news"}', 'text'],
  ['a member too many', '{"act":"read","text":"","more":1}', 'The act'],
  ['an unknown platform', '{"act":"type","platform":"irc","person":"b","place":"n","text":"x"}', 'platform'],
  [
    'a text that is too long',
    JSON.stringify({ act: 'type', platform: 'slack', ...FROM, text: 'x'.repeat(4_001) }),
    'text',
  ],
])('%s is an error that names what is wrong', (_name, body, named) => {
  const read = readAct(body)
  expect(read.ok ? '' : read.error).toContain(named)
})

test.each(['slack', 'discord'] as const)(
  'on %s an unknown place, person, message or button is a sentence, never a trace',
  async platform => {
    const stage = await town()
    const acts = [
      { act: 'type', platform, person: 'ben', place: 'nowhere', text: 'x' },
      { act: 'type', platform, person: 'zoe', place: 'news', text: 'x' },
      { act: 'press', platform, ...FROM, message: '1.2', button: 'b' },
      { act: 'choose', platform, ...FROM, message: '1.2', select: 's', option: 'o' },
      { act: 'submit', platform, ...FROM, values: {} },
    ] as const
    const done = await Promise.all(acts.map(act => carryOut(stage, nothing, act)))
    expect(done.map(one => (one.ok ? 'done' : /\n\s+at |^$/u.test(one.error)))).toEqual(acts.map(() => false))
  },
)

test.each([
  ['slack', '/stry is not a valid command.'],
  ['discord', 'There is no command /stry here.'],
] as const)('on %s a command that does not exist is told as the platform tells it', async (platform, error) => {
  const stage = await town()
  expect(await carryOut(stage, nothing, { act: 'type', platform, ...FROM, text: '/stry x' })).toEqual({
    ok: false,
    error,
  })
})

test.each(['slack', 'discord'] as const)('a bot that is not there is told as %s tells it', async platform => {
  const stage = await town()
  const done = await carryOut(stage, nothing, { act: 'type', platform, ...FROM, text: '@Counterpoint korea' })
  const text = stage[platform].seen('news')[0]?.text
  expect([done.ok, text]).toEqual([platform === 'discord', '@Counterpoint korea'])
})

test('a button of the first story answers its presser alone', async () => {
  const { address } = await playground()
  const page = listen(address)
  const root = await page.hears(
    push => push.kind === 'shown' && push.message.platform === 'slack' && push.message.thread === undefined,
  )
  if (root.kind !== 'shown') throw new Error('No root.')
  const done = await send(address, {
    act: 'press',
    platform: 'slack',
    ...FROM,
    message: root.message.id,
    button: 'Both sides',
  })
  const answer = await page.hears(push => push.kind === 'shown' && push.message.onlyFor === 'ben')
  expect([done, answer]).toMatchObject([{ ok: true }, { message: { text: expect.stringContaining('narrative') } }])
})

test('on Discord a story is suggested while it is typed', async () => {
  const { address } = await playground()
  const done = await send(address, { act: 'suggest', platform: 'discord', ...FROM, typed: '/story kore' })
  expect(done).toMatchObject({
    ok: true,
    value: expect.arrayContaining([{ name: 'North Korea', value: 'north-korea' }]),
  })
})

test('bad weather delays a post and never doubles it', async () => {
  const { address } = await playground()
  const page = listen(address)
  for (const kind of ['lost-answer', 'duplicate', 'server-error'] as const) {
    await send(address, { act: 'weather', platform: 'slack', fault: { kind } })
  }
  await send(address, { act: 'type', platform: 'slack', ...FROM, place: 'general', text: '/story fukushima' })
  await page.hears(
    push => push.kind === 'shown' && push.message.place === 'general' && push.message.payload.reply_count === 2,
  )
  const ids = page.pushes.flatMap(push =>
    push.kind === 'shown' && push.message.place === 'general' ? [push.message.id] : [],
  )
  expect(new Set(ids).size).toBe(3)
})

test.each([
  ['slack', 'bot-out'],
  ['discord', 'bot-out'],
  ['discord', 'no-threads'],
  ['discord', 'no-posts'],
] as const)('on %s the obstacle %s is put up and taken away', async (platform, kind) => {
  const stage = await town()
  const obstacle = { kind, place: 'news' } as const
  const up = await carryOut(stage, nothing, { act: 'obstacle', platform, obstacle, there: true })
  const down = await carryOut(stage, nothing, { act: 'obstacle', platform, obstacle, there: false })
  expect([up, down]).toEqual([{ ok: true }, { ok: true }])
})

test('a pace lets a burst through, then so many a second', () => {
  let at = 0
  const may = openPace(() => at, 3, 2)
  const burst = [may(), may(), may(), may()]
  at = 1_000
  expect([...burst, may(), may(), may()]).toEqual([true, true, true, false, true, true, false])
})
