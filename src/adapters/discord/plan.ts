import type { Answer, Ask, Removal, ThreadGuard } from '../../commands/command.ts'
import { fitThread } from '../../core/message/fit.ts'
import type { Form } from '../../core/message/form.ts'
import type { Message, Thread } from '../../core/message/message.ts'
import { pageOf } from '../../core/message/pages.ts'
import { shorten } from '../../core/message/shorten.ts'
import { say } from '../../core/words/words.ts'
import type { EditionPost } from '../../schedule/edition-post.ts'
import type { NewStep } from '../../store/step.ts'
import { inOrder } from '../in-order.ts'
import type { Interaction } from './answer-step.ts'
import { alone, callback, followUp, paged, step } from './answer-step.ts'
import { messageBody } from './body.ts'
import { discordBudget } from './budget.ts'
import { renderForm } from './form.ts'
import { LIMITS } from './limits.ts'
import { removalOnDiscord } from './remove.ts'

const ARCHIVE_AFTER_MINUTES = 1_440
/** `late` parts are for when the interaction can no longer be answered: the story is then posted as an ordinary message. */
type Road = '' | 'late-'

/** The steps that carry an answer to Discord, complete and in order; `planEdition` makes those of a digest in it. */
export function planDiscord(
  ask: Ask,
  answer: Answer,
  interaction: Interaction,
  planEdition: (post: EditionPost) => readonly NewStep[],
): readonly NewStep[] {
  const steps = reaction(ask, answer, interaction, planEdition)
  const [first] = steps
  if (answer.also === undefined || first === undefined) return steps
  const also = paged(answer.also).map((message, index) => ({
    ...followUp(ask, `also-${index + 1}`, message, interaction, true),
    after: first.key,
  }))
  return [...steps, ...also]
}

function reaction(
  ask: Ask,
  answer: Answer,
  interaction: Interaction,
  planEdition: (post: EditionPost) => readonly NewStep[],
): readonly NewStep[] {
  switch (answer.kind) {
    case 'message':
      if (answer.removal !== undefined) return removed(ask, answer.message, answer.removal, interaction)
      return answer.form === undefined || !interaction.opensForm
        ? alone(ask, paged(answer.message), interaction)
        : [formed(ask, answer.form, interaction)]
    case 'pages':
      return alone(ask, [pageOf(answer, answer.part, discordBudget)], interaction)
    case 'notice':
      return noticed(ask, answer, interaction)
    case 'edition':
      return published(ask, standing(ask, answer), planEdition(answer.post), interaction)
    case 'thread':
      return posted(ask, answer, fitThread(answer.thread, discordBudget), interaction)
  }
}

function posted(
  ask: Ask,
  { name, about, tells, guard }: Answer & { kind: 'thread' },
  thread: Thread,
  interaction: Interaction,
): readonly NewStep[] {
  const shape: Shape = { name, slowMode: guard?.slowMode ?? 0, lock: guard?.lock ?? false }
  const root: NewStep = { ...callback(ask, 'root', thread.root, interaction, 4, false), about, tells }
  const inTime = [root, ...below(ask, shape, thread, interaction, '', root.key)]
  if (!interaction.mayPost) return inTime
  const late: NewStep = {
    ...step(ask, 'late-root', key => ({ call: 'message', into: 'channel', body: messageBody(thread.root, key) })),
    ifRefused: root.key,
    about,
    tells,
  }
  return [...inTime, late, ...below(ask, shape, thread, interaction, 'late-', late.key)]
}

/** Whether the asker stands in a thread, which is a channel of its own. */
function inThread({ address }: Ask): boolean {
  return address.room !== address.channel
}

/** What the asker of a digest is told alone, by where that person stands. */
function standing(ask: Ask, { message, elsewhere }: Answer & { kind: 'edition' }): Message {
  return inThread(ask) ? (elsewhere ?? message) : message
}

/** A digest that is asked for now; its asker is told alone, too, when the channel does not take it. */
function published(
  ask: Ask,
  message: Message,
  steps: readonly NewStep[],
  interaction: Interaction,
): readonly NewStep[] {
  const told = alone(ask, paged(message), interaction)
  const root = steps.find(one => one.tells !== undefined)
  if (root === undefined) return [...told, ...steps]
  const text = say('digest-now.missing')
  const lost: Message = { summary: text, blocks: [{ kind: 'note', text }], notify: false }
  return [...told, ...steps, { ...followUp(ask, 'not-posted', lost, interaction, true), ifRefused: root.key }]
}

