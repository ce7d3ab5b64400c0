import { join } from 'node:path'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { CallPhase, Emulator } from '../../src/emulators/emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { type AtEnd, folderForTest, runCli } from '../cli/program.ts'
import { quiet } from './haste.ts'
import { SEEDS } from './stage.ts'

/** When it is closed: so many turns of the event loop after the socket was lost, or after a phase of the call with which it comes back. */
interface Moment {
  readonly turns: number
  readonly after?: { readonly call: string; readonly phase: CallPhase }
  readonly announced: boolean
}

const ADDRESS = 'apps.connections.open'
const BOTH = [true, false]
const LOST: readonly Moment[] = BOTH.flatMap(announced => [0, 6].map(turns => ({ turns, announced })))
const ASKING: readonly Moment[] = [
  ...BOTH.map(announced => ({ turns: 0, announced, after: { call: ADDRESS, phase: 'arrived' } }) as const),
  ...[0, 2, 4, 7, 12].map(
    turns => ({ turns, announced: turns % 2 === 1, after: { call: ADDRESS, phase: 'answered' } }) as const,
  ),
]

/** How long a bot that is not really closed would need to come back. */
const BACK_WITHIN_MS = 700

/** Whether it stays away. */
async function closedAt(
  { turns, after, announced }: Moment,
  start: () => Promise<Emulator>,
  atEnd: AtEnd,
): Promise<boolean> {
  const emulator = await start()
  const config = readConfig({ ...emulator.credentials, STORIES_DIR: SEEDS, DATA_DIR: folderForTest(atEnd) })
  const app = await startApp({ config, log: quiet, now: Date.now })
  await app.connected
  const come = Promise.withResolvers<void>()
  emulator.onCall((call, phase) => {
    if (call.name === after?.call && phase === after.phase) come.resolve()
  })
  emulator.fail({ kind: 'disconnect', announced })
  if (after !== undefined) await come.promise
  for (let gone = 0; gone < turns; gone += 1) await turn()
  await app.close(1_000)
  const isThere = (withinMs: number) =>
    emulator.connected(withinMs).then(
      () => true,
      () => false,
    )
  const isGone = async () => {
    for (let tries = 0; tries < 100; tries += 1) {
      if (!(await isThere(1))) return true
      await wait(5)
    }
    return false
  }
  // A goodbye may still be on its way, or a handshake that was broken off.
  await isGone()
  await isThere(BACK_WITHIN_MS)
  const away = await isGone()
  await emulator.close()
  return away
}

/** What is rejected while it goes on, and nobody hears. */
function unheard(atEnd: AtEnd): readonly unknown[] {
  const all: unknown[] = []
  const hear = (reason: unknown) => void all.push(reason)
  process.on('unhandledRejection', hear)
  atEnd(() => void process.off('unhandledRejection', hear))
  return all
}

test.concurrent('closed at any moment of coming back to Slack, the bot stays away and leaves nothing unheard', async ({
  onTestFinished: atEnd,
}) => {
  const rejected = unheard(atEnd)
  const moments = [...LOST, ...ASKING]
  const away = await Promise.all(moments.map(moment => closedAt(moment, () => startSlack(), atEnd)))
  expect([moments.filter((_, n) => away[n] !== true), rejected]).toEqual([[], []])
})

test.concurrent('closed at any moment of coming back to Discord, the bot stays away and leaves nothing unheard', async ({
  onTestFinished: atEnd,
}) => {
  const rejected = unheard(atEnd)
  const away = await Promise.all(LOST.map(moment => closedAt(moment, () => startDiscord(), atEnd)))
  expect([LOST.filter((_, n) => away[n] !== true), rejected]).toEqual([[], []])
})

async function started(start: () => Promise<Emulator>, atEnd: AtEnd) {
  const emulator = await start()
  atEnd(() => emulator.close())
  const environment = { ...emulator.credentials, STORIES_DIR: SEEDS, DATA_DIR: join(folderForTest(atEnd), 'data') }
  const program = runCli(environment, undefined, [], atEnd)
  await program.says(/is connected/u)
  return { emulator, program }
}

test.concurrent('a signal while the bot asks Slack for a new socket ends it with 0 and without a trace', async ({
  onTestFinished: atEnd,
}) => {
  const { emulator, program } = await started(() => startSlack(), atEnd)
  const asked = Promise.withResolvers<void>()
  emulator.onCall((call, phase) => {
    if (call.name === ADDRESS && phase === 'arrived') asked.resolve()
  })
  emulator.fail({ kind: 'disconnect', announced: true })
  await asked.promise
  program.child.kill('SIGTERM')
  expect([await program.ended(), /\n\s+at |undefined|unhandled/iu.exec(program.output())]).toEqual([0, null])
})

test.concurrent('a signal while the bot comes back to Discord ends it with 0 and without a trace', async ({
  onTestFinished: atEnd,
}) => {
  const { emulator, program } = await started(() => startDiscord(), atEnd)
  emulator.fail({ kind: 'disconnect', announced: false })
  await program.says(/Discord is away/u)
  program.child.kill('SIGTERM')
  expect([await program.ended(), /\n\s+at |undefined|unhandled/iu.exec(program.output())]).toEqual([0, null])
})
