import type { Outlet } from '../../story/story.ts'
import type { DraftSource, DraftText } from '../draft.ts'
import { quoted, type Report } from '../lines.ts'
import { endsSentence } from '../sentence.ts'
import type { Cut, Reader } from './citing.ts'
import type { Entry } from './pile.ts'

export interface SettledFacts {
  readonly facts: readonly { readonly text: DraftText; readonly outlets: readonly Outlet[] }[]
  /** What stands among the facts and is none. */
  readonly strays: readonly Entry[]
}

/**
 * Decides which lines below the head are facts. Beside bullets, a line without one is none; where all are plain lines, one that
 * cites nothing among others that do is in doubt, and so none.
 */
export function settleFacts(
  entries: readonly Entry[],
  read: Reader,
  listed: readonly DraftSource[],
  report: Report,
): SettledFacts {
  const bullets = entries.some(entry => entry.bullet)
  const cuts = entries.filter(entry => entry.bullet || !bullets).map(entry => ({ entry, cut: read(entry) }))
  const whole = cuts.filter(({ entry, cut }) => entry.bullet || isTold(cut))
  const trusted = areOutlets(whole.map(({ cut }) => cut))
  const cited = whole.filter(
    ({ cut }) => cut.text.cites.length > 0 || (cut.outlets.length > 0 && (cut.certain || trusted)),
  )
  const allCite = !bullets && cited.length > 1 && cited.length > whole.length - cited.length
  const kept = allCite ? cited : whole
  const names = new Set(listed.map(({ outlet }) => outlet))
  const facts = kept.map(({ cut }) => {
    if (cut.certain || trusted || cut.outlets.every(({ name }) => names.has(name))) return cut
    const name = cut.outlets.map(outlet => outlet.name).join(', ')
    report(
      cut.text.line,
      `${quoted(name)} at the end of a fact is kept as text. If it is the source, list it, such as Sources: 1Al Jazeera, and cite its number.`,
    )
    return { text: cut.whole, outlets: [] }
  })
  const taken = new Set(kept.map(({ entry }) => entry))
  return { facts, strays: entries.filter(entry => !taken.has(entry)) }
}

/** Whether a line without a bullet says something, to its end. */
function isTold({ text: { text }, whole, outlets }: Cut): boolean {
  return outlets.length > 0 || whole.cites.length > 0 || endsSentence(text)
}

/** Words that look like names are outlets where the same story credits certain ones so, or credits somebody for every fact. */
function areOutlets(cuts: readonly Cut[]): boolean {
  const credited = cuts.filter(({ outlets }) => outlets.length > 0)
  return credited.some(({ certain }) => certain) || (credited.length > 1 && credited.length === cuts.length)
}
