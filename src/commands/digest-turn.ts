import type { Change } from '../store/store.ts'
import type { Answer, Ask } from './command.ts'
import { laneOf } from './lane.ts'

/** What was answered, and nobody else changes the digests of that channel, or posts one, until its end. */
export interface Turn {
  readonly answer: Answer
  /** To be called when the answer was kept, or could not be. */
  end(): void
}

/**
 * Lets the digests of a channel be changed, and posted at once, by one ask after the other: who asks for a digest while another
 * sets the same is answered by what is then there. All other asks wait for nobody. Of several processes the store knows a digest by its id.
 */
export function openTurns(): (ask: Ask, answer: () => Promise<Answer>) => Promise<Turn> {
  const underWay = new Map<string, Promise<void>>()
  const ended = new Map<string, number>()

  return async (ask, answerNow) => {
    const channel = `${laneOf(ask.address)}/${ask.address.room}`
    for (;;) {
      const before = ended.get(channel) ?? 0
      const answer = await answerNow()
      if (!changesDigests(answer)) return { answer, end: () => undefined }
      const other = underWay.get(channel)
      if (other === undefined && before === (ended.get(channel) ?? 0)) {
        const { promise, resolve } = Promise.withResolvers<void>()
        underWay.set(channel, promise)
        const end = () => {
          underWay.delete(channel)
          ended.set(channel, before + 1)
          resolve()
        }
        return { answer, end }
      }
      await other
    }
  }
}

const CHANGES: ReadonlySet<Change['kind']> = new Set(['subscribe', 'resubscribe', 'unsubscribe'])

function changesDigests(answer: Answer): boolean {
  const changes = 'changes' in answer ? (answer.changes ?? []) : []
  // What is posted now is had from then on.
  return answer.kind === 'edition' || changes.some(({ kind }) => CHANGES.has(kind))
}
