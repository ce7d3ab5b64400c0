import { describe, expect, type OnTestFinishedHandler, test } from 'vitest'
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

type Finished = (end: OnTestFinishedHandler) => void

describe.each(platforms)('On $platform a digest', ({ open, post, update }) => {
  /** Ends with the test. */
  async function told(finished: Finished, stories: Readonly<Record<string, string>> = THREE) {
    const here = await digested(open({ stories }))
    finished(() => here.stage.end())
    return here
  }

  test.concurrent('is marked once, however often that is asked for, and can lose the story after it', async ({
    onTestFinished,
  }) => {
    const { retract, said, about } = await told(onTestFinished)
    await retract('ports', '--mark')
    await retract('ports', '--mark')
    expect(said()).toBe(4)
    await retract('ports')
    expect([about('ports'), said()]).toEqual([[], 1])
  })

  test.concurrent('keeps what was said of one story when another is retracted', async ({ onTestFinished }) => {
    const { retract, root } = await told(onTestFinished)
    await retract('ports', '--mark')
    await retract('docks')
    await retract('quays', '--mark')
    expect(root().text.match(/Retracted by its editors/gu)).toHaveLength(3)
  })

  test.concurrent('loses both stories that are retracted at the same moment', async ({ onTestFinished }) => {
    const { retract, root, about } = await told(onTestFinished)
    const done = await Promise.all([retract('ports', '--mark'), retract('docks')])
    expect(done.map(({ code }) => code)).toEqual([0, 0])
    expect([root().text.match(/Retracted by its editors/gu)?.length, about('docks')]).toEqual([2, []])
  })

  test.concurrent('has nothing left to take back the second time', async ({ onTestFinished }) => {
    const { retract } = await told(onTestFinished)
    await retract('ports')
    expect(await retract('ports')).toMatchObject({ code: 1, err: expect.stringContaining('Nothing of “ports” stands') })
  })

  test.concurrent('says a retraction once when its answer is lost', async ({ onTestFinished }) => {
    const { stage, retract, said } = await told(onTestFinished)
    stage.emulator.fail({ kind: 'drop', on: update, accepted: true })
    expect([(await retract('ports', '--mark')).code, said()]).toEqual([0, 4])
  })

  test.concurrent('is done with a story of which somebody has deleted a message by hand', async ({
    onTestFinished,
  }) => {
    const { stage, retract, about } = await told(onTestFinished)
    stage.emulator.remove('news', about('ports')[1]!.id)
    expect([(await retract('ports')).code, about('ports')]).toEqual([0, []])
  })

  test.concurrent.for([
    ['root', 'docks', (body: string) => body.includes('News digest')],
    ['reply', 'ports', (body: string) => body.includes('harbor of ports') && !body.includes('News digest')],
  ] as const)('of which a %s is being posted loses the story too', async ([, story, isHeld], { onTestFinished }) => {
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

  test.concurrent('of one story goes with it', async ({ onTestFinished }) => {
    const { retract, seen } = await told(onTestFinished, storyDocument('ports'))
    const { out } = await retract('ports')
    expect([out.includes(': removed'), seen()]).toEqual([true, []])
  })

  test.concurrent('of one story is marked in all of its messages too', async ({ onTestFinished }) => {
    const { retract, said } = await told(onTestFinished, storyDocument('ports'))
    await retract('ports', '--mark')
    expect(said()).toBe(4)
  })
})
