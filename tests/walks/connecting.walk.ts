import { afterEach, describe, expect, test } from 'vitest'
import { AdapterError } from '../../src/adapters/adapter.ts'
import type { App } from '../../src/app.ts'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { Emulator } from '../../src/emulators/emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { folderForTest } from '../cli/program.ts'
import { HASTE, outline, SEEDS } from './stage.ts'

const running: { close(withinMs: number): Promise<void> }[] = []
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.close(1_000)
})

async function slack(): Promise<Emulator> {
  const emulator = await startSlack()
  running.push(emulator)
  return emulator
}

async function discord() {
  const emulator = await startDiscord()
  running.push(emulator)
  return emulator
}

async function bot(credentials: Readonly<Record<string, string>>): Promise<{ app: App; warnings: string[] }> {
  const warnings: string[] = []
  const app = await startApp({
    config: readConfig({ ...credentials, STORIES_DIR: SEEDS, DATA_DIR: folderForTest() }),
    log: {
      info: () => undefined,
      warn: message => void warnings.push(message),
      error: message => void warnings.push(message),
    },
    now: Date.now,
    patience: HASTE,
  })
  app.connected.catch(() => undefined)
  running.push(app)
  return { app, warnings }
}

describe('A platform that is out of reach at the start', () => {
  test('Slack is tried again until it answers, and what is wrong said once, by the SDK too', async () => {
    const emulator = await slack()
    // Before the bot knows who it is, and before it has a socket.
    for (const on of ['auth.test', 'apps.connections.open'])
      emulator.fail({ kind: 'drop', on, accepted: false, times: 2 })
    const { app, warnings } = await bot(emulator.credentials)
    await app.connected
    const both = ['Slack SDK: http request failed fetch failed', 'Slack is out of reach; trying again.']
    expect(warnings.toSorted()).toEqual([...both, ...both].toSorted())
  })

  test('Discord is tried again until it answers', async () => {
    const emulator = await discord()
    emulator.fail({ kind: 'server-error', on: 'GET /gateway/bot', accepted: false })
    const { app, warnings } = await bot(emulator.credentials)
    await app.connected
    expect(warnings).toContain('Discord is out of reach; trying again.')
  })

  test('one platform does not wait for the other', async () => {
    const emulator = await slack()
    const away = { DISCORD_TOKEN: 'token', DISCORD_API_URL: 'http://127.0.0.1:9/api' }
    const { app } = await bot({ ...emulator.credentials, ...away })
    await emulator.connected()
    await emulator.as('ben').in('news').type('/story fukushima')
    await emulator.until('news', seen => outline(seen).length === 3)
    const closed = app.close(1_000)
    running.pop()
    await expect(closed).resolves.toBeUndefined()
  })

  test('the bot can be stopped before it has connected', async () => {
    const away = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
      DISCORD_TOKEN: 'token',
      DISCORD_API_URL: 'http://127.0.0.1:9/api',
    }
    const { app } = await bot(away)
    running.pop()
    await expect(app.close(1_000)).resolves.toBeUndefined()
  })
})

describe('A platform that refuses', () => {
  test('a wrong app-level token of Slack is said, not tried for ever', async () => {
    const emulator = await slack()
    const { app } = await bot({ ...emulator.credentials, SLACK_APP_TOKEN: 'xapp-wrong' })
    await expect(app.connected).rejects.toBeInstanceOf(AdapterError)
  })
})

describe('While connected', () => {
  test.each([true, false])(
    'Slack’s socket comes back after a disconnect (announced: %s) within a person’s patience',
    async announced => {
      const emulator = await slack()
      const { app } = await bot(emulator.credentials)
      await app.connected
      // The first try to come back fails, and must not be the last.
      emulator.fail({ kind: 'server-error', on: 'apps.connections.open', accepted: false })
      emulator.fail({ kind: 'disconnect', announced })
      await emulator.connected()
      await emulator.as('ben').in('news').type('/story fukushima')
      const seen = await emulator.until('news', messages => outline(messages).length === 3)
      expect(outline(seen)).toHaveLength(3)
    },
  )

  test('Discord’s session is resumed, and what was asked meanwhile is answered', async () => {
    const emulator = await discord()
    const { app } = await bot(emulator.credentials)
    await app.connected
    emulator.fail({ kind: 'disconnect', announced: false })
    await emulator.as('ben').in('news').type('/story fukushima')
    const seen = await emulator.until('news', messages => outline(messages).length === 3)
    expect(outline(seen)).toHaveLength(3)
  })

  test('a guild that is down at the start does not hold back the commands of the others', async () => {
    const emulator = await discord()
    emulator.guild('outage')
    const before = performance.now()
    const { app } = await bot(emulator.credentials)
    await app.connected
    // The library alone would wait for 15 s.
    expect(performance.now() - before).toBeLessThan(8_000)
  })
})
