import type { Outlet } from '../../story/story.ts'
import type { DraftSource, DraftText } from '../draft.ts'
import type { Report } from '../lines.ts'
import type { KnownOutlets } from '../outlets.ts'
import { endsSentence } from '../sentence.ts'
import { type Look, type Reader, reportKept, reportNames } from './citing.ts'
import type { Entry } from './pile.ts'
import { doubtfulNames } from './trailing.ts'

export interface SettledFacts {
  readonly facts: readonly { readonly text: DraftText; readonly outlets: readonly Outlet[] }[]
  /** What stands among the facts and is none. */
  readonly strays: readonly Entry[]
}

/**
 * Decides which lines below the head are facts. Beside bullets, a line without one is none; where all are plain lines, one that
 * cites nothing among others that do is in doubt, and so none. `trusting` when the text credits certain outlets behind facts.
 */
export function settleFacts(
  entries: readonly Entry[],
  { look, cite }: Reader,
  listed: readonly DraftSource[],
  trusting: boolean,
  known: KnownOutlets,
  report: Report,
): SettledFacts {
  const bullets = entries.some(entry => entry.bullet)
  const looks = entries
    .filter(entry => entry.bullet || !bullets)
    .map(entry => ({ entry, seen: look(entry) }))
    .filter(({ entry, seen }) => entry.bullet || seen.outlets.length > 0 || endsSentence(seen.whole))
  const trusted = trustIn(
    looks.map(({ seen }) => seen),
    listed,
    trusting,
  )
  const facts = looks.map(({ entry, seen }) => {
    if (trusted(seen)) return { entry, text: cite(seen.line, seen.cut), outlets: seen.outlets }
    reportNames(seen, 'a fact', report)
    return { entry, text: cite(seen.line, seen.whole), outlets: [] }
  })
  const cited = facts.filter(({ text, outlets }) => text.cites.length + outlets.length > 0)
  const kept = !bullets && cited.length > 1 && cited.length > facts.length - cited.length ? cited : facts
  if (cited.some(({ outlets }) => outlets.length > 0)) {
    for (const { text } of kept.filter(fact => !cited.includes(fact))) {
      const names = doubtfulNames(text.text, known)
      if (names !== undefined) reportKept(text.line, names, 'a fact', report)
    }
  }
  const taken = new Set(kept.map(({ entry }) => entry))
  return { facts: kept, strays: entries.filter(entry => !taken.has(entry)) }
}

/** Words that look like names are outlets where the same text credits certain ones so, or credits somebody for every fact. */
function trustIn(looks: readonly Look[], listed: readonly DraftSource[], trusting: boolean): (seen: Look) => boolean {
  const names = new Set(listed.map(({ outlet }) => outlet))
  const credited = looks.filter(({ outlets }) => outlets.length > 0)
  const every = credited.length === looks.length
  return ({ trust, outlets }) => {
    if (outlets.every(({ name }) => names.has(name))) return true
    switch (trust) {
      case 'certain':
        return true
      case 'likely':
        return trusting || every
      case 'possible':
        return trusting && every
    }
  }
}
