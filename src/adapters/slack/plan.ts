import type { z } from 'zod'
import type { Answer, Ask, Removal } from '../../commands/command.ts'
import { laneOf } from '../../commands/lane.ts'
import { fitThread, paginate } from '../../core/message/fit.ts'
import type { Form } from '../../core/message/form.ts'
import type { Message, Reply } from '../../core/message/message.ts'
import { pageOf } from '../../core/message/pages.ts'
import { say } from '../../core/words/words.ts'
import { stepKey } from '../../delivery/step-key.ts'
import type { NewStep } from '../../store/step.ts'
import { slackBudget } from './budget.ts'
import { planEdition } from './edition.ts'
import { renderForm } from './form.ts'
import type { SlackPayload, viewSecret } from './payload.ts'
import { slackPayload } from './payload.ts'
import { removalOnSlack } from './remove.ts'
import { slackMessage } from './render.ts'

/** How a person can be answered alone. */
export type Aside =
  /**
   * Through a response_url, or by a form that `trigger` may open within three seconds; `replace` when the press came from a
   * private message, which then turns into its next page; `old` when a form has held the address for who knows how long.
   */
  | {
      readonly kind: 'respond'
      readonly url: string
      readonly replace: boolean
      readonly trigger: string
      readonly old: boolean
    }
  /**
   * In a channel without a response_url: after a mention. `thread` only if the mention was made in one: Slack shows a private
   * message in a thread only where the thread has replies already. https://docs.slack.dev/reference/methods/chat.postEphemeral
   */
  | { readonly kind: 'ephemeral'; readonly thread?: string }
  /** In a direct message with the bot everything is private. */
  | { readonly kind: 'post' }

/** https://docs.slack.dev/surfaces/modals#opening_modals */
const FORM_WITHIN_MS = 3_000
const POST_WITHIN_MS = 15 * 60_000
/** A response_url lives for 30 minutes. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const RESPOND_WITHIN_MS = 25 * 60_000

/** The steps that carry an answer to Slack, complete and in order. */
export function planSlack(ask: Ask, answer: Answer, aside: Aside): readonly NewStep[] {
  const also = answer.also === undefined ? [] : alone(ask, paged(answer.also), withoutReplacing(aside), 'also')
  const steps = [...reaction(ask, answer, aside), ...also]
  return aside.kind === 'respond' && aside.old ? steps.flatMap(one => [one, ...otherwise(ask, one)]) : steps
}

/** Who filled in a form for longer than its address is good is answered all the same, where the bot is a member. */
function otherwise(ask: Ask, responding: NewStep): readonly NewStep[] {
  const payload = slackPayload.parse(JSON.parse(responding.payload))
  if (payload.call !== 'respond') return []
  const { channel } = ask.address
  const thread = payload.thread === undefined ? {} : { thread: payload.thread }
  const ephemeral = { call: 'ephemeral', channel, ...thread, user: ask.person.id, message: payload.message } as const
  return [{ ...step(ask, `${responding.key}/otherwise`, ephemeral), ifRefused: responding.key }]
}

function reaction(ask: Ask, answer: Answer, aside: Aside): readonly NewStep[] {
  switch (answer.kind) {
    case 'message':
      if (answer.removal !== undefined) return removed(ask, answer.removal, aside)
      return answer.form === undefined || aside.kind !== 'respond'
        ? alone(ask, paged(answer.message), aside)
        : formed(ask, answer.form, answer.message, aside)
    case 'pages':
      return alone(ask, [pageOf(answer, answer.part, slackBudget)], aside)
    case 'notice':
      return noticed(ask, answer, aside)
    case 'edition':
      return published(ask, answer, aside)
    case 'thread':
      return posted(ask, answer, aside)
  }
}

/**
 * For everybody: in the channel itself, wherever in it the asker stood, because in a thread few would hear of it. For the asker
 * alone where the channel cannot be posted to.
 */
function noticed(ask: Ask, { message, elsewhere }: Answer & { kind: 'notice' }, aside: Aside): readonly NewStep[] {
  const root = step(ask, 'root', postPayload(ask, message, ask.address.direct ? ask.address.thread : undefined))
  if (aside.kind === 'post') return [root]
  const instead = alone(ask, paged(message), withoutReplacing(aside), 'instead')
  const isUnseen = elsewhere !== undefined && inThread(ask, aside)
  const where = isUnseen ? alone(ask, paged(elsewhere), withoutReplacing(aside), 'told') : []
  return [
    root,
    ...where.map(one => ({ ...one, under: root.key })),
    ...instead.map(one => ({ ...one, ifRefused: root.key })),
  ]
}

/** Whether the asker stands in a thread; a mention in the channel is answered in one, too. */
function inThread({ address }: Ask, aside: Aside): boolean {
  switch (aside.kind) {
    case 'respond':
      return address.thread !== undefined
    case 'ephemeral':
      return aside.thread !== undefined
    case 'post':
      return false
  }
}

/** A digest that is asked for now; the asker is told alone, too, when the channel does not take it. */
function published(ask: Ask, answer: Answer & { kind: 'edition' }, aside: Aside): readonly NewStep[] {
  const { message, elsewhere = message, post } = answer
  const steps = planEdition(post)
  const told = alone(ask, paged(inThread(ask, aside) ? elsewhere : message), aside)
  const [root] = steps
  if (root === undefined || aside.kind === 'post') return [...told, ...steps]
  const lost = alone(ask, [notPosted(ask)], withoutReplacing(aside), 'instead')
  return [...told, ...steps, ...lost.map(one => ({ ...one, ifRefused: root.key }))]
}

