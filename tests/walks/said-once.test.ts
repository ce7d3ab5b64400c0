import { afterEach, describe, expect, test } from 'vitest'
import { drawOrder } from '../../src/core/message/draw.ts'
import type { Call, Emulator, Fault, Seen } from '../../src/emulators/emulator.ts'
import type { Stage } from './stage.ts'
import { asides, discordStage, outline, posts, slackStage, storyDocument } from './stage.ts'

const PORTS = storyDocument('ports')
const ROOT = 'The harbor of ports is closed'

let stage: Stage
afterEach(() => stage.end())

const platforms = [
  { platform: 'Slack', open: slackStage, acts: ['the root', 'the first side', 'the second side'] },
  { platform: 'Discord', open: discordStage, acts: ['the root', 'the thread', 'the first side', 'the second side'] },
] as const

const faults: readonly (readonly [string, Fault])[] = [
  ['a 502 after it was accepted', { kind: 'server-error', accepted: true }],
  ['a 502 before it was accepted', { kind: 'server-error', accepted: false }],
  ['a dropped connection after it was accepted', { kind: 'drop', accepted: true }],
  ['a dropped connection before it was accepted', { kind: 'drop', accepted: false }],
  ['a rate limit', { kind: 'rate-limit', afterMs: 1 }],
]

describe.each(platforms)('On $platform', ({ open, acts }) => {
  const cases = acts.flatMap((act, index) => faults.map(([name, fault]) => [name, act, index + 1, fault] as const))
  test.each(cases)('%s at %s: one root and one reply for each side, in order', async (_name, _act, nth, fault) => {
    stage = await open({ stories: PORTS })
    failAt(stage.emulator, nth, fault)
    await ben().type('/story ports')
    const seen = await stage.rest('news')
    expect(outline(seen)).toEqual(drawn(seen))
  })

  test('two lost answers in a row post nothing twice', async () => {
    stage = await open({ stories: PORTS })
    failAt(stage.emulator, 1, { kind: 'drop', accepted: true })
    failAt(stage.emulator, 2, { kind: 'server-error', accepted: true })
    await ben().type('/story ports')
    expect(outline(await stage.rest('news'))).toHaveLength(3)
  })

  test('a redelivery is answered once', async () => {
    stage = await open({ stories: PORTS })
    stage.emulator.fail({ kind: 'duplicate' })
    await ben().type('/story ports')
    expect(outline(await stage.rest('news'))).toHaveLength(3)
  })

  test('a private answer that is delivered twice is answered once', async () => {
    stage = await open({ stories: PORTS })
    stage.emulator.fail({ kind: 'duplicate' })
    await ben().type('/story help')
    expect(asides(await stage.rest('news'))).toHaveLength(1)
  })

  test('a pressed button that is delivered twice is answered once', async () => {
    stage = await open({ stories: PORTS })
    await ben().type('/story ports')
    const root = posts(await stage.rest('news'))[0]!
    stage.emulator.fail({ kind: 'duplicate' })
    await ben().press(root.id, 'Both sides')
    expect(asides(await stage.rest('news'))).toHaveLength(1)
  })

  test.each([true, false])('a disconnect (announced: %s) in the middle loses nothing', async announced => {
    stage = await open({ stories: PORTS })
    onNth(stage.emulator, 1, 'accepted', () => stage.emulator.fail({ kind: 'disconnect', announced }))
    await ben().type('/story ports')
    const first = outline(await stage.rest('news'))
    await stage.emulator.connected()
    await stage.emulator.as('ben').in('general').type('/story ports')
    expect([first.length, outline(await stage.rest('general')).length]).toEqual([3, 3])
  })

  test('people who ask at the same time each get their own thread', async () => {
    stage = await open({ stories: PORTS })
    await Promise.all([ben().type('/story ports'), stage.emulator.as('ana').in('news').type('/story ports')])
    const seen = posts(await stage.rest('news'))
    const roots = seen.filter(message => message.thread === undefined)
    const replies = roots.map(root => seen.filter(message => message.thread === root.id).length)
    expect(replies).toEqual([2, 2])
  })
})

test.each(platforms)('on $platform a store that fails is said in words, and nothing is posted', async ({ open }) => {
  stage = await open({
    stories: PORTS,
    around: store => ({ ...store, take: () => Promise.reject(new Error('disk full')) }),
  })
  await ben().type('/story ports')
  const seen = await stage.emulator.until('news', messages => asides(messages).length > 0)
  expect([posts(seen), asides(seen)[0]?.text.includes('could not write to its database')]).toEqual([[], true])
})

/** Root and replies as they have to stand in this channel, where the lot decides which side is first. */
function drawn(seen: readonly Seen[]): readonly string[] {
  const sides = ['  Pro-harbor narrative', '  Anti-harbor narrative']
  return [ROOT, ...drawOrder('ports', seen[0]?.channel ?? '', 2).map(index => sides[index] ?? '')]
}

function ben() {
  return stage.emulator.as('ben').in('news')
}

/** Arms a fault for the nth call that writes. */
function failAt(emulator: Emulator, nth: number, fault: Fault): void {
  onNth(emulator, nth, 'arrived', call => {
    if (fault.kind === 'drop' || fault.kind === 'server-error' || fault.kind === 'rate-limit') {
      emulator.fail({ ...fault, on: call.name })
    }
  })
}

function onNth(emulator: Emulator, nth: number, at: 'arrived' | 'accepted', act: (call: Call) => void): void {
  let count = 0
  emulator.onCall((call, phase) => {
    if (phase !== at || !isPost(call)) return
    count += 1
    if (count === nth) act(call)
  })
}

/** Posts and threads, not registrations or look-ups. */
function isPost(call: Call): boolean {
  return /^chat\.postMessage$|^POST .*(?:callback|threads|messages)$/u.test(call.name)
}
