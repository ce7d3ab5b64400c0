import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeAdapters } from '../../src/adapters/make-adapters.ts'
import { openDesk } from '../../src/commands/desk.ts'
import { HOUSE_RULES } from '../../src/commands/manners.ts'
import { storyCommand } from '../../src/commands/story.ts'
import { readConfig } from '../../src/config.ts'
import type { Aliases } from '../../src/core/library/aliases.ts'
import type { Library } from '../../src/core/library/library.ts'
import type { Carrier } from '../../src/delivery/carrier.ts'
import { startDelivery } from '../../src/delivery/deliver.ts'
import { openPace } from '../../src/delivery/pace.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { Figure } from './figure.ts'
import { percentile } from './figure.ts'
import type { Questions, SearchSeen } from './search-said.ts'
import { HEARD } from './search-said.ts'

const IDLE_MS = 10_000
const NAMES = { slack: 'Slack', discord: 'Discord' } as const
const PLATFORMS = ['slack', 'discord'] as const
/** What finding and acknowledging may take together, and what suggesting and answering may. */
const GOAL = { acknowledgedMs: 60, offeredMs: 35 } as const

/** What people ask, of all that the bench asks the library itself. */
const ASKED = [
  'find: id',
  'find: title',
  'find: topic',
  'find: three words of a title',
  'find: three words, one mistyped',
  'find: words of the body',
  'find: words that are nowhere',
]
const ASKS = 350
/** Discord asks for what to offer at each letter. */
const LONGEST_TYPED = 12

/** What people type on Discord, of which it offers stories. */
export interface Typing {
  readonly title: () => string
  readonly mistyped: () => string
}

/**
 * What people see who ask a bot with this library: the real store, delivery, commands and adapters in this process, over the
 * socket of a Slack and a Discord in another; then Bolt and discord.js alone, asked the same.
 */
export async function askedOverSocket(
  library: Library,
  aliases: Aliases,
  questions: Readonly<Record<string, () => string>>,
  typing: Typing,
): Promise<readonly Figure[]> {
  const all: Questions = {
    asked: times(n => questions[ASKED[n % ASKED.length] ?? '']?.() ?? ''),
    right: times(n => typing.title().slice(0, 1 + (n % LONGEST_TYPED))),
    mistyped: times(typing.mistyped),
  }
  // Not in the folder of the stories, which is watched.
  const folder = mkdtempSync(join(tmpdir(), 'counterpoint-asked-'))
  const people = fork(join(import.meta.dirname, 'search-people.ts'), [folder], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const died = once(people, 'exit').then(([code, signal]): Promise<never> => {
    throw new Error(`Those who ask ended by themselves (${code ?? signal}).`)
  })
  died.catch(() => undefined)
  const hears = async () => HEARD.parse((await Promise.race([died, once(people, 'message')]))[0])
  const asks = async (kind: 'ask' | 'ask-bare') => {
    const heard = hears()
    people.send({ kind, questions: all })
    return seenIn(await heard)
  }
  try {
    const towns = await hears()
    if (towns.kind !== 'towns') throw new Error('Those who ask have no place to ask in.')
    const environment = { ...towns.environment, DATA_DIR: join(folder, 'data'), STORIES_DIR: '.' }
    const bot = await serve(library, aliases, environment)
    let ours: SearchSeen
    try {
      ours = await asks('ask')
    } finally {
      await bot.close()
    }
    return rows(ours, await asks('ask-bare'))
  } finally {
    people.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
}

function times(make: (n: number) => string): string[] {
  return Array.from({ length: ASKS }, (_, n) => make(n))
}

function seenIn(heard: ReturnType<typeof HEARD.parse>): SearchSeen {
  if (heard.kind !== 'seen') throw new Error('Those who ask saw nothing.')
  return heard.seen
}

/** The bot around this library, put together as src/app.ts does it, without digests. */
async function serve(library: Library, aliases: Aliases, environment: Readonly<Record<string, string>>) {
  const config = readConfig(environment)
  const failed = (error: unknown) => process.stdout.write(`The bot says: ${String(error)}\n`)
  const log = { info: () => undefined, warn: failed, error: failed }
  mkdirSync(config.dataDir, { recursive: true })
  const store = await openSqlite(config.dataDir)
  const carriers = new Map<string, Carrier>()
  const delivery = startDelivery({
    store,
    carriers,
    owner: 'bench',
    now: Date.now,
    pace: openPace(),
    told: () => undefined,
    failed,
  })
  const rules = { ...HOUSE_RULES, defaults: { ...HOUSE_RULES.defaults, repeat: 0 } }
  const desk = openDesk({
    commands: [storyCommand(library, { store, rules, topicTitle: aliases.title })],
    delivery,
    queue: rules.queue,
    note: () => Promise.resolve(undefined),
  })
  const adapters = await makeAdapters({ config, log, now: Date.now })
  const quiet = () => undefined
  for (const adapter of adapters) {
    await adapter.connect(desk, {
      carries: () => void carriers.set(adapter.platform, adapter),
      lost: failed,
      gone: quiet,
      back: quiet,
      within: quiet,
      pulse: { up: quiet, down: quiet, event: quiet, acknowledged: quiet },
    })
  }
  return {
    async close() {
      await delivery.idle(IDLE_MS)
      await delivery.close()
      await Promise.all(adapters.map(adapter => adapter.close()))
      await store.close()
    },
  }
}

function rows(ours: SearchSeen, bare: SearchSeen): readonly Figure[] {
  const pair = (name: string, of: (seen: SearchSeen) => readonly number[], goal?: number): readonly Figure[] =>
    [0.5, 0.99].map(share => ({
      name: `${name}, p${share * 100}`,
      unit: 'ms',
      measured: percentile(of(ours), share),
      bare: percentile(of(bare), share),
      ...(goal === undefined || share < 0.99 ? {} : { goal }),
    }))
  return [
    ...PLATFORMS.flatMap(platform => [
      ...pair(`/story acknowledged, ${NAMES[platform]}`, seen => seen[platform].acknowledged, GOAL.acknowledgedMs),
      ...pair(`/story to the first message, ${NAMES[platform]}`, seen => seen[platform].first),
    ]),
    ...pair('Discord offers stories while somebody types', seen => seen.right, GOAL.offeredMs),
    ...pair('Discord offers stories, mistyped', seen => seen.mistyped, GOAL.offeredMs),
  ]
}
