import type { Emulator, Fault } from '../../src/emulators/emulator.ts'
import { expected, newsOf, shown } from './digest-shown.ts'
import { type DigestStage, type Layout, morning, openDigestStage, type Platform, setDaily } from './digest-stage.ts'

/** What goes wrong at the nth call that posts. */
export interface Mishap {
  readonly nth: number
  readonly name: string
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'a 500 after it was accepted': { kind: 'server-error', accepted: true },
  'a 500 before it was accepted': { kind: 'server-error', accepted: false },
  'a lost answer': { kind: 'drop', accepted: true },
  'a lost call': { kind: 'drop', accepted: false },
  'a 429': { kind: 'rate-limit', afterMs: 1 },
  'a disconnect': { kind: 'disconnect', announced: false },
  'an announced disconnect': { kind: 'disconnect', announced: true },
}

/** Both layouts on both platforms, with the calls that post the digest of two stories; a call more is never made. */
export const ROADS = [
  { platform: 'Slack', layout: 'compact', calls: 7 },
  { platform: 'Slack', layout: 'full', calls: 6 },
  { platform: 'Discord', layout: 'compact', calls: 8 },
  { platform: 'Discord', layout: 'full', calls: 8 },
] as const

export const STORIES = 2
const POST = /^chat\.postMessage$|^POST .*(?:threads|messages)$/u

/** Answers and calls are lost at each call; what makes the bot wait for seconds, at the root and below it. */
export function mishaps(calls: number): readonly Mishap[] {
  const each = Array.from({ length: calls }, (_, index) => index + 1)
  return Object.entries(FAULTS).flatMap(([name, { kind }]) => {
    if (kind === 'disconnect') return [{ nth: 2, name }]
    return (kind === 'rate-limit' ? [1, 3] : each).map(nth => ({ nth, name }))
  })
}

/** A day for each mishap, one after the other: those on which the channel did not show the whole digest once, and in order. */
export async function daysThatWentWrong(
  platform: Platform,
  layout: Layout,
  days: readonly (Mishap | undefined)[],
): Promise<readonly unknown[]> {
  const stage = await openDigestStage(platform, newsOf(days.length, STORIES))
  try {
    await stage.start()
    await setDaily(stage.emulator, layout)
    await stage.rest()
    const wrong: unknown[] = []
    for (const [index, mishap] of days.entries()) {
      const found = await dayOf(stage, layout, index + 1, mishap)
      if (found !== undefined) wrong.push({ mishap, ...found })
    }
    return wrong
  } finally {
    await stage.end()
  }
}

async function dayOf(stage: DigestStage, layout: Layout, day: number, mishap: Mishap | undefined) {
  const { emulator } = stage
  const before = emulator.seen('news').length
  const fault = mishap === undefined ? undefined : FAULTS[mishap.name]
  const armed = fault === undefined || mishap === undefined ? undefined : failAt(emulator, mishap.nth, fault)
  const seen = await stage.comes(morning(day))
  armed?.stop()
  const hears = fault?.kind !== 'disconnect' || (await isHeard(emulator))
  const [is, was] = [shown(seen.slice(before)), expected(layout, emulator.id('news'), day, STORIES)]
  const reached = armed === undefined || armed.reached()
  const whole = JSON.stringify(is) === JSON.stringify(was)
  return reached && hears && whole ? undefined : { reached, hears, shown: is, expected: was }
}

/** The bot is back and answers. */
async function isHeard(emulator: Emulator): Promise<boolean> {
  await emulator.connected()
  return (await emulator.as('ana').in('general').type('/digest list')).acknowledged
}

/** Arms a fault for the nth call that posts. */
function failAt(emulator: Emulator, nth: number, fault: Fault) {
  let count = 0
  const stop = emulator.onCall((call, phase) => {
    if (phase !== 'arrived' || !POST.test(call.name)) return
    count += 1
    if (count !== nth) return
    const on = fault.kind === 'disconnect' || fault.kind === 'duplicate' ? {} : { on: call.name }
    emulator.fail({ ...fault, ...on })
  })
  return { stop, reached: () => count >= nth }
}
