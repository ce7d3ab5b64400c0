import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import { type AtEnd, folderForTest } from '../cli/program.ts'
import { outline, SEEDS } from '../walks/stage.ts'

const CLI = join(import.meta.dirname, '..', '..', 'src', 'cli.ts')

/** Node has a warning at this signal. */
const WARNS = `data:text/javascript,${encodeURIComponent('process.on("SIGUSR2", () => process.emitWarning("One more."))')}`

/** A bot whose log and warnings go there, and that has answered one person. */
async function answering(log: number | 'pipe', atEnd: AtEnd) {
  const discord = await startDiscord()
  atEnd(() => discord.close())
  const registered = Promise.withResolvers<void>()
  discord.onCall((call, phase) => {
    if (phase === 'answered' && call.name.startsWith('PUT ') && call.status === 200) registered.resolve()
  })
  const bot = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', WARNS, CLI], {
    env: { ...discord.credentials, STORIES_DIR: SEEDS, DATA_DIR: join(folderForTest(atEnd), 'data') },
    stdio: ['ignore', log, log],
  })
  const ended = once(bot, 'exit')
  atEnd(async () => {
    if (bot.exitCode === null && bot.kill('SIGKILL')) await ended
  })
  await registered.promise
  bot.kill('SIGUSR2')
  await discord.as('ben').in('news').type('/story fukushima')
  const seen = await discord.until('news', messages => outline(messages).length === 3)
  return { bot, ended, seen }
}

/** Whether it ends with 0 before a supervisor would kill it. */
async function endsInTime({ bot, ended }: Awaited<ReturnType<typeof answering>>) {
  const before = performance.now()
  bot.kill('SIGTERM')
  const [code] = await ended
  return [code, performance.now() - before < 10_000]
}

test.concurrent('a bot whose log is on a full disk answers, and a signal ends it', async ({
  onTestFinished: atEnd,
}) => {
  const full = openSync('/dev/full', 'w')
  atEnd(() => closeSync(full))
  const here = await answering(full, atEnd)
  expect([outline(here.seen).length, await endsInTime(here)]).toEqual([3, [0, true]])
})

test.concurrent('a bot whose log nobody reads any more answers, and a signal ends it', async ({
  onTestFinished: atEnd,
}) => {
  const here = await answering('pipe', atEnd)
  here.bot.stdout?.destroy()
  here.bot.stderr?.destroy()
  expect([outline(here.seen).length, await endsInTime(here)]).toEqual([3, [0, true]])
})
