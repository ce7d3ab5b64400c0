import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { renderDiscord } from '../../../src/adapters/discord/render.ts'
import { renderSlack } from '../../../src/adapters/slack/render.ts'
import { fitThread } from '../../../src/core/message/fit.ts'
import type { Message, Thread } from '../../../src/core/message/message.ts'
import { plainThread } from '../../../src/core/message/plain.ts'
import { storyThread } from '../../../src/core/message/thread.ts'
import { read } from '../../../src/core/reading/read.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { CHATS, NOW } from './chat.ts'

// What people would see, for people to look at. Remade with `vitest run tests/core/message/golden.test.ts -u`, and then read.

const KOREA = 'seeds/2023-08-14-korea-arms.md'
const EARLIER = 'seeds/2022-06-24-roe-v-wade.md'

/** All that a story can lack: an outlet, sources, one of them an address, a day, the same room for both sides. */
const LOPSIDED = `---
id: harbor-strike
topics: [labor]
---
# Dock workers strike at the harbor; nobody knows for how long

## Facts
- Some 400 dock workers stopped work on Monday.[^1]
- The port handles a third of the country's grain.

## Narratives
### Union view
Wages have not kept up with prices for six years, the union says, and two rounds of talks brought nothing but a date for a third.[^2]

A strike is the last means of people who were not heard.

### Business narrative
Provided by: [Harbor Daily](https://example.org/daily/strike)

Each day costs millions.

## Sources
[^1]: [Harbor Daily](https://example.org/daily/400-stop) 400 stop work
[^2]: [The Docker]
[^3]: [Grain Weekly]
`

const GOLDENS = [
  {
    name: 'korea-arms',
    story: one(readFileSync(KOREA, 'utf8'), KOREA),
    asked: 'ana',
    earlier: [one(readFileSync(EARLIER, 'utf8'), EARLIER)],
  },
  { name: 'harbor-strike', story: one(LOPSIDED, 'harbor-strike.md'), asked: 'ben', earlier: [] },
] as const

function one(text: string, file: string): Story {
  const [story] = read(text, file).stories
  if (story === undefined) throw new Error(`${file} holds no story.`)
  return story
}

const RENDERERS = {
  slack: (message: Message) => renderSlack(message),
  discord: (message: Message) => renderDiscord(message),
} as const

function json(thread: Thread, render: (message: Message) => unknown): string {
  const messages = [
    ['root', thread.root] as const,
    ...thread.replies.map(reply => [reply.part, reply.message] as const),
  ]
  return `${JSON.stringify(Object.fromEntries(messages.map(([part, message]) => [part, render(message)])), undefined, 2)}\n`
}

describe.each(GOLDENS)('the story $name', ({ name, story, asked, earlier }) => {
  const thread = storyThread(story, { channel: 'C024BE91L', now: NOW, asked, earlier })

  test.each(CHATS)('is what $name shows', async chat => {
    const text = json(fitThread(thread, chat.budget), RENDERERS[chat.name])
    await expect(text).toMatchFileSnapshot(`../../goldens/${name}.${chat.name}.json`)
  })

  test('is what a terminal shows', async () => {
    await expect(`${plainThread(thread, 100)}\n`).toMatchFileSnapshot(`../../goldens/${name}.text.txt`)
  })
})
