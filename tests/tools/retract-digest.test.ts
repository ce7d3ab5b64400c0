import { describe, expect, onTestFinished, test } from 'vitest'
import { asides, discordStage, slackStage } from '../walks/stage.ts'
import { digested, labels, RETRACTED, THREE } from './digested.ts'

const platforms = [
  { platform: 'Slack', open: slackStage },
  { platform: 'Discord', open: discordStage },
] as const

describe.each(platforms)('On $platform a digest', ({ open }) => {
  /** A channel with a digest of three stories. */
  async function told() {
    const here = await digested(open({ stories: THREE }))
    onTestFinished(() => here.stage.end())
    return here
  }

  test('loses a story that is retracted, says so in its place, and keeps the others with their numbers', async () => {
    const { retract, about, root } = await told()
    const before = about('quays').length
    const { code, out } = await retract('quays')
    expect([code, out]).toEqual([0, expect.stringMatching(/: taken out of a digest\n$/u)])
    // The root tells all of them.
    expect([before, about('quays'), about('ports').length, about('docks').length]).toEqual([4, [], 4, 4])
    expect(root().text).toMatch(/^3\. Retracted by its editors on \d+ \w+ \d{4}\.$/mu)
    expect(labels(root())).toEqual(['1 · Both sides', '2 · Both sides'])
  })

  test('says with --mark in the story’s part of the root, above its facts, and above each side that it was retracted', async () => {
    const { retract, seen, root } = await told()
    const { code, out } = await retract('ports', '--mark')
    const marked = seen().filter(({ text }) => text.match(RETRACTED) !== null)
    expect([code, out.includes(': marked in a digest'), marked.length]).toEqual([0, true, 4])
    expect(root().text).toMatch(
      /^2\. The harbor of ports is closed\n+Retracted by its editors on .*\n+The harbor was closed/mu,
    )
    expect(marked[1]?.text).toMatch(/^Retracted by its editors on .*\n\s*2\. The harbor of ports is closed/u)
    expect(
      marked.slice(2).map(({ text }) => /^Retracted by its editors on .*\n(?:\s*2\. .*\n)?.*narrative/u.test(text)),
    ).toEqual([true, true])
    expect([seen().length, labels(root()).length]).toEqual([10, 3])
  })

  test('can be removed by who asked for it, as a whole, and by nobody who may not', async () => {
    const { stage, seen, root } = await told()
    const page = async (person: string) => {
      await stage.emulator.as(person).in('news').press(root().id, '2 · Both sides')
      return asides(await stage.rest('news')).findLast(message => message.onlyFor === person)!
    }
    expect(labels(await page('ben'))).toEqual([])
    const own = await page('ana')
    expect(labels(own)).toEqual(['Remove the digest'])
    await stage.emulator.as('ana').in('news').press(own.id, 'Remove the digest')
    await stage.rest('news')
    expect(seen()).toEqual([])
  })
})
