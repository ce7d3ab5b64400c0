import type { DigestItem } from '../library/selection.ts'
import { plain } from '../story/seen.ts'
import type { Story } from '../story/story.ts'
import { say } from '../words/words.ts'
import { isolated } from './clean.ts'
import type { EntryBlock, Footnoted, NoteBlock } from './message.ts'
import { updateLine } from './thread.ts'

/** What changed: in the story's own words, with the sources of its update line, or in the bot's. */
interface Change {
  readonly text: string
  readonly own?: Footnoted
}

/**
 * What changed since the channel had the story, for the compact root; nothing where it is new there. Each update line of the
 * story's own has its sources, as the lead fact has; what the bot says of other changes comes after it, with a word that says
 * where the sources are.
 */
export function updateTexts({ story, changes = [] }: DigestItem): EntryBlock['texts'] {
  const lead = say('digest.update')
  const told = changes.map(change => changeOf(change, story))
  const own = told.flatMap(change => (change.own === undefined ? [] : [{ lead, ...change.own }]))
  const ours = told.filter(change => change.own === undefined)
  if (ours.length === 0) return own
  const where = story.sources.length === 0 ? {} : { missing: say('digest.sources-below') }
  return [...own, { lead, text: inOneLine(ours), notes: [], ...where }]
}

/** The same for the full layout, whose facts and updates stand below it with their footnotes: numbers are enough. */
export function updateNote(story: Story, changes: readonly string[]): NoteBlock {
  return { kind: 'note', lead: say('digest.update'), text: inOneLine(changes.map(change => changeOf(change, story))) }
}

/** A change is known to be an update line of the story's by its words; lines of the same words have their sources together. */
function changeOf(change: string, { updates, sources }: Story): Change {
  const lines = updates
    .map(update => updateLine(update, sources))
    .filter(({ lead, text }) => `${lead}${plain(text)}` === change)
  const [first] = lines
  if (first === undefined) return { text: isolated(change) }
  // Its day and its kind are the bot's words, and keep their side whatever the line is written in.
  const text = first.lead + isolated(plain(first.text))
  const notes = new Map(lines.flatMap(line => line.notes.map(note => [note.n, note] as const)))
  const missing = notes.size > 0 || first.missing === undefined ? {} : { missing: first.missing }
  return { text, own: { text, notes: [...notes.values()], ...missing } }
}

/** How a sentence ends, in any script. */
const ENDED = /[\p{Sentence_Terminal}…][\p{Pe}\p{Pf}"'”’\u2069\s]*$/u

/** One after the other. A story's own line may end without a stop, and is then set apart from what follows. */
function inOneLine(changes: readonly Change[]): string {
  const last = changes.length - 1
  return changes
    .map(({ text, own }, index) => {
      const after = [text, (own?.notes ?? []).map(({ n }) => `[${n}]`).join(''), own?.missing ?? '']
      const between = index === last ? '' : ENDED.test(text) ? ' ' : ' · '
      return `${after.filter(part => part !== '').join(' ')}${between}`
    })
    .join('')
}
