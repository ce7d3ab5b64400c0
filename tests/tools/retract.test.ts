import { afterEach, describe, expect, test } from 'vitest'
import type { Stage } from '../walks/stage.ts'
import { discordStage, outline, posts, slackStage, storyDocument } from '../walks/stage.ts'
import { folderWith, ran } from './captured.ts'

const STORIES = { ...storyDocument('ports'), ...storyDocument('quays') }

let stage: Stage | undefined
/** Milliseconds from now. */
let later = 0
afterEach(() => {
  later = 0
  return stage?.end()
})

const platforms = [
  { platform: 'Slack', open: slackStage, place: /^slack\/T0EMULATOR C0\w+, posted .+Z: / },
  { platform: 'Discord', open: discordStage, place: /^discord\/\d+ \d+, posted .+Z: / },
] as const

describe.each(platforms)('On $platform', ({ open, place }) => {
  /** A bot whose story stands in two channels, beside another one. */
  async function posted(): Promise<Stage> {
    const opened = await open({ stories: STORIES })
    stage = opened
    for (const [channel, story] of [
      ['news', 'ports'],
      ['general', 'ports'],
      ['general', 'quays'],
    ] as const) {
      await opened.emulator.as('ben').in(channel).type(`/story ${story}`)
      await opened.rest(channel)
    }
    return opened
  }

  function retract({ emulator, dataDir, storiesDir }: Stage, ...words: readonly string[]) {
    const environment = { ...emulator.credentials, DATA_DIR: dataDir, STORIES_DIR: storiesDir }
    return ran(['retract', ...words], { environment, now: () => Date.now() + later })
  }

  test.each([true, false])('it goes from every channel, and no other story does (bot running: %s)', async isRunning => {
    const { app, emulator, rest } = await posted()
    if (!isRunning) await app.close(2_000)
    const { code, out } = await retract(stage!, 'ports')
    if (isRunning) await rest('general')
    expect(
      out
        .trim()
        .split('\n')
        .map(line => [place.test(line), line.includes(': removed')]),
    ).toEqual([
      [true, true],
      [true, true],
    ])
    expect([code, outline(emulator.seen('news')), outline(emulator.seen('general')).length]).toEqual([0, [], 3])
  })

  test('--mark says so above the facts and above each side alike, which stay, and of no other story', async () => {
    const { emulator } = await posted()
    const before = posts(emulator.seen('news')).map(({ text }) => text)
    const { code, out } = await retract(stage!, 'ports', '--mark')
    const [root, ...replies] = posts(emulator.seen('news'))
    expect([code, out.match(/: marked$/gmu)?.length]).toEqual([0, 2])
    const after = [root, ...replies].map(message => message?.text.split(/(?<=^Retracted by its editors on .*\.)\n+/u))
    expect(after).toEqual(before.map(text => [expect.stringMatching(/ \d+ \w+ \d{4}\.$/u), text]))
    expect(root?.buttons.map(button => button.label)).toContain('Both sides')
    const general = posts(emulator.seen('general')).map(({ text }) => text.startsWith('Retracted'))
    expect(general).toEqual([true, true, true, false, false, false])
  })

  test('marking it again, on a later day, says it once, and the first day everywhere', async () => {
    const { emulator } = await posted()
    await retract(stage!, 'ports', '--mark')
    const first = posts(emulator.seen('news')).map(({ text }) => text)
    later = 3 * 86_400_000
    const { code } = await retract(stage!, 'ports', '--mark')
    expect([code, posts(emulator.seen('news')).map(({ text }) => text)]).toEqual([0, first])
  })

  test('a reply that somebody has deleted keeps the others from nothing', async () => {
    const { emulator } = await posted()
    emulator.remove('news', posts(emulator.seen('news'))[1]!.id)
    const { code } = await retract(stage!, 'ports', '--mark')
    expect([code, posts(emulator.seen('news')).map(({ text }) => text.startsWith('Retracted'))]).toEqual([
      0,
      [true, true],
    ])
  })

  test('a second time there is nothing left to take back', async () => {
    await posted()
    await retract(stage!, 'ports')
    expect(await retract(stage!, 'ports')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('Nothing of “ports” stands'),
    })
  })
})

test('in an archived channel of Slack it says why it cannot, and is not done', async () => {
  const opened = await slackStage({ stories: STORIES })
  stage = opened
  await opened.emulator.as('ben').in('news').type('/story ports')
  await opened.rest('news')
  await opened.emulator.archive('news')
  const environment = { ...opened.emulator.credentials, DATA_DIR: opened.dataDir, STORIES_DIR: opened.storiesDir }
  const { code, out } = await ran(['retract', 'ports'], { environment, now: Date.now })
  expect([code, out]).toEqual([1, expect.stringMatching(/: not removed\. .*"is_archived"/u)])
})

test.each([
  {
    platform: 'Slack',
    open: () => slackStage({ stories: STORIES, slack: { scopes: ['commands', 'chat:write', 'users:read'] } }),
  },
  {
    platform: 'Discord',
    open: async () => {
      const opened = await discordStage({ stories: STORIES })
      return { ...opened, forbid: () => opened.emulator.permit('news', 'READ_MESSAGE_HISTORY', false) }
    },
  },
])(
  'where $platform lets it read nothing it marks the root as it was posted, and says how much that is',
  async ({ open }) => {
    const opened = await open()
    stage = opened
    await opened.emulator.as('ben').in('news').type('/story ports')
    await opened.rest('news')
    if ('forbid' in opened) opened.forbid()
    const environment = { ...opened.emulator.credentials, DATA_DIR: opened.dataDir, STORIES_DIR: opened.storiesDir }
    const { code, out } = await ran(['retract', 'ports', '--mark'], { environment, now: Date.now })
    const marked = posts(opened.emulator.seen('news')).map(({ text }) => text.startsWith('Retracted'))
    expect([code, out, marked]).toEqual([
      1,
      expect.stringMatching(/: marked in 1 of 3 messages\. ./u),
      [true, false, false],
    ])
  },
)

test('without the tokens of the platform a place says so', async () => {
  const opened = await slackStage({ stories: STORIES })
  stage = opened
  await opened.emulator.as('ben').in('news').type('/story ports')
  await opened.rest('news')
  const environment = { DATA_DIR: opened.dataDir, STORIES_DIR: opened.storiesDir }
  const { code, out } = await ran(['retract', 'ports'], { environment, now: Date.now })
  expect([code, out]).toEqual([1, expect.stringContaining('The tokens of this platform are not set.')])
})

test('a story that stands nowhere is exit code 1', async () => {
  const environment = { DATA_DIR: folderWith(), STORIES_DIR: folderWith() }
  expect(await ran(['retract', 'ports'], { environment })).toMatchObject({ code: 1, out: '' })
})

test.each([[[]], [['one', 'two']]])('%j names no one story', async words => {
  expect(await ran(['retract', ...words])).toMatchObject({ code: 2, out: '' })
})
