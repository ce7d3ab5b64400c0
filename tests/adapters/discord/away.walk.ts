import { afterEach, expect, test } from 'vitest'
import type { Newsroom } from './newsroom.ts'
import { openNewsroom } from './newsroom.ts'

let here: Newsroom
afterEach(() => here.close())

test('a removal while the bot was away is told with its next session', async () => {
  here = await openNewsroom()
  here.discord.forgetSessions()
  here.discord.guild('removed')
  here.discord.fail({ kind: 'disconnect', announced: false })
  // The library waits five seconds before it identifies anew.
  await expect.poll(() => here.told.at(-1), { timeout: 15_000 }).toBe(`within ${here.application} `)
})
