import { describe, expect, onTestFinished, test } from 'vitest'
import { digested, THREE, watched } from '../tools/digested.ts'
import { discordStage, slackStage, storyDocument } from './stage.ts'

const platforms = [
  { platform: 'Slack', open: slackStage, post: 'chat.postMessage', update: 'chat.update' },
  {
    platform: 'Discord',
    open: discordStage,
    post: 'POST /channels/:id/messages',
    update: 'PATCH /channels/:id/messages/:id',
  },
] as const

describe.each(platforms)('On $platform a digest', ({ open, post, update }) => {
  async function told(stories: Readonly<Record<string, string>> = THREE) {
    const here = await digested(open({ stories }))
    onTestFinished(() => here.stage.end())
    return here
  }

  test('is marked once, however often that is asked for, and can lose the story after it', async () => {
    const { retract, said, about } = await told()
    await retract('ports', '--mark')
    await retract('ports', '--mark')
    expect(said()).toBe(2)
    await retract('ports')
    expect([about('ports'), said()]).toEqual([[], 1])
  })

  test('keeps what was said of one story when another is retracted', async () => {
    const { retract, root } = await told()
    await retract('ports', '--mark')
    await retract('docks')
    await retract('quays', '--mark')
    expect(root().text.match(/Retracted by its editors/gu)).toHaveLength(3)
  })

  test('has nothing left to take back the second time', async () => {
    const { retract } = await told()
    await retract('ports')
    expect(await retract('ports')).toMatchObject({ code: 1, err: expect.stringContaining('Nothing of “ports” stands') })
  })

  test('says a retraction once when its answer is lost', async () => {
    const { stage, retract, said } = await told()
    stage.emulator.fail({ kind: 'drop', on: update, accepted: true })
    expect([(await retract('ports', '--mark')).code, said()]).toEqual([0, 2])
  })

  test('is done with a story of which somebody has deleted a message by hand', async () => {
    const { stage, retract, about } = await told()
    stage.emulator.remove('news', about('ports')[1]!.id)
    expect([(await retract('ports')).code, about('ports')]).toEqual([0, []])
  })

  test.each([
    ['root', 'docks', (body: string) => body.includes('News digest')],
    ['reply', 'ports', (body: string) => body.includes('harbor of ports') && !body.includes('News digest')],
  ] as const)('of which a %s is being posted loses the story too', async (_, story, isHeld) => {
    const stage = await open({ stories: THREE })
    onTestFinished(() => stage.end())
    const { retract, seen, about } = watched(stage)
    const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    stage.emulator.onCall(async ({ name, body }, phase) => {
      if (name !== post || phase !== 'arrived' || !isHeld(JSON.stringify(body))) return
      reached.resolve()
      await gate.promise
    })
    await stage.emulator.as('ana').in('news').type('/digest now')
    await reached.promise
    // What stands is changed first; where nothing does, it comes at any moment.
    stage.emulator.onCall(({ name }, phase) => {
      if (name === update && phase === 'answered') gate.resolve()
    })
    if (seen().length === 0) gate.resolve()
    const { code } = await retract(story)
    expect([code, about(story), about('quays').length]).toEqual([0, [], 4])
  })

  test('of one story goes with it', async () => {
    const { retract, seen } = await told(storyDocument('ports'))
    const { out } = await retract('ports')
    expect([out.includes(': removed'), seen()]).toEqual([true, []])
  })

  test('of one story is marked in both places too', async () => {
    const { retract, said } = await told(storyDocument('ports'))
    await retract('ports', '--mark')
    expect(said()).toBe(2)
  })
})
