import { RATE } from '../../src/emulators/discord/limits.ts'
import type { Emulator } from '../../src/emulators/emulator.ts'
import { posting } from '../../src/emulators/slack/limits.ts'
import { turnedAway } from '../walks/crowd.ts'
import { posts } from '../walks/stage.ts'
import type { Asked } from './digests-asked.ts'
import { wholeThreads } from './digests-asked.ts'
import type { DigestLoad } from './digests-stage.ts'
import { CALL_MS, CHANNELS } from './digests-stage.ts'
import type { BareReport, DigestReport, PlatformReport } from './digests-world.ts'
import { DISCORD_A_SECOND } from './digests-world.ts'
import type { Figure } from './figure.ts'
import { percentile } from './figure.ts'

const GOAL = { share: 1.05, acknowledgedMs: 100, blockMs: 50, none: 0 } as const
const PLATFORMS = ['slack', 'discord'] as const
const NAMES = { slack: 'Slack', discord: 'Discord' } as const

/** The same roots from Bolt and discord.js alone. */
export interface BareDigests {
  readonly report: BareReport
  readonly asked: readonly (readonly Asked[])[]
  /** 429s of the emulators. */
  readonly turnedAway: number
}

/** What was seen of the bot. */
export interface DigestsSeen {
  readonly report: DigestReport
  readonly towns: readonly Emulator[]
  readonly asked: readonly (readonly Asked[])[]
  readonly channels: readonly string[]
}

/** The lines of the table: the bot, and beside it what the machine allows without a store, schedule and commands. */
export function digestFigures(
  load: DigestLoad,
  { report, towns, asked, channels }: DigestsSeen,
  bare: BareDigests,
): readonly Figure[] {
  for (const complaint of report.complaints) process.stdout.write(`The bot says: ${complaint}\n`)
  const both = PLATFORMS.map(platform => report[platform])
  const lastRoot = Math.max(...both.map(one => one.lastRoot))
  const lateness = both.flatMap(one => one.lateness)
  const sum = (of: (one: PlatformReport) => number) => both.reduce((all, one) => all + of(one), 0)
  const audits = towns.map(town => compared(town, report[town.platform], channels))
  const none = (name: string, measured: number): Figure => ({ name, unit: '', measured, goal: GOAL.none })
  const due = load.digests.toLocaleString('en')
  const allowed = allowedMs(load)
  const bareLateness = PLATFORMS.flatMap(platform => bare.report.lateness[platform])
  const bareLast = Math.max(...bareLateness)
  return [
    {
      name: `Roots of ${due} digests that stand, everything ${load.times} times as fast`,
      unit: '',
      measured: sum(one => one.roots),
      bare: bareLateness.length,
    },
    { name: 'Replies below them', unit: '', measured: sum(one => one.replies) },
    { name: 'Making all editions (the tick)', unit: 's', measured: report.tickMs / 1_000 },
    { name: '  of that the bot at work, delivery and answers included', unit: 's', measured: report.tickOwnMs / 1_000 },
    { name: 'Last root as the limits allow', unit: 's', measured: Math.max(allowed.slack, allowed.discord) / 1_000 },
    { name: 'Last root, of both', unit: 's', measured: lastRoot / 1_000, bare: bareLast / 1_000 },
    {
      name: 'Last root, times what the limits allow',
      unit: 'x',
      measured: lastRoot / Math.max(allowed.slack, allowed.discord),
      bare: bareLast / Math.max(allowed.slack, allowed.discord),
      goal: GOAL.share,
    },
    ...PLATFORMS.map((platform): Figure => {
      const { lastRoot: last } = report[platform]
      const bareOne = Math.max(...bare.report.lateness[platform])
      return { name: `Last root, ${NAMES[platform]}`, unit: 's', measured: last / 1_000, bare: bareOne / 1_000 }
    }),
    ...[0.5, 0.99].map(
      (share): Figure => ({
        name: `Lateness of roots, p${share * 100}`,
        unit: 's',
        measured: percentile(lateness, share) / 1_000,
        bare: percentile(bareLateness, share) / 1_000,
      }),
    ),
    { name: 'Last reply', unit: 's', measured: Math.max(...both.map(one => one.lastReply)) / 1_000 },
    ...towns.flatMap((town, n) => askFigures(town, asked[n] ?? [], bare.asked[n] ?? [])),
    {
      name: 'Longest block of the event loop, tick',
      unit: 'ms',
      measured: report.tickBlock.longest,
      goal: GOAL.blockMs,
    },
    { name: '  of that own work at most', unit: 'ms', measured: report.tickBlock.own },
    {
      name: 'Longest block of the event loop, delivery',
      unit: 'ms',
      measured: report.deliveryBlock.longest,
      goal: GOAL.blockMs,
    },
    { name: '  of that own work at most', unit: 'ms', measured: report.deliveryBlock.own },
    { name: 'Memory before the tick', unit: 'MB', measured: report.memoryBefore },
    { name: 'Memory at most', unit: 'MB', measured: report.memoryMost, bare: bare.report.memoryMost },
    none(
      'Replies before a root of their installation',
      sum(one => one.overtaking),
    ),
    { name: 'Replies before the last root of their platform', unit: '', measured: sum(one => one.early) },
    none('Messages before one that they follow', sum(one => one.disordered) + count(audits, 'disordered')),
    none('Messages lost', sum(one => one.lost) + count(audits, 'lost')),
    none('Messages doubled', sum(one => one.doubled) + count(audits, 'doubled')),
    {
      ...none(
        'Calls turned away (429), model',
        sum(one => one.turnedAway),
      ),
      bare: bare.report.turnedAway,
    },
    {
      name: 'Calls turned away (429), emulators',
      unit: '',
      measured: towns.reduce((all, town) => all + turnedAway(town), 0),
      bare: bare.turnedAway,
    },
    { name: 'Aligning all at the start', unit: 's', measured: report.alignMs / 1_000 },
  ]
}

