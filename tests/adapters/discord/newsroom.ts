import type { Adapter, Place } from '../../../src/adapters/adapter.ts'
import { createDiscord } from '../../../src/adapters/discord/discord.ts'
import type { Answer, Ask, Command } from '../../../src/commands/command.ts'
import type { DigestItem } from '../../../src/core/library/selection.ts'
import { PATIENCE } from '../../../src/delivery/attempt.ts'
import { startDelivery } from '../../../src/delivery/deliver.ts'
import { openPace } from '../../../src/delivery/pace.ts'
import type { DiscordEmulator, DiscordOptions } from '../../../src/emulators/discord/discord-emulator.ts'
import { startDiscord } from '../../../src/emulators/discord/discord-emulator.ts'
import type { Seen } from '../../../src/emulators/emulator.ts'
import { composeEdition } from '../../../src/schedule/compose.ts'
import type { EditionPost, Layout } from '../../../src/schedule/edition-post.ts'
import { USUAL_WISH } from '../../../src/schedule/wish.ts'
import type { Standing } from '../../../src/store/posting.ts'
import type { KeptStep, NewStep, Receipt } from '../../../src/store/step.ts'
import { sqliteHome } from '../../store/sqlite-home.ts'

export const DAY = '2026-01-15'
const OPENED_AT = Date.UTC(2026, 0, 15, 8, 30)

/** What a digest is made of besides its stories. */
export interface Wanted {
  readonly nominal?: string
  readonly channel: string
  readonly space?: string
  readonly application?: string
  readonly layout?: Layout
  readonly earlier?: readonly Receipt[]
  readonly at?: number
}

/** A digest as the schedule hands it over. */
export function edition(items: readonly DigestItem[], wanted: Wanted): EditionPost {
  const { layout = 'compact', nominal = `${DAY}T08:30`, earlier = [], at = OPENED_AT } = wanted
  return composeEdition({
    id: `edition/k3j9x0aa@${nominal}`,
    subscription: {
      id: 'k3j9x0aa',
      lane: `discord/${wanted.application ?? '1'}`,
      ...(wanted.space === undefined ? {} : { space: wanted.space }),
      channel: wanted.channel,
      plan: '{}',
      wish: '{}',
      by: '42',
      setAt: 0,
    },
    wish: { ...USUAL_WISH, layout },
    items,
    topicTitle: slug => slug.replaceAll('-', ' '),
    earlier,
    day: DAY,
    at,
    keyedAt: at,
    expiresAt: at + 3_600_000,
  })
}

/** The adapter with the real client, the outbox with the real store, and a Discord on this machine. */
export interface Newsroom {
  readonly discord: DiscordEmulator
  readonly adapter: Adapter
  readonly application: string
  /** What the adapter told of where the bot is: `gone <space>`. */
  readonly told: readonly string[]
  /** What was asked, in order. */
  readonly asks: readonly Ask[]
  /** Why steps were not posted, with the remedy. */
  readonly refusals: readonly string[]
  place(channel: string): Place
  /** A digest for a channel by name. */
  edition(items: readonly DigestItem[], channel: string, wanted?: Partial<Wanted>): EditionPost
  /** Carries these steps to their end; gives the channel as its readers have it. */
  carry(steps: readonly NewStep[], channel: string): Promise<readonly Seen[]>
  steps(): Promise<readonly KeptStep[]>
  posting(key: string): Promise<Standing | undefined>
  close(): Promise<void>
}

export interface NewsroomOptions {
  readonly discord?: DiscordOptions
  readonly commands?: readonly Command[]
  readonly answer?: (ask: Ask) => Answer
}

export async function openNewsroom(options: NewsroomOptions = {}): Promise<Newsroom> {
  const discord = await startDiscord({ requestsPerSecond: 1_000, ...options.discord })
  const home = sqliteHome()
  const store = await home.open()
  const told: string[] = []
  const asks: Ask[] = []
  const refusals: string[] = []
  const now = Date.now
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const { DISCORD_TOKEN: token = '' } = discord.credentials
  const adapter = createDiscord({ token, apiUrl: discord.url, log, now })
  const delivery = startDelivery({
    store,
    carriers: new Map([['discord', adapter]]),
    owner: 'test',
    now,
    told(_, { outcome, remedy }) {
      if (outcome.state === 'refused' || outcome.state === 'in-doubt')
        refusals.push(`${outcome.reason} ${remedy ?? ''}`)
    },
    failed: error => refusals.push(String(error)),
    patience: { ...PATIENCE, lookAfterMs: 5, longestWaitMs: 20 },
    pace: openPace(10_000),
  })
  await adapter.connect(
    {
      commands: options.commands ?? [],
      async take(ask, plan) {
        asks.push(ask)
        const answer: Answer = options.answer?.(ask) ?? { kind: 'message', message: HEARD }
        await delivery.take(ask.id, plan(answer), {})
        return { taken: true, answer: answer.kind }
      },
      suggest(ask, word, typed) {
        const command = options.commands?.find(known => known.name === ask.command)
        return command?.suggest(ask, word, typed) ?? []
      },
    },
    {
      carries: () => undefined,
      pulse: { up() {}, down() {}, event() {}, acknowledged() {} },
      lost: error => refusals.push(String(error)),
      gone: (installation, space) => told.push(`gone ${installation} ${space ?? ''}`),
      back: (installation, space) => told.push(`back ${installation} ${space ?? ''}`),
      within: (installation, spaces) => told.push(`within ${installation} ${spaces.join(' ')}`),
    },
  )
  const application = discord.id('Counterpoint')
  let claims = 0
  return {
    discord,
    adapter,
    application,
    told,
    asks,
    refusals,
    place: channel => ({ installation: application, space: discord.id('guild'), channel: discord.id(channel) }),
    edition: (items, channel, wanted = {}) =>
      edition(items, { application, channel: discord.id(channel), space: discord.id('guild'), at: now(), ...wanted }),
    async carry(steps, channel) {
      claims += 1
      await delivery.take(`claim-${claims}`, steps, {})
      if (!(await delivery.idle(5_000))) throw new Error('The steps did not come to their end.')
      return discord.seen(channel)
    },
    steps: () => store.steps(),
    posting: key => store.posting({ key }),
    async close() {
      await adapter.close()
      await delivery.close()
      await store.close()
      await home.remove()
      await discord.close()
    },
  }
}

const HEARD = { summary: 'Heard.', blocks: [{ kind: 'note', text: 'Heard.' }], notify: false } as const
