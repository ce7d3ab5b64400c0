import { say } from '../core/words/words.ts'
import type { Delivery } from '../delivery/deliver.ts'
import type { NewStep } from '../store/step.ts'
import type { Answer, Ask, Choice, Command } from './command.ts'
import type { Note } from './digest-halted.ts'
import { openTurns } from './digest-turn.ts'
import { fullAnswer } from './full.ts'
import { callsForHelp, HELP, help } from './help.ts'
import type { HouseRules } from './manners.ts'

/** Where every request arrives, whichever platform it came from. */
export interface Desk {
  readonly commands: readonly Command[]
  /**
   * Answers an ask once: claims it and keeps the steps that `plan` makes of the answer, in one commit, before this resolves.
   * `taken` is false for a redelivery. When the channel was told one of a digest's stories meanwhile, or somebody stopped a digest that
   * was to be changed, it is answered anew, and `plan` is asked again. Where too much waits to be posted already, the asker is told so alone instead. Rejects
   * when the store cannot be written; then nothing was kept and nothing is posted.
   */
  take(ask: Ask, plan: Plan): Promise<Taken>
  suggest(ask: Ask, word: string, typed: string): readonly Choice[]
}

export interface Taken {
  readonly taken: boolean
  readonly answer: Answer['kind']
}

export interface DeskOptions {
  readonly commands: readonly Command[]
  readonly delivery: Pick<Delivery, 'take'>
  /** How much may wait to be posted. */
  readonly queue: HouseRules['queue']
  /** What the asker is told alone besides the answer, whatever was asked. */
  note(ask: Ask): Promise<Note | undefined>
}

type Plan = (answer: Answer) => readonly NewStep[]

/** Somebody else may tell the channel one of the stories between choosing and keeping: each time there is one less to choose. */
const TRIES = 5

export function openDesk(options: DeskOptions): Desk {
  const { commands, delivery, queue, note } = options
  const room = { channel: queue.channel, lane: queue.installation }
  const named = new Map(commands.map(command => [command.name, command]))
  const inTurn = openTurns()

  async function answerTo(ask: Ask): Promise<Answer> {
    const command = named.get(ask.command)
    const first = command?.words[0]
    const asksHelp = first !== undefined && callsForHelp(ask.words[first.name] ?? '')
    return command === undefined || (asksHelp && !hasHelp(command)) ? help(commands, ask) : command.answer(ask)
  }

  /** Undefined when one of the stories was told, or the digest stopped, meanwhile: then nothing was kept. */
  async function takeOnce(ask: Ask, plan: Plan, noted: Promise<Note | undefined>): Promise<Taken | undefined> {
    const { answer: given, end } = await inTurn(ask, () => answerTo(ask))
    try {
      const news = await noted
      const answer: Answer = news === undefined ? given : { ...given, also: news.message }
      // Only what is posted for everybody waits for the platform's limits: private answers go on.
      const terms = { ...(fills(answer) ? { room } : {}), ...toldSinceOf(answer), ...changesOf(answer, news) }
      const taken = await delivery.take(ask.id, plan(answer), terms)
      switch (taken.kind) {
        case 'taken':
        case 'known':
          return { taken: taken.kind === 'taken', answer: answer.kind }
        case 'full':
          return turnedAway(ask, plan, fullAnswer(ask, answer, taken.of))
        case 'told':
        case 'gone':
          return undefined
      }
    } finally {
      end()
    }
  }

  async function turnedAway(ask: Ask, plan: Plan, answer: Answer): Promise<Taken> {
    const told = await delivery.take(ask.id, plan(answer), {})
    return { taken: told.kind === 'taken', answer: answer.kind }
  }

  return {
    commands,
    async take(ask, plan) {
      const noted = note(ask)
      // Heard in each try; until then its failure would be nobody's.
      noted.catch(() => undefined)
      for (let tries = 0; tries < TRIES; tries += 1) {
        const taken = await takeOnce(ask, plan, noted)
        if (taken !== undefined) return taken
      }
      const text = say('digest-now.meanwhile')
      const nothing: Answer = {
        kind: 'message',
        message: { summary: text, blocks: [{ kind: 'note', text }], notify: false },
      }
      return turnedAway(ask, plan, nothing)
    },
    suggest(ask, word, typed) {
      return named.get(ask.command)?.suggest(ask, word, typed) ?? []
    },
  }
}

function toldSinceOf(answer: Answer) {
  return answer.kind === 'edition' ? { toldSince: answer.toldSince } : {}
}

function changesOf(answer: Answer, news: Note | undefined) {
  const own = 'changes' in answer ? (answer.changes ?? []) : []
  const changes = [...own, ...(news?.changes ?? [])]
  return changes.length === 0 ? {} : { changes }
}

/** A command that explains itself. */
function hasHelp({ subcommands }: Command): boolean {
  return subcommands.some(({ name }) => name === HELP)
}

/** Whether a story or more of it is posted: a notice is one message, and what it tells of was done already. */
function fills(answer: Answer): boolean {
  return answer.kind === 'thread' || answer.kind === 'edition'
}
