import { discordBudget } from '../adapters/discord/budget.ts'
import { slackBudget } from '../adapters/slack/budget.ts'
import type { Answer, Ask } from '../commands/command.ts'
import type { Budget } from '../core/message/fit.ts'
import { fitThread, paginate } from '../core/message/fit.ts'
import type { Message } from '../core/message/message.ts'
import { pageOf } from '../core/message/pages.ts'
import { say } from '../core/words/words.ts'
import type { Platform } from './page/protocol.ts'

/** A message of an answer as it was fitted, and by which names the adapters keep it: on whichever of its roads it went. */
export interface Part {
  readonly names: readonly string[]
  readonly message: Message
}

export function budgetOf(platform: Platform): Budget {
  return platform === 'slack' ? slackBudget : discordBudget
}

/** Everything that an answer can become on a platform. The names are those of the platform's plan. */
export function partsOf(platform: Platform, ask: Ask, answer: Answer): readonly Part[] {
  const budget = budgetOf(platform)
  switch (answer.kind) {
    case 'message':
      return numbered('alone', paged(answer.message, budget))
    case 'pages':
      return numbered('alone', [pageOf(answer, answer.part, budget)])
    case 'notice':
      return [{ names: ['root'], message: answer.message }, ...numbered('instead', paged(answer.message, budget))]
    case 'edition':
      return numbered('alone', paged(answer.message, budget))
    case 'thread':
      return platform === 'slack' ? slackThread(ask, answer) : discordThread(answer)
  }
}

function slackThread(ask: Ask, answer: Answer & { kind: 'thread' }): readonly Part[] {
  const { root, replies } = fitThread(answer.thread, slackBudget)
  const why = note(say('private.not-posted', { bot: ask.manner.bot }))
  const lost = note(say('private.part-not-posted'))
  return [
    { names: ['root'], message: root },
    ...replies.map(({ part, message }) => ({ names: [part], message })),
    ...numbered('instead', [why, pageOf({ ...answer, extra: [] }, 'facts', slackBudget)]),
    ...replies.flatMap(({ part, message }) =>
      numbered(`instead-${part}`, paged({ ...message, blocks: [...lost.blocks, ...message.blocks] }, slackBudget)),
    ),
  ]
}

/** In a thread, besides the root where the thread cannot be opened or written to, and all again where the interaction was over. */
function discordThread(answer: Answer & { kind: 'thread' }): readonly Part[] {
  const { root, replies } = fitThread(answer.thread, discordBudget)
  return [
    { names: ['root', 'late-root'], message: root },
    ...replies.map(({ part, message }) => ({
      names: ['', 'late-'].flatMap(road => ['', 'besides-', 'instead-'].map(way => `${road}${way}${part}`)),
      message,
    })),
  ]
}

function numbered(name: string, messages: readonly Message[]): readonly Part[] {
  return messages.map((message, index) => ({ names: [`${name}-${index + 1}`], message }))
}

function paged(message: Message, budget: Budget): readonly Message[] {
  return paginate(message.blocks, budget).map(blocks => ({ ...message, blocks }))
}

function note(text: string): Message {
  return { summary: text, blocks: [{ kind: 'note', text }], notify: false }
}
