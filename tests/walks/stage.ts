import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { App } from '../../src/app.ts'
import { type AppOptions, startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { writeDocument } from '../../src/core/reading/write.ts'
import type { Story } from '../../src/core/story/story.ts'
import type { Patience } from '../../src/delivery/attempt.ts'
import type { DiscordEmulator, DiscordOptions } from '../../src/emulators/discord/discord-emulator.ts'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { Emulator, Seen } from '../../src/emulators/emulator.ts'
import type { SlackEmulator, SlackOptions } from '../../src/emulators/slack/slack-emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import type { KeptStep } from '../../src/store/step.ts'
import type { Store } from '../../src/store/store.ts'

export const SEEDS = join(import.meta.dirname, '..', '..', 'seeds')

const FINAL: ReadonlySet<string> = new Set(['posted', 'refused', 'in-doubt', 'dropped'])

/** Retries as in life, only sooner. */
export const HASTE: Patience = { lookAfterMs: 20, longestWaitMs: 200, repostWithinMs: 600_000 }

/** The emulators take as many calls as come, unless they are told to hold the platform's limits. */
const NO_LIMITS = 1_000

export interface Line {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly detail?: Readonly<Record<string, unknown>>
}

export interface StageOptions {
  /** Story documents by file name; without them the project's own seeds. */
  readonly stories?: Readonly<Record<string, string>>
  /** What config/counterpoint.yaml says; without it everything is as it is by default. */
  readonly manners?: string
  readonly around?: (store: Store) => Store
  readonly now?: () => number
  readonly observe?: AppOptions['observe']
  /** How many times the platform's limits the bot paces itself to; without it, as many as the emulator takes by default: all. */
  readonly limitsTimes?: number
}

/** The bot with one emulator, real from the SDK to the database. */
export interface Stage<E extends Emulator = Emulator> {
  readonly emulator: E
  readonly app: App
  readonly log: readonly Line[]
  readonly dataDir: string
  readonly storiesDir: string
  /** Resolves when every step that was ever kept has ended; gives the channel as its readers have it. */
  rest(channel: string): Promise<readonly Seen[]>
  steps(): Promise<readonly KeptStep[]>
  /** Writes documents into the stories folder, by file name; resolves when the library knows. */
  put(documents: Readonly<Record<string, string>>): Promise<void>
  /** Removes a document from the stories folder; resolves when the library knows. */
  forget(file: string): Promise<void>
  end(): Promise<void>
}

export async function slackStage(options: StageOptions & { slack?: SlackOptions } = {}): Promise<Stage<SlackEmulator>> {
  return stage(await startSlack(options.slack), options)
}

export async function discordStage(
  options: StageOptions & { discord?: DiscordOptions } = {},
): Promise<Stage<DiscordEmulator>> {
  return stage(await startDiscord(options.discord), options)
}

async function stage<E extends Emulator>(emulator: E, options: StageOptions): Promise<Stage<E>> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpoint-walk-'))
  const storiesDir = options.stories === undefined ? SEEDS : writeStories(folder, options.stories)
  const dataDir = join(folder, 'data')
  const log: Line[] = []
  const write = (level: Line['level']) => (message: string, detail?: Line['detail']) => {
    log.push(detail === undefined ? { level, message } : { level, message, detail })
  }
  const manners = join(folder, 'counterpoint.yaml')
  writeFileSync(manners, options.manners ?? '')
  const config = readConfig({
    ...emulator.credentials,
    STORIES_DIR: storiesDir,
    DATA_DIR: dataDir,
    COUNTERPOINT_CONFIG: manners,
  })
  let store: Store | undefined
  const app = await startApp({
    config,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    now: options.now ?? Date.now,
    patience: HASTE,
    limitsTimes: options.limitsTimes ?? NO_LIMITS,
    ...(options.observe === undefined ? {} : { observe: options.observe }),
    around: opened => {
      store = options.around?.(opened) ?? opened
      return store
    },
  })
  await app.connected
  const steps = async () => (await store?.steps()) ?? []
  return {
    emulator,
    app,
    log,
    dataDir,
    storiesDir,
    steps,
    put: documents =>
      once(app, () => {
        for (const [name, text] of Object.entries(documents)) writeFileSync(join(storiesDir, name), text)
      }),
    forget: file => once(app, () => rmSync(join(storiesDir, file))),
    async rest(channel) {
      const deadline = AbortSignal.timeout(15_000)
      for (;;) {
        await app.settled(10_000)
        if ((await steps()).every(step => FINAL.has(step.state))) return emulator.seen(channel)
        await wait(5, undefined, { signal: deadline })
      }
    },
    async end() {
      await app.close(2_000)
      await emulator.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Resolves when the library knows of what `change` did to the stories folder. */
async function once(app: App, change: () => void): Promise<void> {
  const known = Promise.withResolvers<void>()
  const stop = app.onStories(known.resolve)
  change()
  await known.promise
  stop()
}

function writeStories(folder: string, stories: Readonly<Record<string, string>>): string {
  const dir = join(folder, 'stories')
  mkdirSync(dir)
  for (const [name, text] of Object.entries(stories)) writeFileSync(join(dir, name), text)
  return dir
}

/** A balanced story of one topic, as a document; `change` replaces parts of it. */
export function storyDocument(id: string, change: Partial<Story> = {}): Readonly<Record<string, string>> {
  const story: Story = {
    id,
    title: `The harbor of ${id} is closed`,
    date: '2026-05-01',
    topics: ['harbors'],
    facts: [
      { text: 'The harbor was closed on Friday.', cites: [1] },
      { text: 'Ferries wait outside.', cites: [2] },
    ],
    narratives: [
      side(
        'Pro-harbor narrative',
        'pro',
        'The Quay Herald',
        'Trade feeds the town, and every closed day costs it dearly.',
      ),
      side(
        'Anti-harbor narrative',
        'anti',
        'The Shore Post',
        'The water has to rest, and each quiet day gives it back some life.',
      ),
    ],
    updates: [],
    sources: [
      { n: 1, outlet: 'The Tide', url: 'https://tide.example/1' },
      { n: 2, outlet: 'Harbor Radio' },
    ],
    ...change,
  }
  return { [`${id}.md`]: writeDocument(story) }
}

function side(label: string, stance: 'pro' | 'anti', outlet: string, text: string): Story['narratives'][number] {
  return { label, stance, axis: 'subject', providers: [{ name: outlet }], paragraphs: [{ text, cites: [] }] }
}

/** The bot's messages, private ones left out. */
export function posts(messages: readonly Seen[]): readonly Seen[] {
  return messages.filter(message => message.bot && message.onlyFor === undefined)
}

/** What only one person sees. */
export function asides(messages: readonly Seen[]): readonly Seen[] {
  return messages.filter(message => message.bot && message.onlyFor !== undefined)
}

/** The first line of each of the bot's messages, replies indented: what a channel looks like. */
export function outline(messages: readonly Seen[]): readonly string[] {
  return posts(messages).map(message => {
    const first = message.text.split('\n', 1)[0] ?? ''
    return message.thread === undefined ? first : `  ${first}`
  })
}
