import type { Ask } from './command.ts'
import type { Filled } from './digest-asked.ts'
import { readDraft } from './digest-draft.ts'
import { namesIn } from './digest-fields.ts'
import { SAVE_DRAFT, usualFilled } from './digest-form.ts'
import type { DigestRoom } from './digest-room.ts'
import { standingIn } from './digest-room.ts'
import { filledWith } from './digest-typed.ts'
import type { WishWords } from './digest-wish.ts'

const BLANK: Filled = { day: '', time: '', timezone: '', topics: '', layout: '', stories: '', oldest: '' }

/** Nothing of what a digest is to hold. */
export const NOTHING: WishWords = { topics: undefined, layout: '', stories: '', oldest: '' }

/** What was said field by field; what was not asked for is as in `before`. */
export function fieldsOf({ words }: Ask, before: Filled = BLANK): Filled {
  return {
    day: words.day ?? before.day,
    time: words.time ?? before.time,
    timezone: words.timezone ?? before.timezone,
    topics: words.topics ?? before.topics,
    layout: words.layout ?? before.layout,
    stories: words.stories ?? before.stories,
    oldest: words.oldest ?? before.oldest,
  }
}

/** What stood in a form when it was opened: not every platform shows all of its questions. */
export async function filledBefore(room: DigestRoom, ask: Ask, id: string, part: string): Promise<Filled> {
  if (part === SAVE_DRAFT) return (await readDraft(ask, room))?.filled ?? usualFilled(ask.person.zone)
  if (id === '') return usualFilled(ask.person.zone)
  const old = (await standingIn(room, ask)).find(({ subscription }) => subscription.id === id)
  return old?.wanted === undefined ? usualFilled(ask.person.zone) : filledWith(old.wanted)
}

export function wishWordsOf({ words }: Ask): WishWords {
  const { topics = '', layout = '', stories = '', oldest = '' } = words
  return { topics: namesIn(topics), layout, stories, oldest }
}
