import { describe, expect, test } from 'vitest'
import { renderDiscord } from '../../../src/adapters/discord/render.ts'
import { renderSlack } from '../../../src/adapters/slack/render.ts'
import { digestThread, digestThreads } from '../../../src/core/message/digest.ts'
import { fitThread } from '../../../src/core/message/fit.ts'
import type { Message, Thread } from '../../../src/core/message/message.ts'
import { plainThread } from '../../../src/core/message/plain.ts'
import { CHATS, NOW } from './chat.ts'
import { DIGEST } from './digest-stories.ts'

// What people would see, for people to look at. Remade with `vitest run tests/core/message/digest-golden.test.ts -u`, and then read.

const options = { channel: 'C024BE91L', now: NOW, day: '2026-01-15', topics: ['Schools', 'Transport', 'Nature'] }
const LAYOUTS: readonly (readonly [string, readonly Thread[]])[] = [
  ['compact', [digestThread(DIGEST, options)]],
  ['full', digestThreads(DIGEST.slice(0, 1), options).map(({ thread }) => thread)],
]
const RENDERERS = {
  slack: (message: Message) => renderSlack(message),
  discord: (message: Message) => renderDiscord(message),
} as const

describe.each(LAYOUTS)('a digest in the %s layout', (layout, threads) => {
  test.each(CHATS)('is what $name shows', async ({ name, budget }) => {
    const shown = threads.map(thread => {
      const { root, replies } = fitThread(thread, budget)
      // The parts of the other stories are made as those of the first one are.
      const parts = replies.filter(({ part }) => !/^s[2-9]/u.test(part))
      const messages = [['root', root] as const, ...parts.map(({ part, message }) => [part, message] as const)]
      return Object.fromEntries(messages.map(([part, message]) => [part, RENDERERS[name](message)]))
    })
    const text = `${JSON.stringify(shown.length === 1 ? shown[0] : shown, undefined, 2)}\n`
    await expect(text).toMatchFileSnapshot(`../../goldens/digest-${layout}.${name}.json`)
  })

  test('is what a terminal shows', async () => {
    const text = threads.map(thread => `${plainThread(thread, 100)}\n`).join('\n')
    await expect(text).toMatchFileSnapshot(`../../goldens/digest-${layout}.text.txt`)
  })
})
