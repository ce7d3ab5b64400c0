import type { Axis, Stance } from '../story/story.ts'

export interface Side {
  readonly stance: Stance
  readonly axis: Axis
}

const SIDES: ReadonlyMap<string, Side> = new Map<string, Side>([
  ['establishment-critical', { stance: 'critical', axis: 'establishment' }],
  ['anti-establishment', { stance: 'anti', axis: 'establishment' }],
  ['pro-establishment', { stance: 'pro', axis: 'establishment' }],
  ['left', { stance: 'left', axis: 'left-right' }],
  ['left-wing', { stance: 'left', axis: 'left-right' }],
  ['right', { stance: 'right', axis: 'left-right' }],
  ['right-wing', { stance: 'right', axis: 'left-right' }],
  ['republican', { stance: 'republican', axis: 'party' }],
  ['democratic', { stance: 'democratic', axis: 'party' }],
  ['democrat', { stance: 'democratic', axis: 'party' }],
])

const UNKNOWN: Side = { stance: 'other', axis: 'other' }
const LONGEST = 100
const FORECASTS: ReadonlySet<string> = new Set(['nerd', 'metaculus prediction'])

/** `Pro-establishment narrative` is `pro` on the `establishment` axis; a label that is not known is `other` on both. */
export function readLabel(label: string): Side {
  const name = essence(label)
  const side = SIDES.get(name)
  if (side !== undefined) return side
  if (/^pro-[^\s-]/.test(name)) return { stance: 'pro', axis: 'subject' }
  if (/^anti-[^\s-]/.test(name)) return { stance: 'anti', axis: 'subject' }
  if (/^narrative [a-z0-9]$/.test(name)) return { stance: 'other', axis: 'numbered' }
  return UNKNOWN
}

/** Labels of forecasters, who expect and do not take a side: `Nerd narrative`, `Metaculus Prediction`. */
export function isForecastLabel(label: string): boolean {
  return FORECASTS.has(essence(label))
}

/**
 * How sure it is that a text is the name of a side or of a forecast: `strong` holds the word narrative or a letter
 * (`Narrative A`), `bare` is a known name alone (`Left`, `Pro-Israel`), `weak` an unknown name before that word, or several words behind `Pro-`.
 */
export type LabelStrength = 'strong' | 'bare' | 'weak'

/** The strength of a whole text as a label; nothing when it cannot be one. */
export function labelStrength(label: string): LabelStrength | undefined {
  const text = label.trim()
  if (text === '' || text.length > LONGEST || /[.!?:;]/.test(text)) return undefined
  const name = essence(text)
  const called = name.length < text.length
  // `Anti-“deep state” narrative`, and no sentence with somebody's words in it.
  if (/["“”]/.test(text) && !(called && /^(?:pro|anti)-/.test(name))) return undefined
  const words = name.split(/\s+/).length
  const subject = /^(?:pro|anti)-[^\s-]/.test(name)
  if (SIDES.has(name) || isForecastLabel(name) || (subject && words <= (called ? 6 : 1) && !name.includes(','))) {
    return called || name === 'metaculus prediction' ? 'strong' : 'bare'
  }
  // `Pro-gun control` is a name, `Anti-Tax Bill Fails` a title.
  if (subject && words <= 3 && !name.includes(',')) return 'weak'
  if (/^narrative [a-z0-9]$/.test(name)) return 'strong'
  return called && words <= 6 && /^[\p{Lu}\p{Lo}]/u.test(text) && !name.includes(',') ? 'weak' : undefined
}

const LONGEST_STRANGE = 40
const MOST_WORDS = 5

/**
 * Whether a text could be the name of a side in words that nobody here knows, such as `Récit de gauche` or `親露的`: short, and no
 * sentence. Only where it stands tells whether it is one.
 */
export function isStrangeLabel(label: string): boolean {
  const text = label.trim()
  if (text.length > LONGEST_STRANGE || text.split(/\s+/).length > MOST_WORDS) return false
  return (
    /^\p{L}[\p{L}\p{M}]/u.test(text) &&
    /^[\p{L}\p{M}\p{N} '’&\u2010-\u2015-]+$/u.test(text) &&
    !/^(?:as )?provided by\b/i.test(text) &&
    !isForecastLabel(text)
  )
}

/** Lower case, any dash a hyphen, without the word narrative behind it. */
function essence(label: string): string {
  const name = label
    .trim()
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
  return name.replace(/\snarratives?$/, '').trimEnd()
}
