import { describe, expect, onTestFinished, test } from 'vitest'
import { digested, THREE } from '../tools/digested.ts'
import { discordStage, slackStage, storyDocument } from './stage.ts'

const platforms = [
  { platform: 'Slack', open: slackStage, update: 'chat.update' },
  { platform: 'Discord', open: discordStage, update: 'PATCH /channels/:id/messages/:id' },
] as const

describe.each(platforms)('On $platform a digest', ({ open, update }) => {
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
