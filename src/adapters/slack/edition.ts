import { fitThread } from '../../core/message/fit.ts'
import { stepKey } from '../../delivery/step-key.ts'
import type { EditionPost, EditionThread } from '../../schedule/edition-post.ts'
import type { NewStep } from '../../store/store.ts'
import { slackBudget } from './budget.ts'
import type { SlackPayload } from './payload.ts'
import { slackMessage } from './render.ts'

/**
 * The steps of a digest: each thread's root, and what stands below it in order. Roots follow one another, so that they stand in
 * the channel as they were composed; replies wait for their own root only.
 */
export function planEdition(post: EditionPost): readonly NewStep[] {
  const roots = post.threads.map((_, index) => stepKey(post.id, `${index + 1}/root`))
  return post.threads.flatMap((thread, index) => {
    const before = roots[index - 1]
    const [root, ...replies] = threadSteps(post, thread, `${index + 1}`)
    if (root === undefined) return []
    return [before === undefined ? root : { ...root, after: before }, ...replies]
  })
}

function threadSteps(post: EditionPost, { thread, tells }: EditionThread, name: string): readonly NewStep[] {
  const { lane, channel, by } = post.subscription
  const fitted = fitThread(thread, slackBudget)
  const [only] = tells
  const step = (part: string, message: typeof fitted.root): NewStep => ({
    key: stepKey(post.id, `${name}/${part}`),
    kind: 'post',
    lane,
    channel,
    payload: JSON.stringify({ call: 'post', channel, message: slackMessage(message) } satisfies SlackPayload),
    expiresAt: post.expiresAt,
  })
  const root: NewStep = {
    ...step('root', fitted.root),
    tells,
    // A thread of one story can be named, removed and marked as if it had been asked for; one of several cannot.
    ...(post.layout === 'full' && only !== undefined && tells.length === 1
      ? { about: { story: only.story, asker: by } }
      : {}),
  }
  const replies = fitted.replies.map(reply => step(reply.part, reply.message))
  return [
    root,
    ...replies.map((reply, index): NewStep => {
      const before = replies[index - 1]
      return { ...reply, under: root.key, ...(before === undefined ? {} : { after: before.key }) }
    }),
  ]
}
