import { withoutThread } from '../../core/message/digest.ts'
import { shorten } from '../../core/message/shorten.ts'
import { stepKey } from '../../delivery/step-key.ts'
import type { EditionPost, EditionThread } from '../../schedule/edition-post.ts'
import type { NewStep } from '../../store/step.ts'
import type { Ground } from './ground.ts'
import { LIMITS } from './limits.ts'
import { markOf } from './mark.ts'
import type { Fit, Piece } from './piece.ts'
import { rememberedFit } from './piece.ts'
import { tagsFor } from './tag.ts'

/** How long a thread stays in the list of channels after the last message, and a post of a forum. */
const THREAD_MINUTES = 1_440
const POST_MINUTES = 10_080
/** Threads of earlier editions are archived in time or with the next edition. */
const ARCHIVE_WITHIN_MS = 3_600_000

/**
 * The steps that carry a digest to Discord, complete: threads of earlier editions are archived, then the roots follow each
 * other, and below each root its sides. In a forum each story is a post, in an announcement channel a message that holds both
 * sides and is published; one that has no room for them gets a thread and is not published.
 */
export function planOnDiscord(post: EditionPost, ground: Ground, fit: Fit = rememberedFit()): readonly NewStep[] {
  const each = (threads: readonly EditionThread[], plan: typeof threaded) =>
    threads.map((one, index) => plan({ post, fit, n: `${index + 1}` }, one))
  switch (ground.kind) {
    case 'text': {
      const rows = ground.threads ? inOrder(each(post.threads, threaded)) : inTurn(each(loose(post), threaded))
      return [...archives(post, ground.open), ...rows]
    }
    case 'announcement':
      return [...archives(post, ground.open), ...inOrder(each(post.stories, announced))]
    case 'forum':
      return [...archives(post, ground.open), ...inOrder(each(post.stories, posted(ground)))]
    case 'plain':
      return inTurn(each(loose(post), unthreaded))
    case 'unknown': {
      // A forum refuses messages, and any other channel refuses posts of a forum.
      const roots = inOrder(each(loose(post), threaded))
      const [first] = roots
      if (first === undefined) return []
      return [...roots, ...inOrder(each(post.stories, posted({ tags: [], tagRequired: false })), first.key)]
    }
  }
}

/** The threads of an edition where none may be opened, so that no root speaks of one. */
function loose({ threads }: EditionPost): readonly EditionThread[] {
  return threads.map(one => ({ ...one, thread: { ...one.thread, root: withoutThread(one.thread.root) } }))
}

/** A root and what stands below it. */
interface Posted {
  readonly root: NewStep
  readonly below: readonly NewStep[]
}

/** Which of an edition's threads is planned. */
interface Desk {
  readonly post: EditionPost
  readonly fit: Fit
  /** Names its steps apart from those of the others. */
  readonly n: string
}

/** One root after the other, so that they stand in the order of the stories; `instead` of a root that was refused. */
function inOrder(all: readonly Posted[], instead?: string): readonly NewStep[] {
  return all.flatMap(({ root, below }, index) => {
    const before = all[index - 1]?.root.key
    const after = before === undefined ? {} : { after: before }
    return [{ ...root, ...after, ...(instead === undefined ? {} : { ifRefused: instead }) }, ...below]
  })
}

/** Where everything stands in one row: a root follows what belongs to the one before, or the sides of two stories would alternate. */
function inTurn(all: readonly Posted[]): readonly NewStep[] {
  return all.flatMap(({ root, below }, index) => {
    const before = all[index - 1]
    const last = before?.below.at(-1) ?? before?.root
    return [last === undefined ? root : { ...root, after: last.key }, ...below]
  })
}

