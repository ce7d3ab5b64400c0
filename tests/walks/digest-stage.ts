import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type App, startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { Emulator, Outcome, Seen } from '../../src/emulators/emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { HASTE, NO_LIMITS, quiet } from './haste.ts'

export type Layout = 'compact' | 'full'
export type Platform = 'Slack' | 'Discord'
/** Story documents by file name. */
export type Documents = Readonly<Record<string, string>>

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** The evening before the first digest. */
export const EVENING = Date.parse('2026-11-30T18:00:00Z')

const FINAL: ReadonlySet<string> = new Set(['posted', 'refused', 'in-doubt', 'dropped'])

/** 08:30 in Berlin, so many days after 30 November 2026. */
export function morning(day: number): number {
  return Date.parse('2026-11-30T07:30:00Z') + day * DAY
}

/** A clock that goes as clocks do, and can be set. */
export interface Clock {
  readonly now: () => number
  set(to: number): void
  /** By how much it is ahead of the machine's. */
  ahead(): number
}

/** A platform, a database and stories, and the bots that come and go with them; everybody goes by one clock. */
export interface DigestStage<E extends Emulator = Emulator> {
  readonly emulator: E
  readonly clock: Clock
  readonly dataDir: string
  readonly storiesDir: string
  /** The environment of a bot. */
  readonly environment: Readonly<Record<string, string>>
  /** Another bot on the same database, connected. */
  start(around?: (store: Store) => Store): Promise<App>
  stop(app: App): Promise<void>
  /** Resolves when every step that was ever kept has ended; gives the channel as its readers have it. */
  rest(channel?: string): Promise<readonly Seen[]>
  /** Writes documents into the stories folder. */
  put(documents: Documents): void
  /** Sets the clock, lets each bot tick at once, and rests. */
  comes(at: number): Promise<readonly Seen[]>
  store(): Promise<Store>
  end(): Promise<void>
}

export function openDigestStage(platform: Platform, stories: Documents): Promise<DigestStage> {
  return platform === 'Slack' ? openOn(startSlack, stories) : openOn(startDiscord, stories)
}

export async function openOn<E extends Emulator>(
  startEmulator: (options: { readonly now: () => number }) => Promise<E>,
  stories: Documents,
): Promise<DigestStage<E>> {
  const clock = clockAt(EVENING)
  const emulator = await startEmulator({ now: clock.now })
  const folder = mkdtempSync(join(tmpdir(), 'counterpoint-digest-'))
  const storiesDir = join(folder, 'stories')
  mkdirSync(storiesDir)
  const put = (documents: Documents) => {
    for (const [name, text] of Object.entries(documents)) writeFileSync(join(storiesDir, name), text)
  }
  put(stories)
  const dataDir = join(folder, 'data')
  const environment = { ...emulator.credentials, STORIES_DIR: storiesDir, DATA_DIR: dataDir }
  const apps = new Set<App>()
  let own: Store | undefined
  /** Opened after the first bot has made it. */
  const store = async () => {
    own ??= await openSqlite(dataDir)
    return own
  }
  const rest = async (channel = 'news') => {
    const deadline = AbortSignal.timeout(15_000)
    const kept = await store()
    for (;;) {
      await Promise.all([...apps].map(app => app.settled(10_000)))
      if ((await kept.steps()).every(step => FINAL.has(step.state))) return emulator.seen(channel)
      await wait(5, undefined, { signal: deadline })
    }
  }
  const stop = async (app: App) => {
    apps.delete(app)
    await app.close(2_000)
  }
  return {
    emulator,
    clock,
    stop,
    dataDir,
    storiesDir,
    environment,
    rest,
    store,
    async start(around = one => one) {
      const config = readConfig(environment)
      const app = await startApp({
        config,
        log: quiet,
        now: clock.now,
        around,
        patience: HASTE,
        limitsTimes: NO_LIMITS,
      })
      apps.add(app)
      await app.connected
      return app
    },
    put,
    async comes(at) {
      clock.set(at)
      await Promise.all([...apps].map(app => app.tick(clock.now())))
      return rest()
    },
    async end() {
      await Promise.all([...apps].map(stop))
      await own?.close()
      await emulator.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function clockAt(start: number): Clock {
  let ahead = start - Date.now()
  return {
    now: () => Date.now() + ahead,
    set: to => {
      ahead = to - Date.now()
    },
    ahead: () => ahead,
  }
}

/** Ana, who may, sets a digest of #news: daily at 08:30 in Berlin. Her word reaches whoever hears it first. */
export function setDaily(emulator: Emulator, layout: Layout): Promise<Outcome> {
  const words = {
    slack: `daily 08:30 Europe/Berlin ${layout}`,
    discord: `daily time:08:30 timezone:Europe/Berlin layout:${layout}`,
  }
  return emulator.as('ana').in('news').type(`/digest ${words[emulator.platform]}`)
}