/** What nobody was answered in time is posted as an ordinary message. */
function noticed(
  ask: Ask,
  { message, elsewhere }: Answer & { kind: 'notice' },
  interaction: Interaction,
): readonly NewStep[] {
  const told = inThread(ask) ? elsewhere : undefined
  if (told !== undefined && interaction.mayAnnounce) return announced(ask, message, told, interaction)
  const root = callback(ask, 'root', message, interaction, 4, false)
  const aside = told === undefined ? [] : [{ ...followUp(ask, 'told', told, interaction, true), after: root.key }]
  if (!interaction.mayPost) return [root, ...aside]
  const late = step(ask, 'late-root', key => ({ call: 'message', into: 'channel', body: messageBody(message, key) }))
  return [root, { ...late, ifRefused: root.key }, ...aside]
}

/** Said in the channel of a thread, because in the thread few would hear of it; its asker stands in the thread. */
function announced(ask: Ask, message: Message, told: Message, interaction: Interaction): readonly NewStep[] {
  const notice: NewStep = {
    ...step(ask, 'notice', key => ({ call: 'message', into: 'channel', body: messageBody(message, key) })),
    channel: ask.address.room,
  }
  const lost = followUp(ask, 'not-announced', message, interaction, true)
  return [...alone(ask, paged(told), interaction), notice, { ...lost, ifRefused: notice.key }]
}

/** Of a thread that is opened. */
interface Shape extends ThreadGuard {
  readonly name: string
}

/** The replies: in a thread where one can be opened, else one after the other below the root. */
function below(
  ask: Ask,
  { name, slowMode, lock }: Shape,
  thread: Thread,
  interaction: Interaction,
  road: Road,
  root: string,
): readonly NewStep[] {
  if (thread.replies.length === 0) return []
  const loose = besides(ask, thread, interaction, road, root)
  if (!interaction.mayOpenThread) return loose
  const opened: NewStep = {
    ...step(ask, `${road}thread`, () => ({
      call: 'open-thread',
      body: {
        name: shorten(name, LIMITS.threadName),
        auto_archive_duration: ARCHIVE_AFTER_MINUTES,
        ...(slowMode === 0 ? {} : { rate_limit_per_user: slowMode }),
      },
    })),
    kind: 'open-thread',
    under: root,
  }
  const replies = inOrder(
    thread.replies.map(reply => ({
      ...step(ask, `${road}${reply.part}`, key => ({
        call: 'message',
        into: 'thread',
        body: messageBody(reply.message, key),
      })),
      under: opened.key,
    })),
  )
  const lost = thread.replies.map((reply, index) => ({
    ...outside(ask, `${road}instead-${reply.part}`, reply.message, interaction, road),
    under: root,
    ifRefused: replies[index]?.key ?? opened.key,
  }))
  const last = replies.at(-1)?.key ?? opened.key
  const locked: NewStep = {
    ...step(ask, `${road}lock`, () => ({ call: 'lock-thread' })),
    kind: 'edit',
    under: opened.key,
    after: last,
  }
  return [
    opened,
    ...replies,
    ...(lock ? [locked] : []),
    ...loose.map(one => ({ ...one, ifRefused: opened.key })),
    ...lost,
  ]
}

/** A reply beside the thread: a further answer while the interaction lasts, an ordinary message after it. */
function outside(ask: Ask, part: string, message: Message, interaction: Interaction, road: Road): NewStep {
  if (road === '') return followUp(ask, part, message, interaction, false)
  return step(ask, part, key => ({ call: 'message', into: 'reply', body: messageBody(message, key) }))
}

function besides(ask: Ask, thread: Thread, interaction: Interaction, road: Road, root: string): readonly NewStep[] {
  return inOrder(
    thread.replies.map(reply => ({
      ...outside(ask, `${road}besides-${reply.part}`, reply.message, interaction, road),
      under: root,
    })),
  )
}

/** Its remover is answered at once, and told alone how it went when it is known. */
function removed(ask: Ask, message: Message, removal: Removal, interaction: Interaction): readonly NewStep[] {
  const first = alone(ask, [message], interaction)
  const { steps, root, archive } = removalOnDiscord(removal.posting, ask.id, ask.at)
  const told = (part: string, text: Message) => followUp(ask, part, text, interaction, true)
  const closed = archive === undefined ? [] : [{ ...told('archived', removal.archived), under: archive }]
  return [
    ...first,
    ...steps,
    { ...told('removed', removal.done), under: root },
    ...closed,
    { ...told('not-removed', removal.failed), ifRefused: root },
  ]
}

function formed(ask: Ask, form: Form, { id, application, token }: Interaction): NewStep {
  const body = { type: 9, data: renderForm(form) } as const
  const made = step(ask, 'form', () => ({ call: 'callback', application, interaction: id, body }))
  return { ...made, secret: token, urgent: true }
}
