import type { Delivery } from '../delivery/deliver.ts'
import type { NewStep, Store } from '../store/store.ts'
import type { Answer, Ask, Choice, Command } from './command.ts'
import { HELP, help } from './help.ts'

/** Where every request arrives, whichever platform it came from. */
export interface Desk {
  readonly commands: readonly Command[]
  /**
   * Answers an ask once: claims it and keeps the steps that `plan` makes of the answer, in one commit, before this resolves.
   * `taken` is false for a redelivery. Rejects when the store cannot be written; then nothing was kept and nothing is posted.
   */
  take(ask: Ask, plan: (answer: Answer) => readonly NewStep[]): Promise<Taken>
  suggest(ask: Ask, word: string, typed: string): readonly Choice[]
}

export interface Taken {
  readonly taken: boolean
  readonly answer: Answer['kind']
}

export interface DeskOptions {
  readonly commands: readonly Command[]
  readonly store: Store
  readonly delivery: Pick<Delivery, 'nudge'>
  readonly now: () => number
}

export function openDesk(options: DeskOptions): Desk {
  const { commands, store, delivery, now } = options
  const named = new Map(commands.map(command => [command.name, command]))

  async function answerTo(ask: Ask): Promise<Answer> {
    const command = named.get(ask.command)
    const first = command?.words[0]
    const asksHelp = first !== undefined && ask.words[first.name]?.trim().toLowerCase() === HELP
    return command === undefined || asksHelp ? help(commands, ask) : command.answer(ask)
  }

  return {
    commands,
    async take(ask, plan) {
      const answer = await answerTo(ask)
      const taken = await store.take(
        ask.id,
        plan(answer),
        now(),
        answer.kind === 'message' ? answer.setting : undefined,
      )
      // After this turn of the loop, so that the acknowledgement leaves first.
      if (taken) setImmediate(delivery.nudge)
      return { taken, answer: answer.kind }
    },
    suggest(ask, word, typed) {
      return named.get(ask.command)?.suggest(ask, word, typed) ?? []
    },
  }
}
