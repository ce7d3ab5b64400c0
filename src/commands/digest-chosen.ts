import type { Press } from '../core/message/message.ts'
import { say } from '../core/words/words.ts'
import type { Wish } from '../schedule/wish.ts'
import { readWish, USUAL_WISH, wishText } from '../schedule/wish.ts'
import type { Change } from '../store/store.ts'
import type { Subscription } from '../store/subscription.ts'
import type { Answer, Ask } from './command.ts'
import { typedAtOnce, typingFor } from './digest-example.ts'
import type { DigestRoom, Standing } from './digest-room.ts'
import { messageOf, pressOf, standingIn } from './digest-room.ts'
import { meantOf } from './digest-which.ts'
import type { WishRead, WishWords } from './digest-wish.ts'
import { readWishWords } from './digest-wish.ts'
import { laneOf } from './lane.ts'

export const NOW = 'now'
export const PREVIEW = 'preview'
/** The page of a preview that a press names. */
export const PREVIEW_PAGE = /^preview-(.+)$/u

/** What a digest that is asked for at once is to hold. */
export interface Chosen {
  readonly wish: Wish
  /** By whose calendar it has its day. */
  readonly zone: string
  /** The digest of the channel that it is; absent where it was asked for in other words. */
  readonly subscription?: Subscription
  /** What leads to a page of its preview. */
  pageFor(part: string): Press
  /** What its pages need. */
  readonly changes: readonly Change[]
}

export interface Wished {
  readonly doing: typeof NOW | typeof PREVIEW
  /** Empty: the only digest there is, or else a question. */
  readonly id: string
  /** Undefined for a page that was turned. */
  readonly words: WishWords | undefined
}

const KEPT_MS = 86_400_000

/** One of the channel's digests, or what was asked for in its place; or what is to be said instead. */
export async function chosenFor(
  room: DigestRoom,
  ask: Ask,
  wished: Wished,
): Promise<{ readonly kind: 'chosen'; readonly chosen: Chosen } | { readonly kind: 'asked'; readonly answer: Answer }> {
  const { doing, id, words } = wished
  const standing = (await standingIn(room, ask)).filter(({ wanted }) => wanted !== undefined)
  if (words === undefined && id === '')
    return { kind: 'chosen', chosen: other(ask, await keptWish(room, ask), standing) }
  if (id === '' && words !== undefined && saysSomething(words)) {
    const read = readOver(room, words, standing)
    const problems = words.oldest === '' ? read.problems : [...read.problems, say('digest-now.oldest')]
    if (problems.length > 0) return { kind: 'asked', answer: wrongAtOnce(room, ask, doing, { ...read, problems }) }
    return { kind: 'chosen', chosen: other(ask, read.wish, standing) }
  }
  if (id === '' && standing.length === 0) return { kind: 'chosen', chosen: other(ask, USUAL_WISH, standing) }
  const choosing = { id, question: `digest-which.${doing}`, part: doing, all: false } as const
  const meant = meantOf(room, ask, standing, choosing)
  if (meant.kind === 'asked') return meant
  const [first] = meant.standing
  const chosen = first === undefined ? other(ask, USUAL_WISH, standing) : one(ask, first)
  return { kind: 'chosen', chosen }
}

export function saysSomething({ topics, layout, stories, oldest }: WishWords): boolean {
  return topics !== undefined || [layout, stories, oldest].some(word => word !== '')
}

/** What is wrong, and what to type in its place. */
export function wrongAtOnce({ courtesy }: DigestRoom, ask: Ask, doing: string, { wish, problems }: WishRead): Answer {
  const typing = typingFor(courtesy.rules.commands.digest, ask)
  const example = typedAtOnce(typing, doing, { ...wish, oldestDays: USUAL_WISH.oldestDays })
  const lines = [problems.join(' '), say('digest-wrong.example', { example })]
  return { kind: 'message', message: messageOf(lines.map(text => ({ kind: 'note', text }))) }
}

/** What was said, and for the rest what the channel's only digest has. */
function readOver({ topics }: DigestRoom, words: WishWords, standing: readonly Standing[]): WishRead {
  const usual = standing.length === 1 ? (standing[0]?.wanted?.wish ?? USUAL_WISH) : USUAL_WISH
  return readWishWords(words, topics, usual)
}

function one(ask: Ask, { subscription, wanted }: Standing): Chosen {
  return {
    wish: wanted?.wish ?? USUAL_WISH,
    zone: wanted?.plan.zone ?? 'UTC',
    subscription,
    pageFor: part => pressOf(ask, `${PREVIEW}-${part}`, subscription.id),
    changes: [],
  }
}

function other(ask: Ask, wish: Wish, standing: readonly Standing[]): Chosen {
  const { address, person } = ask
  const kept: Change = {
    kind: 'setting',
    lane: laneOf(address),
    channel: placeOfWish(ask),
    value: wishText(wish),
    by: person.id,
    expiresAt: ask.at + KEPT_MS,
    ...(address.space === undefined ? {} : { space: address.space }),
  }
  return {
    wish,
    zone: standing[0]?.wanted?.plan.zone ?? person.zone ?? 'UTC',
    pageFor: part => pressOf(ask, `${PREVIEW}-${part}`),
    changes: [kept],
  }
}

/** Where it is kept for the pages of its preview, which hold no words of people: no channel is called so. */
function placeOfWish({ address, person }: Ask): string {
  return `preview/${address.room}/${person.id}`
}

async function keptWish({ courtesy }: DigestRoom, ask: Ask): Promise<Wish> {
  const kept = await courtesy.store.setting(laneOf(ask.address), placeOfWish(ask))
  return kept === undefined ? USUAL_WISH : readWish(kept)
}
