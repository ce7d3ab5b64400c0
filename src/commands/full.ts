import type { Action } from '../core/message/message.ts'
import { say } from '../core/words/words.ts'
import type { Answer, Ask } from './command.ts'

/** Tells the asker alone that too much waits to be posted already, and offers the story to read. */
export function fullAnswer(ask: Ask, answer: Answer, of: 'channel' | 'lane'): Answer {
  const text = say(of === 'channel' ? 'queue.full-channel' : 'queue.full')
  const read: readonly Action[] =
    answer.kind === 'thread'
      ? [
          {
            label: say('button.read-alone'),
            press: { command: ask.command, words: [answer.story, 'facts'], visibility: 'only-me' },
          },
        ]
      : []
  const actions = read.length === 0 ? [] : [{ kind: 'actions', actions: read } as const]
  return {
    kind: 'message',
    message: { summary: text, blocks: [{ kind: 'note', text }, ...actions], notify: false },
  }
}
