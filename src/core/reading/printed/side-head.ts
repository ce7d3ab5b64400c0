import type { Outlet } from '../../story/story.ts'
import { isStrangeLabel, type LabelStrength, labelStrength } from '../labels.ts'
import { isKnownOutlet, type KnownOutlets } from '../outlets.ts'
import { readProviders, splitNames } from '../providers.ts'
import { isCertainOutlet, outletOf } from './outlet.ts'

/** How a printed narrative begins: `Pro-establishment narrative, as provided by DW. The text …`. */
export interface SideHead {
  readonly label: string
  readonly strength: LabelStrength
  /** Whether the name stands alone, or before a colon, a full stop or the outlets. */
  readonly form: 'alone' | 'colon' | 'stop' | 'provided'
  /** Empty when no outlet is named. */
  readonly providers: readonly Outlet[]
  /** The narrative's text; may be empty. */
  readonly rest: string
  /** Neither the name nor the outlets are known: a side only where nothing but sides can stand. */
  readonly doubtful?: true
}

const LONGEST_LABEL = 100
const PROVIDED = /[\s,;:(\u2010-\u2015-]*\b(?:as )?provided by:?\s+/i

/** Reads the name of a narrative and who holds it; nothing when the text begins with neither. */
export function readSideHead(text: string, known: KnownOutlets): SideHead | undefined {
  const start = text.slice(0, LONGEST_LABEL + 40)
  const provided = PROVIDED.exec(start)
  if (provided !== null && isLabel(text.slice(0, provided.index))) {
    const held = readHolders(text.slice(provided.index), known)
    if (held === undefined) return undefined
    const label = plain(text.slice(0, provided.index))
    const strength = labelStrength(label) ?? (/narrative/i.test(label) ? 'weak' : undefined)
    const certain = strength !== undefined || held.providers.some(({ name }) => isKnownOutlet(name, known))
    if (certain) return { label, strength: strength ?? 'weak', form: 'provided', ...held }
    const named = provided[0].startsWith(',') && isStrangeLabel(label)
    return named ? { label, strength: 'weak', form: 'provided', ...held, doubtful: true } : undefined
  }
  return readNamed(text, known)
}

/** A name without `provided by`, perhaps with the outlets in parentheses: `Left (Jacobin): The text …`. */
function readNamed(text: string, known: KnownOutlets): SideHead | undefined {
  const alone = plain(text.slice(0, LONGEST_LABEL + 40))
  const whole = text.length <= LONGEST_LABEL ? nameOf(alone.replace(/[:.]$/, ''), known) : undefined
  if (whole !== undefined) return { ...whole, form: alone.endsWith('.') ? 'stop' : 'alone', rest: '' }
  const end = /[.:](?=\s|\*)|\s[—–-](?=\s)/.exec(text.slice(0, LONGEST_LABEL))
  if (end === null) return undefined
  // `**Left** (Jacobin): …`
  const name = nameOf(plain(text.slice(0, end.index)).replace(/\*\*(?= \()/, ''), known)
  if (name === undefined) return undefined
  const rest = text.slice(end.index + end[0].length).replace(/^[*_]{1,2}/, '')
  return { ...name, form: end[0] === '.' ? 'stop' : 'colon', rest: rest.trim() }
}

/** `Left narrative`, or `Pro-union (Jacobin, The Nation)`; `Republican (GOP)` names nobody who holds it. */
function nameOf(text: string, known: KnownOutlets): Pick<SideHead, 'label' | 'strength' | 'providers'> | undefined {
  const open = text.endsWith(')') ? text.indexOf(' (') : -1
  if (open > 0) {
    const label = text.slice(0, open)
    const strength = labelStrength(label)
    const providers = splitNames(text.slice(open + 2, -1), known).map(outletOf)
    const named = providers.some(outlet => isCertainOutlet(outlet, known))
    if (strength !== undefined && strength !== 'weak' && named) return { label, strength, providers }
  }
  const strength = labelStrength(text)
  return strength === undefined ? undefined : { label: text, strength, providers: [] }
}

/** Reads `Provided by X and Y. The text`, also in parentheses; nothing when the text does not begin so. */
export function readHolders(
  given: string,
  known: KnownOutlets,
): { readonly providers: readonly Outlet[]; readonly rest: string } | undefined {
  // `*Provided by DW*`
  const text = /^([*_]{1,2})\S.*\1$/.test(given) ? plain(given) : given
  const provided = PROVIDED.exec(text.slice(0, 60))
  if (provided?.index !== 0) return undefined
  const behind = text.slice(provided[0].length)
  const held = provided[0].includes('(') ? inParentheses(behind, known) : readProviders(behind, known)
  if (held === undefined || held.names.length === 0) return undefined
  return { providers: held.names.map(outletOf), rest: held.rest }
}

/** Without the signs that Markdown has for heads and for bold. */
export function plain(text: string): string {
  return text
    .trim()
    .replace(/^#{1,6}\s+/, '')
    .replace(/^[*_]{1,2}(?=\S)/, '')
    .replace(/[*_]{1,2}$/, '')
    .trim()
}

function isLabel(text: string): boolean {
  const label = plain(text)
  return label !== '' && label.length <= LONGEST_LABEL && !/[.!?]\s/.test(label)
}

/** `(provided by: X and Y). The text …` */
function inParentheses(text: string, known: KnownOutlets): { names: readonly string[]; rest: string } | undefined {
  const close = closing(text)
  if (close === -1) return undefined
  const { names, rest } = readProviders(text.slice(0, close), known)
  return rest === '' ? { names, rest: text.slice(close + 1).replace(/^[.:]?\s*/, '') } : undefined
}

/** The parenthesis that closes the one before the text, those of ratings left alone; -1 when it is not near. */
function closing(text: string): number {
  let depth = 1
  for (let at = 0; at < Math.min(text.length, 400); at++) {
    if (text.charAt(at) === '(') depth += 1
    else if (text.charAt(at) === ')') depth -= 1
    if (depth === 0) return at
  }
  return -1
}
