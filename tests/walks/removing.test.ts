import { afterEach, describe, expect, test } from 'vitest'
import type { Seen, World } from '../../src/emulators/emulator.ts'
import type { Stage } from './stage.ts'
import { asides, discordStage, outline, posts, slackStage, storyDocument } from './stage.ts'

const STORIES = { ...storyDocument('ports'), ...storyDocument('quays') }
const PEOPLE: World['people'] = [{ name: 'ana', manages: true }, { name: 'ben' }, { name: 'cem' }]
const WORLD: World = {
  people: PEOPLE,
  channels: [
    { name: 'news', kind: 'text' },
    { name: 'general', kind: 'text' },
    { name: 'bot', kind: 'direct' },
  ],
}

let stage: Stage
afterEach(() => stage.end())
const as = (person: string) => stage.emulator.as(person).in('news')

const platforms = [
  { platform: 'Slack', open: () => slackStage({ stories: STORIES, slack: { world: WORLD } }) },
  { platform: 'Discord', open: () => discordStage({ stories: STORIES, discord: { world: WORLD } }) },
] as const

/** The root as it stands in #news, asked for by ben. */
async function asked(): Promise<Seen> {
  await as('ben').type('/story ports')
  return posts(await stage.rest('news'))[0]!
}

/** What a person gets who presses `Both sides`. */
async function page(person: string, root: Seen): Promise<Seen> {
  await as(person).press(root.id, 'Both sides')
  return asides(await stage.rest('news')).findLast(message => message.onlyFor === person)!
}

/** A call that posts a side of a story in a digest's thread. */
function isSide(name: string, body: string): boolean {
  return /^chat\.postMessage$|^POST .*messages$/u.test(name) && body.includes('as provided by')
}

function labels(message: Seen): readonly string[] {
  return message.buttons.map(button => button.label)
}

describe.each(platforms)('On $platform', ({ open }) => {
  test.each(['ben', 'ana'])(
    '%s, who asked for it or moderates, can remove a post with all its replies',
    async person => {
      stage = await open()
      const both = await page(person, await asked())
      await as(person).press(both.id, 'Remove')
      const seen = await stage.rest('news')
      expect(outline(seen)).toEqual([])
      expect(asides(seen).at(-1)).toMatchObject({ onlyFor: person, text: expect.stringMatching(/removed|archived/u) })
      expect(asides(seen).map(message => message.text)).toContain('The post was removed.')
    },
  )

  test('anybody else has no button for it', async () => {
    stage = await open()
    expect(labels(await page('cem', await asked()))).toEqual([])
  })

  test('a page of both sides that was opened elsewhere has none either', async () => {
    stage = await open()
    await asked()
    await stage.emulator.as('ben').in('general').type('/story quays')
    const other = posts(await stage.rest('general'))[0]!
    await stage.emulator.as('cem').in('general').press(other.id, 'Both sides')
    expect(labels(asides(await stage.rest('general'))[0]!)).toEqual([])
  })

  test('only that post goes', async () => {
    stage = await open()
    const both = await page('ben', await asked())
    await as('cem').type('/story quays')
    await stage.rest('news')
    await as('ben').press(both.id, 'Remove')
    const left = outline(await stage.rest('news'))
    expect([left.length, left[0]]).toEqual([3, 'The harbor of quays is closed'])
  })

  test('after it the story can be asked for again at once', async () => {
    stage = await open()
    const both = await page('ben', await asked())
    await as('ben').press(both.id, 'Remove')
    await stage.rest('news')
    await as('cem').type('/story ports')
    expect(outline(await stage.rest('news'))).toHaveLength(3)
  })

  test('what somebody has removed by hand already is no trouble', async () => {
    stage = await open()
    const root = await asked()
    const both = await page('ben', root)
    stage.emulator.remove('news', posts(stage.emulator.seen('news'))[1]!.id)
    await as('ben').press(both.id, 'Remove')
    const seen = await stage.rest('news')
    expect([
      outline(seen),
      asides(seen)
        .map(message => message.text)
        .includes('The post was removed.'),
    ]).toEqual([[], true])
  })

  test('a lost answer in the middle changes nothing of it', async () => {
    stage = await open()
    const both = await page('ben', await asked())
    const on = stage.emulator.platform === 'slack' ? 'chat.delete' : 'DELETE /channels/:id/messages/:id'
    stage.emulator.fail({ kind: 'drop', on, accepted: true, times: 2 })
    await as('ben').press(both.id, 'Remove')
    const seen = await stage.rest('news')
    expect([
      outline(seen),
      asides(seen)
        .map(message => message.text)
        .includes('The post was removed.'),
    ]).toEqual([[], true])
  })

  test('a press that is delivered twice removes once and says so once', async () => {
    stage = await open()
    const both = await page('ben', await asked())
    stage.emulator.fail({ kind: 'duplicate' })
    await as('ben').press(both.id, 'Remove')
    const said = asides(await stage.rest('news')).filter(message => message.text === 'The post was removed.')
    expect(said).toHaveLength(1)
  })

  test.each([
    ['is slow', undefined],
    ['is lost', { kind: 'drop', accepted: true }],
  ] as const)(
    'of a digest that is removed while a side is posted, whose answer %s, nothing is left',
    async (_, fault) => {
      stage = await open()
      const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      stage.emulator.onCall(async ({ name, body }, phase) => {
        if (phase !== 'arrived' || !isSide(name, JSON.stringify(body))) return
        if (fault !== undefined) stage.emulator.fail({ ...fault, on: name })
        reached.resolve()
        await gate.promise
      })
      await as('ana').type('/digest now')
      await reached.promise
      const [root] = posts(stage.emulator.seen('news'))
      await as('ana').press(root!.id, '1 · Both sides')
      const isShown = (one: Seen) => labels(one).includes('Remove the digest')
      const seen = await stage.emulator.until('news', all => asides(all).some(isShown))
      await as('ana').press(asides(seen).find(isShown)!.id, 'Remove the digest')
      gate.resolve()
      expect(outline(await stage.rest('news'))).toEqual([])
    },
  )

  test('in a direct message what was asked for there can be removed', async () => {
    stage = await open()
    const direct = stage.emulator.as('ben').in('bot')
    await direct.type('/story ports')
    await direct.press(posts(await stage.rest('bot'))[0]!.id, 'Both sides')
    const seen = await stage.rest('bot')
    await direct.press(seen.findLast(message => labels(message).includes('Remove'))!.id, 'Remove')
    expect((await stage.rest('bot')).filter(message => message.text.includes('harbor'))).toEqual([])
  })
})

describe('On Discord', () => {
  test('without the permission to delete threads the thread is emptied and archived, and its remover is told', async () => {
    const opened = await discordStage({ stories: STORIES, discord: { world: WORLD } })
    stage = opened
    const both = await page('ben', await asked())
    await as('ben').press(both.id, 'Remove')
    const texts = asides(await stage.rest('news')).map(message => message.text)
    expect(texts.some(text => text.includes('emptied and archived'))).toBe(true)
    expect(opened.emulator.threads('news').map(thread => thread.archived)).toEqual([true])
  })
})
