import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AdapterLog } from '../adapters/adapter.ts'
import type { App } from '../app.ts'
import { startApp } from '../app.ts'
import type { Command, Word } from '../commands/command.ts'
import { readConfig } from '../config.ts'
import { say } from '../core/words/words.ts'
import { carryOut, type Desk } from './act.ts'
import { createClockDesk, openTownClock } from './clock.ts'
import { openFeed } from './feed.ts'
import { inspectMessage, rememberAnswers } from './inspect.ts'
import type { Act, Known, Platform, Push } from './page/protocol.ts'
import { readPasted, savePasted } from './paste.ts'
import { openPageServer } from './server.ts'
import { createStoriesPane } from './stories.ts'
import { BOT, closeTown, NO_LIMITS, startTown, type Town, WORLD } from './town.ts'
import { createWindow } from './window.ts'
import { prepareZoneNames } from './zone-names.ts'

export interface PlaygroundOptions {
  readonly storiesDir: string
  /** Default 127.0.0.1: nobody but this machine. */
  readonly host?: string
  /** The next one when it is taken, any free one when it is 0. */
  readonly port: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: AdapterLog
}

export interface Playground {
  /** Where the page is: `http://127.0.0.1:4000` */
  readonly address: string
  readonly port: number
  /** What the first command brought on both platforms, as plain text. */
  readonly first: string
  close(): Promise<void>
}

export const FIRST = '/story north-korea'
const FIRST_PLACE = 'news'
const FIRST_PERSON = 'ben'
const SETTLE_WITHIN_MS = 5_000

/**
 * The bot on a Slack and a Discord that live in this process, behind a page. State is in memory, the bot's own in a folder that
 * goes with it. Rejects with a `ConfigError` when no port can be had, or when the stories cannot be read.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { storiesDir, host = '127.0.0.1', port, log } = options
  const undo: (() => Promise<void>)[] = []
  const close = async () => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  try {
    const folder = await mkdtemp(join(tmpdir(), 'counterpoint-'))
    undo.push(() => rm(folder, { recursive: true, force: true }))
    const clock = await openTownClock(options.now, storiesDir)
    const { now } = clock
    const town = await startTown(now)
    undo.push(() => closeTown(town))
    const credentials = { ...town.slack.credentials, ...town.discord.credentials }
    const config = readConfig({ ...credentials, STORIES_DIR: storiesDir, DATA_DIR: folder })
    const answers = rememberAnswers()
    const app = await startApp({ config, log, now, observe: answers.observe, limitsTimes: NO_LIMITS })
    undo.push(() => app.close(SETTLE_WITHIN_MS))
    await app.connected
    const first = await walk(town, app)
    const feed = openFeed(town, world(town, app.commands))
    undo.push(async () => feed.close())
    const clockDesk = createClockDesk(clock, app, feed.push)
    await clockDesk.look()
    // A digest is set by what people do, and goes on by itself.
    const stops = [town.slack, town.discord].map(emulator => emulator.onChange(() => void clockDesk.look()))
    undo.push(async () => {
      for (const stop of stops) stop()
    })
    const desk: Desk = {
      move: clockDesk.move,
      inspect: (platform, place, message) => inspectMessage(town[platform], answers, place, message),
      read: async text => ({ ok: true, value: await readPasted(text) }),
      save: async (text, name) => {
        const done = await savePasted(storiesDir, name, text)
        // Whoever reads "Saved" asks for it.
        if (!done.ok || (await Promise.all(done.value.files.map(app.readStories))).every(Boolean)) return done
        return {
          ok: false,
          error: 'It is saved, but the stories folder could not be read just now. It is tried again.',
        }
      },
    }
    const pane = createStoriesPane(app, feed.push)
    undo.push(async () => pane.close())
    const act = async (given: Act) => {
      const done = await carryOut(town, desk, given)
      if (given.act === 'obstacle' && done.ok) {
        const { platform, obstacle, there } = given
        feed.push({ kind: 'obstacle', platform, obstacle, there })
      }
      return done
    }
    const server = await openPageServer({ host, port, feed, act, now: options.now })
    undo.push(server.close)
    const stopNames = prepareZoneNames()
    undo.push(async () => stopNames())
    return { address: server.address, port: server.port, first, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** One command on both platforms, so that the page is not empty at first. */
async function walk(town: Town, app: App): Promise<string> {
  const printed: string[] = []
  for (const emulator of [town.slack, town.discord]) {
    const window = createWindow(emulator, FIRST_PLACE, FIRST_PERSON)
    await window.act(FIRST)
    await app.settled(SETTLE_WITHIN_MS)
    printed.push(window.news())
  }
  return printed.join('\n\n')
}

function world(town: Town, commands: readonly Command[]): Extract<Push, { kind: 'world' }> {
  const places = (platform: Platform) =>
    WORLD.channels.map(({ name, kind }) => ({ id: town[platform].id(name), name, kind }))
  const names = (platform: Platform) => {
    const known = [BOT, ...WORLD.people.map(one => one.name), ...WORLD.channels.map(one => one.name)]
    return Object.fromEntries(known.map(name => [town[platform].id(name), name]))
  }
  return {
    kind: 'world',
    places: { slack: places('slack'), discord: places('discord') },
    people: WORLD.people.map(({ name, manages }) => ({ name, manages })),
    commands: commands.map(known),
    names: { slack: names('slack'), discord: names('discord') },
  }
}

function known({ called, summary, example, words, subcommands }: Command): Known {
  return {
    name: called,
    summary: say(summary),
    example,
    words: knownWords(words),
    subcommands: subcommands.map(one => ({ name: one.name, summary: say(one.summary), words: knownWords(one.words) })),
  }
}

/** The required ones first, as Discord wants them. */
function knownWords(words: readonly Word[]): Known['words'] {
  return words
    .filter(word => word.typed)
    .map(({ name, summary, required }) => ({ name, summary: say(summary), required }))
    .toSorted((one, other) => Number(other.required) - Number(one.required))
}
