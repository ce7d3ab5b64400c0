import { WebClient } from '@slack/web-api'
import { REST, Routes } from 'discord.js'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { messageBody } from '../../src/adapters/discord/body.ts'
import { findStep as findOnDiscord } from '../../src/adapters/discord/find.ts'
import { findStep as findOnSlack } from '../../src/adapters/slack/find.ts'
import { METADATA } from '../../src/adapters/slack/payload.ts'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import type { LeasedStep } from '../../src/store/step.ts'

const MINUTE = 60_000
const POSTED = Date.UTC(2026, 0, 15, 8, 30)
const MESSAGE = { summary: 'News', blocks: [{ kind: 'note', text: 'News' }], notify: true } as const

/** A step that a clock ten minutes ahead of the platform's first tried at the platform's `POSTED`. */
function step(channel: string, payload: unknown): LeasedStep {
  return {
    key: 'k1',
    claim: 'edition/k3j9x0aa@2026-01-15T08:30',
    kind: 'post',
    lane: 'lane',
    channel,
    payload: JSON.stringify(payload),
    expiresAt: POSTED + 60 * MINUTE,
    looks: true,
    attempts: 1,
    firstTryAt: POSTED + 10 * MINUTE,
  }
}

test.concurrent('on Discord what was posted is found although others wrote minutes later and our clock is ahead', async ({
  onTestFinished,
}) => {
  let now = POSTED
  const discord = await startDiscord({ now: () => now })
  onTestFinished(() => discord.close())
  const rest = new REST({ api: discord.credentials.DISCORD_API_URL ?? '' }).setToken(
    discord.credentials.DISCORD_TOKEN ?? '',
  )
  const channel = discord.id('news')
  const body = messageBody(MESSAGE, 'k1')
  await rest.post(Routes.channelMessages(channel), { body })
  const posted = discord.seen('news').at(-1)
  now += 8 * MINUTE
  await discord.as('ana').in('news').say('Good morning.')
  const { author } = z.object({ author: z.object({ id: z.string() }) }).parse(posted?.payload)
  const line = { rest, answers: rest, me: author.id }
  expect(await findOnDiscord(line, step(channel, { call: 'message', into: 'channel', body }))).toEqual({
    kind: 'found',
    receipt: { channel, message: posted?.id },
  })
})

test.concurrent('on Slack what was posted into somebody’s thread is found although our clock is ahead', async ({
  onTestFinished,
}) => {
  const slack = await startSlack({ now: () => POSTED })
  onTestFinished(() => slack.close())
  const client = new WebClient(slack.credentials.SLACK_BOT_TOKEN, { slackApiUrl: slack.url })
  const channel = slack.id('news')
  await slack.as('ana').in('news').say('What is new?')
  const thread = slack.seen('news').at(-1)?.id ?? ''
  const metadata = { event_type: METADATA, event_payload: { id: 'k1' } }
  const { ts } = await client.chat.postMessage({ channel, thread_ts: thread, text: 'News', metadata })
  const payload = { call: 'post', channel, thread, message: { text: 'News', blocks: [] } }
  expect(await findOnSlack(client, step(channel, payload))).toEqual({
    kind: 'found',
    receipt: { channel, message: ts },
  })
})