function askFigures(town: Emulator, asked: readonly Asked[], bare: readonly Asked[]): readonly Figure[] {
  const where = `${NAMES[town.platform]} (${asked.length} asks)`
  const [acknowledged, whole] = [asked.map(one => one.waitedMs), wholeThreads(town, asked)]
  const figure = (name: string, values: readonly number[], share: number, goal?: number): Figure => ({
    name: `${name}, p${share * 100}, ${where}`,
    unit: 'ms',
    measured: percentile(values, share),
    ...(goal === undefined ? {} : { goal }),
  })
  const waited = bare.map(one => one.waitedMs)
  const bareAt = (share: number) => percentile(waited, share)
  return [
    { ...figure('/story acknowledged meanwhile', acknowledged, 0.5), bare: bareAt(0.5) },
    { ...figure('/story acknowledged meanwhile', acknowledged, 0.99, GOAL.acknowledgedMs), bare: bareAt(0.99) },
    {
      name: `/story not acknowledged in three seconds, ${where}`,
      unit: '',
      measured: unheard(asked),
      bare: unheard(bare),
      goal: GOAL.none,
    },
    figure('/story to its last side meanwhile', whole, 0.5),
    figure('/story to its last side meanwhile', whole, 0.99),
    { name: `/story without all its sides at the end, ${where}`, unit: '', measured: asked.length - whole.length },
  ]
}

function unheard(asked: readonly Asked[]): number {
  return asked.filter(one => !one.acknowledged).length
}

function count<Name extends string>(audits: readonly Readonly<Record<Name, number>>[], name: Name): number {
  return audits.reduce((all, one) => all + one[name], 0)
}

/**
 * Milliseconds until the last root can stand, by the limits that the bot declares. Slack counts in each channel by itself: after
 * a burst of three one a second. Discord counts all servers of an application together.
 */
function allowedMs({ digests, installations, times }: DigestLoad): Readonly<Record<'slack' | 'discord', number>> {
  const each = digests / PLATFORMS.length
  const inChannel = Math.ceil(each / installations / CHANNELS)
  const slack = (Math.max(0, inChannel - posting.burst) * posting.perMs) / times
  const perRoute = Math.max(0, Math.ceil(inChannel / RATE.route.calls) - 1) * RATE.route.perMs
  const discord = Math.max(perRoute, (each / DISCORD_A_SECOND) * 1_000) / times
  return { slack: slack + CALL_MS / times, discord: discord + CALL_MS / times }
}

/** What readers of the emulator's channels have, against what the bot believes. */
function compared(town: Emulator, { believed }: PlatformReport, channels: readonly string[]) {
  let [lost, doubled, disordered] = [0, 0, 0]
  for (const name of channels) {
    const seen = posts(town.seen(name))
    const expected = believed[town.id(name)] ?? 0
    lost += Math.max(0, expected - seen.length)
    doubled += Math.max(0, seen.length - expected)
    const places = new Map(seen.map(({ id }, place) => [id, place]))
    // On Discord a thread has the id of the message that it was opened below.
    disordered += seen.filter(({ thread }, place) => thread !== undefined && (places.get(thread) ?? -1) >= place).length
  }
  return { lost, doubled, disordered }
}
