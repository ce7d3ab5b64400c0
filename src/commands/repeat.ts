import type { Action, Message } from '../core/message/message.ts'
import { BOTH } from '../core/message/pages.ts'
import { relativeSpan } from '../core/message/span.ts'
import { say } from '../core/words/words.ts'
import type { StoryPosting } from '../store/posting.ts'
import type { Answer, Ask } from './command.ts'

/** The part that a press names to post a story although it stands in the channel already. */
export const AGAIN = 'again'

/**
 * Tells the asker alone that the story stands here already, with a link to it and a button to post it anyway; `changed`, that it
 * no longer stands here as it is now.
 */
export function repeated(
  { story, thread }: Answer & { kind: 'thread' },
  posting: StoryPosting,
  ask: Ask,
  changed = false,
): Message {
  const ago = relativeSpan(Math.min(-1, posting.at - ask.at))
  const text = say(changed ? 'repeat.changed' : 'repeat.posted', { ago })
  const label = say('repeat.link')
  const sides = thread.replies.filter(({ message }) => message.blocks.some(block => block.kind === 'side')).length
  const press = (part: string, visibility: 'everyone' | 'only-me') =>
    ({ command: ask.command, words: [story, part], visibility }) as const
  const actions: readonly Action[] = [
    { label: say('button.again'), press: press(AGAIN, 'everyone') },
    { label: say('digest.both', { sides }), press: press(BOTH, 'only-me') },
  ]
  return {
    summary: text,
    blocks: [
      { kind: 'link', text, label, url: ask.manner.linkTo(posting) },
      { kind: 'actions', actions },
    ],
    notify: false,
  }
}