function threaded(desk: Desk, one: EditionThread): Posted {
  const { post, n } = desk
  const thread = desk.fit.thread(one.thread)
  const root = rootStep(desk, one, said(thread.root, 'channel'))
  if (thread.replies.length === 0) return { root, below: [] }
  const name = shorten(one.name, LIMITS.threadName)
  const body = { name, auto_archive_duration: THREAD_MINUTES }
  const opening = step(post, `${n}-thread`, () => JSON.stringify({ call: 'open-thread', body }))
  const opened: NewStep = { ...opening, kind: 'open-thread', under: root.key }
  // They wait for the thread, and do without it where none can be opened.
  return { root, below: [opened, ...repliesTo(desk, root, thread.replies, 'below', opened)] }
}

function announced(desk: Desk, story: EditionThread): Posted {
  const whole = desk.fit.whole(story.thread)
  if (whole === undefined) return threaded(desk, story)
  const root = rootStep(desk, story, said(whole, 'channel'))
  const publication = step(desk.post, `${desk.n}-publish`, () => JSON.stringify({ call: 'publish' }))
  return { root, below: [{ ...publication, kind: 'publish', under: root.key }] }
}

function posted({ tags, tagRequired }: Pick<Ground & { kind: 'forum' }, 'tags' | 'tagRequired'>) {
  return (desk: Desk, story: EditionThread): Posted => {
    const own = { ...desk, n: `${desk.n}-post` }
    const thread = desk.fit.thread(story.thread)
    const shape = {
      name: shorten(story.name, LIMITS.threadName),
      auto_archive_duration: POST_MINUTES,
      applied_tags: tagsFor(story.topics, tags, tagRequired),
    }
    const guild = JSON.stringify(desk.post.subscription.space ?? '')
    const opening = JSON.stringify(shape).slice(0, -1)
    const root = rootStep(own, story, key => {
      return `{"call":"forum-post","guild":${guild},"body":${opening},"message":${thread.root.body(markOf(key))}}}`
    })
    return { root, below: repliesTo(own, root, thread.replies, 'thread') }
  }
}

function unthreaded(desk: Desk, one: EditionThread): Posted {
  const thread = desk.fit.thread(one.thread)
  const root = rootStep(desk, one, said(thread.root, 'channel'))
  return { root, below: repliesTo(desk, root, thread.replies, 'reply') }
}

/** One after the other, the first after `opened`. */
function repliesTo(
  { post, n }: Desk,
  root: NewStep,
  replies: readonly Piece[],
  into: 'thread' | 'reply' | 'below',
  opened?: NewStep,
): readonly NewStep[] {
  const steps = replies.map((reply): NewStep => {
    const { part, story } = reply
    const own = { ...step(post, `${n}-${part}`, said(reply, into)), under: root.key }
    return story === undefined ? own : { ...own, story }
  })
  return steps.map((one, index) => {
    const before = index === 0 ? opened : steps[index - 1]
    return before === undefined ? one : { ...one, after: before.key }
  })
}

function archives(post: EditionPost, open: ReadonlySet<string>): readonly NewStep[] {
  const old = new Set(post.earlier.map(receipt => receipt.message).filter(thread => open.has(thread)))
  return [...old].map(thread => ({
    ...step(post, `archive-${thread}`, () => JSON.stringify({ call: 'archive-thread', thread })),
    kind: 'archive',
    channel: thread,
    expiresAt: Math.min(post.expiresAt, post.at + ARCHIVE_WITHIN_MS),
  }))
}

/** Makes a step's payload. */
type Payload = (key: string) => string

function said(piece: Piece, into: 'channel' | 'thread' | 'reply' | 'below'): Payload {
  return key => `{"call":"message","into":"${into}","body":${piece.body(markOf(key))}}`
}

function rootStep({ post, n }: Desk, { tells }: EditionThread, payload: Payload): NewStep {
  const planned = { ...step(post, `${n}-root`, payload), tells }
  if (tells.length === 0) return planned
  // Whoever set the digest may remove it.
  return { ...planned, about: { stories: tells.map(told => told.story), asker: post.subscription.by } }
}

function step(post: EditionPost, part: string, payload: Payload): NewStep {
  const key = stepKey(post.id, part, post.keyedAt)
  const { lane, channel } = post.subscription
  return { key, kind: 'post', lane, channel, payload: payload(key), expiresAt: post.expiresAt }
}
