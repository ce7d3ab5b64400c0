import type { DigestItem, Wanted } from '../core/library/selection.ts'
import { describeMissed } from '../core/schedule/missed.ts'
import type { Run } from '../core/schedule/run.ts'
import type { Breathe } from '../sources/breathing.ts'
import { EDITION_CLAIM } from '../store/rank.ts'
import type { NewStep } from '../store/step.ts'
import type { DueSubscription, Edition, EditionTerms, MovedSubscription } from '../store/subscription.ts'
import type { Material } from './compose.ts'
import { due, editionId } from './due.ts'
import type { EditionPost } from './edition-post.ts'
import type { Look } from './read-ahead.ts'
import { oldestDay, timedOf, toldSince, withNext, withoutNext } from './timed.ts'
import { readWish } from './wish.ts'

/** Makes the steps that carry a digest to one platform. */
export interface Planner {
  /** Its channels share one limit: a call that it does not make while it could is lost for all of them. */
  readonly sharesLimit?: boolean
  planEdition(post: EditionPost): readonly NewStep[]
}

/** What editions are made of and with. */
export interface EditionDesk {
  readonly look: Look
  /** Waited for between the parts of a draft: the first one of all takes a hundred times as long as those after it. */
  readonly breathe: Breathe
  /** Of a lane; undefined while its platform is not connected. */
  readonly planner: (lane: string) => Planner | undefined
  readonly choose: (wanted: Wanted) => readonly DigestItem[]
  readonly compose: (material: Material) => EditionPost
  /** What readers call a topic, given its slug. */
  readonly topicTitle: (slug: string) => string
  /** The version of the zone data in which times are computed here. */
  readonly zoneData: string
  /** An edition that is this late is skipped; a root that is not posted by then is refused. */
  readonly lateMs: number
  /** For the next edition: see `EditionPost`. */
  readonly keyedAt: () => number
}

/** What becomes of a subscription that is due: written in one commit, or nothing of it. */
export type Draft =
  | {
      readonly kind: 'publish'
      readonly edition: Edition
      readonly steps: readonly NewStep[]
      readonly after: MovedSubscription
      readonly terms: EditionTerms
      readonly stories: number
    }
  /** A pause went by, or its plan cannot be read. */
  | { readonly kind: 'move'; readonly after: MovedSubscription; readonly readable: boolean }
  /** It stays due. */
  | { readonly kind: 'leave' }

const HOUR_MS = 3_600_000
/** How much longer than for its root there is time for what stands below it: a night, a weekend. */
const BELOW_MS = 7 * 24 * HOUR_MS
/** Of a clock gone astray, or a year of absence, not every day is kept. */
const MOST_MISSED = 30

/** Decides what is to become of a subscription, and writes nothing. */
export async function draftEdition(subscription: DueSubscription, now: number, desk: EditionDesk): Promise<Draft> {
  const row = timedOf(subscription)
  if (row === undefined) return { kind: 'move', after: withoutNext(subscription, desk.zoneData), readable: false }
  const decision = due(row, now, desk.lateMs)
  if (decision.kind === 'wait') return { kind: 'leave' }
  const missed = missedEditions(subscription, decision.missed)
  if (decision.kind === 'fire') {
    return fired(subscription, decision, missed, now, desk)
  }
  const after = withNext(subscription, decision.next, desk.zoneData)
  const latest = missed.at(-1)
  if (latest === undefined) return { kind: 'move', after, readable: true }
  return { kind: 'publish', edition: latest, steps: [], after, terms: { missed: missed.slice(0, -1) }, stories: 0 }
}

async function fired(
  subscription: DueSubscription,
  { run, next }: { readonly run: Run; readonly next: Run },
  missed: readonly Edition[],
  now: number,
  desk: EditionDesk,
): Promise<Draft> {
  const { id } = subscription
  const planner = desk.planner(subscription.lane)
  if (planner === undefined) return { kind: 'leave' }
  const wish = readWish(subscription.wish)
  const day = run.nominal.slice(0, 10)
  const since = toldSince(wish, now)
  const { told, earlier } = await desk.look(subscription)
  await desk.breathe()
  const items = desk.choose({
    topics: wish.topics,
    most: wish.stories,
    day,
    oldest: oldestDay(wish, day),
    told: new Map(told.map(one => [one.story, one])),
    ignoreAge: false,
  })
  const edition = { subscription: id, nominal: run.nominal, dueAt: run.at }
  const common = { kind: 'publish', terms: { missed, toldSince: since }, stories: items.length } as const
  if (items.length === 0) {
    const after = withNext(subscription, next, desk.zoneData)
    return { ...common, after, edition: { ...edition, outcome: 'nothing-new' }, steps: [] }
  }
  const post = desk.compose({
    id: EDITION_CLAIM + editionId(id, run.nominal),
    subscription,
    wish,
    items,
    topicTitle: desk.topicTitle,
    earlier,
    day,
    at: now,
    keyedAt: desk.keyedAt(),
    // What is caught up late has an hour to be posted.
    expiresAt: Math.max(run.at + desk.lateMs, now + HOUR_MS),
  })
  await desk.breathe()
  const after = withNext(subscription, next, desk.zoneData, run.nominal)
  const steps = planner.planEdition(post).map(withTime)
  return { ...common, after, edition: { ...edition, outcome: 'posted' }, steps }
}

/** A root that comes too late is no loss; one that stands there without its sides is. */
function withTime(step: NewStep): NewStep {
  return step.under === undefined ? step : { ...step, expiresAt: step.expiresAt + BELOW_MS }
}

/** What was too late, each with a sentence that says so; the first of those that are kept speaks for all before it. */
function missedEditions({ id }: DueSubscription, runs: readonly Run[]): readonly Edition[] {
  const kept = runs.slice(-MOST_MISSED)
  return kept.map((run, index): Edition => {
    const note = describeMissed(index === 0 ? runs.slice(0, runs.length - kept.length + 1) : [run])
    return {
      subscription: id,
      nominal: run.nominal,
      dueAt: run.at,
      outcome: 'skipped',
      ...(note === undefined ? {} : { note }),
    }
  })
}
