import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { Emulator } from '../../src/emulators/emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { type AtEnd, folderForTest, runCli } from '../cli/program.ts'
import { SEEDS } from './stage.ts'

const platforms = [
  ['Slack', () => startSlack()],
  ['Discord', () => startDiscord()],
] as const

async function started(start: () => Promise<Emulator>, atEnd: AtEnd) {
  const emulator = await start()
  let open = true
  const close = async () => {
    if (open) await emulator.close()
    open = false
  }
  atEnd(close)
  const environment = { ...emulator.credentials, STORIES_DIR: SEEDS, DATA_DIR: join(folderForTest(atEnd), 'data') }
  const program = runCli(environment, undefined, [], atEnd)
  await program.says(/is connected/u)
  return { emulator, program, close }
}

test.concurrent.for(platforms)(
  'a signal ends the bot with 0 within 10 s while a call to %s hangs',
  async ([_name, start], { onTestFinished: atEnd }) => {
    const { emulator, program } = await started(start, atEnd)
    const hung = Promise.withResolvers<void>()
    emulator.onCall((call, phase) => {
      if (phase === 'arrived' && /postMessage|callback/u.test(call.name)) hung.resolve()
    })
    emulator.fail({ kind: 'slow', ms: 15_000 })
    void emulator.as('ben').in('news').type('/story fukushima')
    await hung.promise
    const before = performance.now()
    program.child.kill('SIGTERM')
    expect([await program.ended(), program.child.signalCode, performance.now() - before < 10_000]).toEqual([
      0,
      null,
      true,
    ])
  },
)

test.concurrent.for(platforms)(
  'a signal ends the bot with 0 while %s is away',
  async ([_name, start], { onTestFinished: atEnd }) => {
    const { program, close } = await started(start, atEnd)
    await close()
    await program.says(/is away/u)
    program.child.kill('SIGTERM')
    expect(await program.ended()).toBe(0)
  },
)

test('a failed registration of commands is tried again, on the same connection', async () => {
  const discord = await startDiscord()
  onTestFinished(() => discord.close())
  discord.fail({ kind: 'server-error', on: 'PUT /applications/:id/commands', accepted: false })
  const program = runCli({ ...discord.credentials, STORIES_DIR: SEEDS, DATA_DIR: join(folderForTest(), 'data') })
  await program.says(/did not take the commands/u)
  const registered = Promise.withResolvers<void>()
  discord.onCall((call, phase) => {
    if (phase === 'answered' && call.name.startsWith('PUT ') && call.status === 200) registered.resolve()
  })
  await registered.promise
  program.child.kill('SIGTERM')
  const code = await program.ended()
  expect([code, discord.calls().filter(call => call.name === 'GET /gateway/bot').length]).toEqual([0, 1])
})
