import { setImmediate as turn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { Emulator } from '../../src/emulators/emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'

const platforms = [
  ['Slack', () => startSlack()],
  ['Discord', () => startDiscord({ oracle: false })],
] as const

async function started(start: () => Promise<Emulator>): Promise<Emulator> {
  const emulator = await start()
  onTestFinished(() => emulator.close())
  return emulator
}

test.each(platforms)('%s tells once of all changes of one turn', async (_name, start) => {
  const emulator = await started(start)
  let told = 0
  emulator.onChange(() => {
    told += 1
  })
  const seat = emulator.as('ben').in('news')
  await Promise.all([seat.say('one'), seat.say('two')])
  await turn()
  await turn()
  expect([told, emulator.seen('news').length]).toEqual([1, 2])
})

test.each(platforms)('%s tells nothing to those who have stopped listening', async (_name, start) => {
  const emulator = await started(start)
  let told = 0
  const stop = emulator.onChange(() => {
    told += 1
  })
  stop()
  await emulator.as('ben').in('news').say('one')
  await turn()
  await turn()
  expect(told).toBe(0)
})

test.each(platforms)('%s says whose direct message a message stands in', async (_name, start) => {
  const emulator = await started(start)
  await emulator.as('ben').in('bot').say('hello')
  await emulator.as('ben').in('news').say('hello')
  expect([...emulator.seen('bot'), ...emulator.seen('news')].map(message => message.direct)).toEqual(['ben', undefined])
})

test('on Discord a permission that was taken away from the bot can be given back', async () => {
  const discord = await startDiscord({ oracle: false })
  onTestFinished(() => discord.close())
  const send = () =>
    fetch(`${discord.url}/v10/channels/${discord.id('news')}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${discord.credentials.DISCORD_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'hello' }),
    }).then(answer => answer.status)
  discord.permit('news', 'SEND_MESSAGES', false)
  const without = await send()
  discord.permit('news', 'SEND_MESSAGES', true)
  expect([without, await send()]).toEqual([403, 200])
})
