import { fitThread } from '../../core/message/fit.ts'
import type { Message, Reply, Thread } from '../../core/message/message.ts'
import { remembering } from '../../core/message/remember.ts'
import { stepKey } from '../../delivery/step-key.ts'
import type { EditionPost, EditionThread } from '../../schedule/edition-post.ts'
import type { NewStep } from '../../store/step.ts'
import { slackBudget } from './budget.ts'
import { slackMessage } from './render.ts'

/** A message of a thread as Slack takes it. */
export interface Piece {
  readonly part: string
  /** The story that it tells, below the root of a digest. */
  readonly story?: string
  /** JSON. */
  readonly message: string
}

/** A thread in messages that fit, its root first. */
export type Fit = (thread: Thread) => readonly Piece[]

/**
 * The steps of a digest: each thread's root, and what stands below it in order. Roots follow one another, so that they stand in
 * the channel as they were composed; replies wait for their own root only.
 */
export function planEdition(post: EditionPost, piecesOf: Fit = fitPieces): readonly NewStep[] {
  const roots = post.threads.map((_, index) => stepKey(post.id, `${index + 1}/root`, post.keyedAt))
  return post.threads.flatMap((thread, index) => {
    const before = roots[index - 1]
    const [root, ...replies] = threadSteps(post, thread, `${index + 1}`, piecesOf)
    if (root === undefined) return []
    return [before === undefined ? root : { ...root, after: before }, ...replies]
  })
}

function threadSteps(post: EditionPost, one: EditionThread, name: string, piecesOf: Fit): readonly NewStep[] {
  const { lane, channel, by } = post.subscription
  const { thread, tells } = one
  const [root, ...replies] = piecesOf(thread).map(({ part, story, message }): NewStep => {
    return {
      key: stepKey(post.id, `${name}/${part}`, post.keyedAt),
      kind: 'post',
      lane,
      channel,
      payload: `{"call":"post","channel":${JSON.stringify(channel)},"message":${message}}`,
      expiresAt: post.expiresAt,
      ...(story === undefined ? {} : { story }),
    }
  })
  if (root === undefined) return []
  // Whoever set the digest may remove it.
  const about = tells.length === 0 ? {} : { about: { stories: tells.map(told => told.story), asker: by } }
  const below = replies.map((reply, index): NewStep => {
    const before = replies[index - 1]
    return { ...reply, under: root.key, ...(before === undefined ? {} : { after: before.key }) }
  })
  return [{ ...root, tells, ...about }, ...below]
}

const ROOT = 'root'
const NOTHING: Message = { summary: '', blocks: [], notify: false }

export const fitPieces: Fit = thread => [...rootPieces(thread.root), ...thread.replies.flatMap(replyPieces)]

/**
 * The same, which knows again what it has fitted before: at one minute thousands of channels are told the same stories, each in
 * its own order. Keeps a thousand messages at most.
 */
export function rememberedFit(): Fit {
  const remembered = remembering<readonly Piece[]>()
  return ({ root, replies }) => [
    ...remembered(root, rootPieces),
    ...replies.flatMap(reply => remembered(reply, replyPieces)),
  ]
}

function rootPieces(root: Message): readonly Piece[] {
  const fitted = fitThread({ root, replies: [] }, slackBudget)
  return [{ part: ROOT, message: json(fitted.root) }, ...fitted.replies.map(piece)]
}

function replyPieces(reply: Reply): readonly Piece[] {
  return fitThread({ root: NOTHING, replies: [reply] }, slackBudget).replies.map(piece)
}

function piece({ part, story, message }: Reply): Piece {
  return { part, ...(story === undefined ? {} : { story }), message: json(message) }
}

function json(message: Message): string {
  return JSON.stringify(slackMessage(message))
}