/** Its remover is told alone how it went, when it is known. */
function removed(ask: Ask, { posting, done, failed }: Removal, aside: Aside): readonly NewStep[] {
  const { steps, root } = removalOnSlack(posting, ask.id, ask.at)
  const well = alone(ask, [done], aside, 'removed').map(one => ({ ...one, under: root }))
  const badly = alone(ask, [failed], aside, 'not-removed').map(one => ({ ...one, ifRefused: root }))
  return [...steps, ...well, ...badly]
}

/** A form, or the message in its place where Slack does not open it any more. */
function formed(ask: Ask, form: Form, message: Message, aside: Aside & { kind: 'respond' }): readonly NewStep[] {
  const { channel, thread } = ask.address
  const under = thread === undefined ? {} : { thread }
  const opened: NewStep = {
    ...step(ask, 'form', { call: 'open-view', channel, ...under, view: renderForm(form) }),
    secret: JSON.stringify({ trigger: aside.trigger, url: aside.url } satisfies z.infer<typeof viewSecret>),
    expiresAt: ask.at + FORM_WITHIN_MS,
  }
  const instead = alone(ask, paged(message), withoutReplacing(aside), 'formless')
  return [opened, ...instead.map(one => ({ ...one, ifRefused: opened.key }))]
}

function posted(ask: Ask, answer: Answer & { kind: 'thread' }, aside: Aside): readonly NewStep[] {
  const fitted = fitThread(answer.thread, slackBudget)
  const root: NewStep = {
    ...step(ask, 'root', postPayload(ask, fitted.root, ask.address.thread)),
    about: answer.about,
    tells: answer.tells,
  }
  const replies = fitted.replies.map((reply, index): NewStep => {
    const before = index === 0 ? {} : { after: stepKey(ask.id, fitted.replies[index - 1]?.part ?? '', ask.at) }
    return { ...step(ask, reply.part, postPayload(ask, reply.message, ask.address.thread)), under: root.key, ...before }
  })
  const lost = fitted.replies.flatMap((reply, index) => insteadOf(ask, reply, replies[index]?.key ?? '', aside))
  return [root, ...replies, ...instead(ask, answer, aside, root.key), ...lost]
}

/** A part that its thread refuses goes to the asker alone, so that no side is lost without a word. */
function insteadOf(ask: Ask, reply: Reply, refused: string, aside: Aside): readonly NewStep[] {
  if (aside.kind === 'post') return []
  const why = say('private.part-not-posted')
  const messages = paged({
    ...reply.message,
    blocks: [{ kind: 'note', text: why }, ...reply.message.blocks],
  })
  const steps = alone(ask, messages, withoutReplacing(aside), `instead-${reply.part}`)
  return steps.map(one => ({ ...one, ifRefused: refused }))
}

function withoutReplacing(aside: Aside): Aside {
  return aside.kind === 'respond' ? { ...aside, replace: false } : aside
}

/** Where the channel cannot be posted to, the asker still gets all of it, and is told why nobody else did. */
function instead(ask: Ask, answer: Answer & { kind: 'thread' }, aside: Aside, root: string): readonly NewStep[] {
  if (aside.kind === 'post') return []
  const pages = pageOf({ ...answer, extra: [] }, 'facts', slackBudget)
  const steps = alone(ask, [notPosted(ask), pages], withoutReplacing(aside), 'instead')
  return steps.map(one => ({ ...one, ifRefused: root }))
}

function notPosted(ask: Ask): Message {
  const why = say('private.not-posted', { bot: ask.manner.bot })
  return { summary: why, blocks: [{ kind: 'note', text: why }], notify: false }
}

function alone(ask: Ask, messages: readonly Message[], aside: Aside, name = 'alone'): readonly NewStep[] {
  return messages.map((message, index) => {
    const before = index === 0 ? {} : { after: stepKey(ask.id, `${name}-${index}`, ask.at) }
    const payload = asidePayload(ask, message, aside, index === 0)
    const secret = aside.kind === 'respond' ? { secret: aside.url, expiresAt: ask.at + RESPOND_WITHIN_MS } : {}
    return { ...step(ask, `${name}-${index + 1}`, payload), ...secret, ...before }
  })
}

function asidePayload(ask: Ask, message: Message, aside: Aside, first: boolean): SlackPayload {
  const thread = ask.address.thread === undefined ? {} : { thread: ask.address.thread }
  const rendered = slackMessage(message)
  switch (aside.kind) {
    case 'respond':
      return { call: 'respond', replace: aside.replace && first, ...thread, message: rendered }
    case 'ephemeral':
      return {
        call: 'ephemeral',
        channel: ask.address.channel,
        user: ask.person.id,
        ...(aside.thread === undefined ? {} : { thread: aside.thread }),
        message: rendered,
      }
    case 'post':
      return { call: 'post', channel: ask.address.channel, ...thread, message: rendered }
  }
}

function postPayload(ask: Ask, message: Message, thread: string | undefined): SlackPayload {
  const under = thread === undefined ? {} : { thread }
  return { call: 'post', channel: ask.address.channel, ...under, message: slackMessage(message) }
}

function paged(message: Message): readonly Message[] {
  return paginate(message.blocks, slackBudget).map(blocks => ({ ...message, blocks }))
}

function step(ask: Ask, part: string, payload: SlackPayload): NewStep {
  return {
    key: stepKey(ask.id, part, ask.at),
    kind: 'post',
    lane: laneOf(ask.address),
    channel: ask.address.channel,
    payload: JSON.stringify(payload),
    // Who is answered alone waits for it, and it goes by a road of its own.
    ...(payload.call === 'post' ? {} : { urgent: true }),
    expiresAt: ask.at + POST_WITHIN_MS,
  }
}
