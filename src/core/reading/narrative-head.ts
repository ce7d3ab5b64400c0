import { isKnownLabel } from './labels.ts'
import { isKnownOutlet, type KnownOutlets } from './outlets.ts'
import { readProviders } from './providers.ts'

/** How a printed narrative begins: `Pro-establishment narrative, as provided by DW. The text …`. */
export interface NarrativeHead {
  readonly label: string
  /** Empty when no outlet is named. */
  readonly providers: readonly string[]
  /** The narrative's text; may be empty. */
  readonly rest: string
}

const LONGEST_LABEL = 100
const PROVIDED = /[\s,;:(\u2010-\u2015-]*\b(?:as )?provided by:?\s+/i

/** Reads the name of a narrative and who holds it; nothing when the text begins with neither. */
export function readNarrativeHead(text: string, known: KnownOutlets): NarrativeHead | undefined {
  const provided = PROVIDED.exec(text.slice(0, LONGEST_LABEL + 40))
  if (provided !== null && isLabel(text.slice(0, provided.index))) {
    const label = text.slice(0, provided.index).trim()
    const behind = text.slice(provided.index + provided[0].length)
    const held = provided[0].includes('(') ? inParentheses(behind, known) : readProviders(behind, known)
    if (held === undefined || held.names.length === 0) return undefined
    const certain =
      isKnownLabel(label) || /narrative/i.test(label) || held.names.some(name => isKnownOutlet(name, known))
    return certain ? { label, providers: held.names, rest: held.rest } : undefined
  }
  const end = /[.:](?:\s|$)/.exec(text.slice(0, LONGEST_LABEL))
  const label = text.slice(0, end?.index ?? LONGEST_LABEL).trim()
  if (!isKnownLabel(label)) return undefined
  return { label, providers: [], rest: text.slice(end === null ? label.length : end.index + 1).trim() }
}

function isLabel(text: string): boolean {
  const label = text.trim()
  return label !== '' && label.length <= LONGEST_LABEL && !/[.!?]\s/.test(label)
}

/** `(provided by: X and Y). The text …` */
function inParentheses(text: string, known: KnownOutlets): { names: readonly string[]; rest: string } | undefined {
  const close = text.indexOf(')')
  if (close === -1 || close > 400) return undefined
  const { names, rest } = readProviders(text.slice(0, close), known)
  return rest === '' ? { names, rest: text.slice(close + 1).replace(/^[.:]?\s*/, '') } : undefined
}
