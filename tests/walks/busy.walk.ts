import { afterEach, describe, expect, test } from 'vitest'
import { drawOrder } from '../../src/core/message/draw.ts'
import type { Emulator } from '../../src/emulators/emulator.ts'
import { askAtOnce, crowdedWorld, names, threads, turnedAway } from './crowd.ts'
import type { Stage, StageOptions } from './stage.ts'
import { asides, discordStage, outline, posts, slackStage, storyDocument } from './stage.ts'

const STORIES = storyDocument('ports')
const TITLE = 'The harbor of ports is closed'
const SIDES = ['Pro-harbor narrative', 'Anti-harbor narrative']
/**
 * As the platforms hold them, in a world in which time passes twenty times as fast. How soon each is heard is measured by the
 * bench: here people wait as long as the machine needs.
 */
const LIMITS = { pace: 'real', limitsTimes: 20, patienceMs: 60_000 } as const
/** Of sixty threads. */
const MESSAGES = 180
const ANYTHING = 'defaults:\n  repeat: 0\n'

const stages: Stage[] = []
afterEach(async () => {
  await Promise.all(stages.splice(0).map(stage => stage.end()))
})

type Open = (world: ReturnType<typeof crowdedWorld>, options: StageOptions) => Promise<Stage>
const onSlack: Open = (world, options) => slackStage({ ...options, slack: { world, ...LIMITS } })
/** Checking a crowd's requests against Discord's published schema takes longer than the crowd. */
const onDiscord: Open = (world, options) => discordStage({ ...options, discord: { world, ...LIMITS, oracle: false } })
const platforms = [
  { platform: 'Slack', open: onSlack },
  { platform: 'Discord', open: onDiscord },
] as const

async function enter(open: Open, channels: number, manners = ANYTHING): Promise<Stage> {
  const stage = await open(crowdedWorld(channels), { stories: STORIES, manners, limitsTimes: LIMITS.limitsTimes })
  stages.push(stage)
  return stage
}

/** A whole thread in this channel, where the lot decides which side is first. */
function whole(town: Emulator, channel: string): string {
  return `${TITLE}: ${drawOrder('ports', town.id(channel), 2)
    .map(index => SIDES[index])
    .join(' | ')}`
}

function wholeThreads(town: Emulator, channels: readonly string[], each: number): readonly string[] {
  return channels.flatMap(channel => Array.from({ length: each }, () => whole(town, channel)))
}

describe.each(platforms)('On $platform', ({ open }) => {
  test('fifty people who ask at the same moment are all heard, and each thread is whole, in order and there once', async () => {
    const stage = await enter(open, 50)
    const outcomes = await askAtOnce(stage.emulator, '/story ports', 50, names(50))
    await stage.rest('channel-1')
    expect([outcomes.filter(one => !one.acknowledged), threads(stage.emulator, names(50))]).toEqual([
      [],
      wholeThreads(stage.emulator, names(50), 1),
    ])
  })

  test('a crowd in few channels is paced: everything arrives, in order, and hardly a call is turned away', async () => {
    const stage = await enter(open, 10)
    await askAtOnce(stage.emulator, '/story ports', 60, names(10))
    await stage.rest('channel-1')
    // A machine that stalls lets calls bunch up on their way, twenty times as much as in life.
    const few = turnedAway(stage.emulator) < MESSAGES / 10
    expect([few, threads(stage.emulator, names(10))]).toEqual([true, wholeThreads(stage.emulator, names(10), 6)])
  })

  test('a channel that has to wait does not delay another', async () => {
    const stage = await enter(open, 2)
    const { emulator } = stage
    const [a = '', b = ''] = names(2)
    const on = open === onSlack ? 'chat.postMessage' : 'POST /channels/:id/messages/:id/threads'
    emulator.fail({ kind: 'rate-limit', on, channel: emulator.id(a), afterMs: 600_000 })
    const refused = turningAway(emulator)
    await emulator.as('ben').in(a).type('/story ports')
    await refused
    await emulator.as('ben').in(b).type('/story ports')
    await emulator.until(b, messages => posts(messages).length === 3)
    const waiting = (await stage.steps()).filter(step => step.state === 'waiting').length
    expect([waiting, threads(emulator, [b])]).toEqual([1, [whole(emulator, b)]])
  })

  test('a full queue says so to the asker alone, what was taken arrives, and private answers go on', async () => {
    const stage = await enter(open, 2, `${ANYTHING}queue:\n  channel: 3\n  installation: 4\n`)
    const { emulator } = stage
    const [a = '', b = ''] = names(2)
    const hold = holdPosts(emulator)
    for (let n = 0; n < 4; n += 1) await emulator.as('ben').in(a).type('/story ports')
    for (let n = 0; n < 2; n += 1) await emulator.as('ben').in(b).type('/story ports')
    await emulator.as('ana').in(a).type('/story help')
    const inA = await emulator.until(a, messages => asides(messages).length === 2)
    const inB = await emulator.until(b, messages => asides(messages).length === 1)
    hold.release()
    await stage.rest(a)
    expect([...asides(inA), ...asides(inB)].map(message => message.text.split('.', 1)[0])).toEqual([
      'So many stories wait to be posted here already that no more can be taken',
      expect.stringContaining('Counterpoint: the facts of a story'),
      'So many stories wait to be posted already that no more can be taken',
    ])
    expect([outline(emulator.seen(a)).length, outline(emulator.seen(b)).length]).toEqual([9, 3])
  })
})

test('fifty at once on both platforms together', async () => {
  const both = [await enter(onSlack, 50), await enter(onDiscord, 50)]
  const outcomes = await Promise.all(both.map(({ emulator }) => askAtOnce(emulator, '/story ports', 50, names(50))))
  await Promise.all(both.map(stage => stage.rest('channel-1')))
  expect([
    outcomes.flat().filter(one => !one.acknowledged),
    both.map(({ emulator }) => threads(emulator, names(50))),
  ]).toEqual([[], both.map(({ emulator }) => wholeThreads(emulator, names(50), 1))])
})

/** Resolves when the platform has turned a call away. */
function turningAway(emulator: Emulator): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  emulator.onCall((call, phase) => {
    if (phase === 'answered' && call.status === 429) resolve()
  })
  return promise
}

/** No post is answered until `release`: what is asked for waits. */
function holdPosts(emulator: Emulator): { release(): void } {
  const free = Promise.withResolvers<void>()
  const stop = emulator.onCall((call, phase) => {
    const waits = call.name === 'chat.postMessage' || call.name === 'POST /channels/:id/messages/:id/threads'
    return waits && phase === 'arrived' ? free.promise : undefined
  })
  return {
    release() {
      free.resolve()
      stop()
    },
  }
}
