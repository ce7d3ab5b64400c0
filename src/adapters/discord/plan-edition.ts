import { fits, fitThread } from '../../core/message/fit.ts'
import type { Block, Message, Reply } from '../../core/message/message.ts'
import { shorten } from '../../core/message/shorten.ts'
import { stepKey } from '../../delivery/step-key.ts'
import type { EditionPost, EditionThread } from '../../schedule/edition-post.ts'
import type { NewStep } from '../../store/store.ts'
import { messageBody } from './body.ts'
import { discordBudget } from './budget.ts'
import type { Ground } from './ground.ts'
import { LIMITS } from './limits.ts'
import type { DiscordPayload } from './payload.ts'
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
export function planOnDiscord(post: EditionPost, ground: Ground): readonly NewStep[] {
  switch (ground.kind) {
    case 'text':
      return [...archives(post, ground.open), ...inOrder(post.threads.map((one, n) => threaded(post, one, `${n + 1}`)))]
    case 'announcement':
      return [
        ...archives(post, ground.open),
        ...inOrder(post.stories.map((one, n) => announced(post, one, `${n + 1}`))),
      ]
    case 'forum':
      return [...archives(post, ground.open), ...inOrder(forumPosts(post, ground))]
    case 'plain':
      return inOrder(post.threads.map((one, n) => unthreaded(post, one, `${n + 1}`)))
    case 'unknown': {
      // A forum refuses messages, and any other channel refuses posts of a forum.
      const roots = inOrder(post.threads.map((one, n) => threaded(post, one, `${n + 1}`)))
      const instead = forumPosts(post, { tags: [], tagRequired: false })
      const first = roots[0]?.key
      return [...roots, ...(first === undefined ? [] : inOrder(instead, first))]
    }
  }
}

/** A root and what stands below it. */
interface Posted {
  readonly root: NewStep
  readonly below: readonly NewStep[]
}

/** One root after the other, so that they stand in the order of the stories; `instead` of a root that was refused. */
function inOrder(posted: readonly Posted[], instead?: string): readonly NewStep[] {
  return posted.flatMap(({ root, below }, index) => {
    const before = posted[index - 1]?.root.key
    const after = before === undefined ? {} : { after: before }
    return [{ ...root, ...after, ...(instead === undefined ? {} : { ifRefused: instead }) }, ...below]
  })
}

function threaded(post: EditionPost, { name, tells, thread: whole }: EditionThread, n: string): Posted {
  const thread = fitThread(whole, discordBudget)
  const root = rootStep(post, tells, `${n}-root`, key => inChannel(thread.root, key))
  if (thread.replies.length === 0) return { root, below: [] }
  const opened: NewStep = {
    ...step(post, `${n}-thread`, () => ({
      call: 'open-thread',
      body: { name: shorten(name, LIMITS.threadName), auto_archive_duration: THREAD_MINUTES },
    })),
    kind: 'open-thread',
    under: root.key,
  }
  // They wait for the thread, and do without it where none can be opened.
  const replies = thread.replies.map(reply => ({ ...replyStep(post, n, reply, 'below'), under: root.key }))
  return { root, below: [opened, ...chained(replies, opened.key)] }
}

/** Whoever follows the channel elsewhere gets this message alone, and no button of it works there. */
function announced(post: EditionPost, story: EditionThread, n: string): Posted {
  const { root, replies } = story.thread
  const blocks = [root, ...replies.map(reply => reply.message)].flatMap(message => message.blocks.filter(isReading))
  if (!fits(discordBudget, blocks)) return threaded(post, story, n)
  const whole = rootStep(post, story.tells, `${n}-root`, key => inChannel({ ...root, blocks }, key))
  const published: NewStep = {
    ...step(post, `${n}-publish`, () => ({ call: 'publish' })),
    kind: 'publish',
    under: whole.key,
  }
  return { root: whole, below: [published] }
}

function isReading(block: Block): boolean {
  return block.kind !== 'actions' && block.kind !== 'choice'
}

function forumPosts(
  post: EditionPost,
  { tags, tagRequired }: Pick<Ground & { kind: 'forum' }, 'tags' | 'tagRequired'>,
): readonly Posted[] {
  return post.stories.map(({ name, thread: whole, tells, topics }, index) => {
    const n = `${index + 1}`
    const thread = fitThread(whole, discordBudget)
    const root = rootStep(post, tells, `${n}-post`, key => ({
      call: 'forum-post',
      guild: post.subscription.space ?? '',
      body: {
        name: shorten(name, LIMITS.threadName),
        auto_archive_duration: POST_MINUTES,
        applied_tags: [...tagsFor(topics, tags, tagRequired)],
        message: messageBody(thread.root, key),
      },
    }))
    const replies = thread.replies.map(reply => ({ ...replyStep(post, `${n}-post`, reply, 'thread'), under: root.key }))
    return { root, below: chained(replies) }
  })
}

function unthreaded(post: EditionPost, { tells, thread: whole }: EditionThread, n: string): Posted {
  const thread = fitThread(whole, discordBudget)
  const root = rootStep(post, tells, `${n}-root`, key => inChannel(thread.root, key))
  const replies = thread.replies.map(reply => ({ ...replyStep(post, n, reply, 'reply'), under: root.key }))
  return { root, below: chained(replies) }
}

function replyStep(
  post: EditionPost,
  n: string,
  { part, message }: Reply,
  into: 'thread' | 'reply' | 'below',
): NewStep {
  return step(post, `${n}-${part}`, key => ({ call: 'message', into, body: messageBody(message, key) }))
}

function chained(steps: readonly NewStep[], first?: string): readonly NewStep[] {
  return steps.map((one, index) => {
    const before = steps[index - 1]?.key ?? first
    return before === undefined ? one : { ...one, after: before }
  })
}

function archives(post: EditionPost, open: ReadonlySet<string>): readonly NewStep[] {
  const old = new Set(post.earlier.map(receipt => receipt.message).filter(thread => open.has(thread)))
  return [...old].map(thread => ({
    ...step(post, `archive-${thread}`, () => ({ call: 'archive-thread', thread })),
    kind: 'archive',
    channel: thread,
    expiresAt: Math.min(post.expiresAt, post.at + ARCHIVE_WITHIN_MS),
  }))
}

function inChannel(message: Message, key: string): DiscordPayload {
  return { call: 'message', into: 'channel', body: messageBody(message, key) }
}

function rootStep(
  post: EditionPost,
  tells: EditionThread['tells'],
  part: string,
  payload: (key: string) => DiscordPayload,
): NewStep {
  const planned = { ...step(post, part, payload), tells }
  const [only, ...others] = tells
  // Whoever set the digest may remove it; a root of several stories stands for none of them.
  if (only === undefined || others.length > 0) return planned
  return { ...planned, about: { story: only.story, asker: post.subscription.by } }
}

function step(post: EditionPost, part: string, payload: (key: string) => DiscordPayload): NewStep {
  const key = stepKey(post.id, part)
  const { lane, channel } = post.subscription
  return { key, kind: 'post', lane, channel, payload: JSON.stringify(payload(key)), expiresAt: post.expiresAt }
}
