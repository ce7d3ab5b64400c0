import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { turnedAway } from '../walks/crowd.ts'
import { storyDocument } from '../walks/stage.ts'
import type { BareDigests } from './digests-figures.ts'
import { digestFigures } from './digests-figures.ts'
import type { DigestLoad } from './digests-stage.ts'
import { CALL_MS, openStage, runOn } from './digests-stage.ts'
import { TOPICS } from './digests-world.ts'
import type { Figure } from './figure.ts'
import { clock } from './town.ts'

const MANY = { digests: 10_000, installations: 200 } as const
export const DIGESTS = {
  fast: { ...MANY, times: 20, replies: true },
  /** As people have it. */
  real: { ...MANY, times: 1, replies: false },
} as const satisfies Readonly<Record<string, DigestLoad>>

const ABOUT = `Real: the store on disk, schedule, outbox, commands and both adapters, in a process of their own, with /story asked of them ten times a second
on each platform; one Slack workspace and one Discord server behind the real SDKs, as emulators in this process.
A model, in the bot's process: the other ${MANY.installations - 1} workspaces and servers. It holds the platforms' limits and takes ${CALL_MS} ms for a call, without a network.
Bare: Bolt and discord.js in one process, which post as many constant roots, without a store, replies or a choice of stories.`

/**
 * Digests that come due in one minute in many installations, while people ask: the real store, schedule, outbox, commands and
 * adapters in a process of their own. One installation of each platform is an emulator behind the real SDK; the others are a
 * model in the bot's process, which holds the same limits and takes 150 ms for a call. All of it, the platforms' limits and
 * their 150 ms, goes `times` as fast; the bot's own work does not. Before that, Bolt and discord.js alone post as many roots in
 * the same towns and to the same model.
 */
export async function measureDigests(folder: string, load: DigestLoad): Promise<readonly Figure[]> {
  process.stdout.write(`${ABOUT}\nEverything but the bot's own work goes ${load.times} times as fast as in life.\n`)
  const stories = join(folder, 'digest-stories')
  mkdirSync(stories, { recursive: true })
  const dataDir = join(folder, `digest-data-${load.times}`)
  const date = new Date(clock()).toISOString().slice(0, 10)
  for (const topic of TOPICS) {
    const documents = storyDocument(`about-${topic}`, { date, topics: [topic], title: `The news of ${topic}` })
    for (const [name, text] of Object.entries(documents)) writeFileSync(join(stories, name), text)
  }
  const environment = {
    STORIES_DIR: stories,
    DATA_DIR: dataDir,
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  }
  const bare = await measureBare(load, environment)
  const stage = await openStage(load)
  try {
    const { report, asked } = await runOn(stage, 'digests-bot.ts', environment)
    if (report.kind !== 'report') throw new Error('The bot of the digests has nothing to report.')
    return digestFigures(load, { report, towns: stage.towns, asked, channels: stage.channels }, bare)
  } finally {
    await stage.close()
  }
}

async function measureBare(load: DigestLoad, environment: Readonly<Record<string, string>>): Promise<BareDigests> {
  const stage = await openStage(load)
  try {
    const { report, asked } = await runOn(stage, 'digests-bare-bot.ts', environment)
    if (report.kind !== 'bare') throw new Error('Bolt and discord.js alone have nothing to report.')
    return { report, asked, turnedAway: stage.towns.reduce((all, town) => all + turnedAway(town), 0) }
  } finally {
    await stage.close()
  }
}
