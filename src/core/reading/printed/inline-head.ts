import { labelStrength } from '../labels.ts'
import { sectionNamed } from '../sections.ts'
import { boundaries, endsSentence } from '../sentence.ts'
import { looksLikeName } from './outlet.ts'

/** How far before its colon a head may begin. */
const REACH = 80
const CAPITALS = /(?:^|\s)((?:[\p{Lu}\d&'’“”"\u2010-\u2015-]{1,30} ){0,5}[\p{Lu}\d&'’“”"\u2010-\u2015-]{1,30})$/u
/** Words of a name that is not known. */
const MOST_STRANGE = 4
const SIGN = /:(?=\s)|,? \(?(?:as )?provided by\b/gi

/**
 * Cuts `LEFT: text RIGHT: text` before each head inside it: a label or the name of a section, in capitals before a colon, or at
 * the start of a sentence before a colon or `, as provided by`. One piece when there is none.
 */
export function cutAtHeads(text: string): string[] {
  const found: { readonly at: number; readonly sure: boolean }[] = []
  let opening: string | undefined
  for (const match of text.matchAll(SIGN)) {
    const before = text.slice(Math.max(0, match.index - REACH), match.index)
    const colon = match[0].startsWith(':')
    const head = headBefore(before, colon, opening) ?? strangeBefore(before, colon, opening)
    if (head === undefined) continue
    const at = match.index - head.text.length
    opening ??= at === 0 && colon ? head.text : ''
    if (at > (found.at(-1)?.at ?? -1)) found.push({ at, sure: head.sure })
  }
  // `LEFT:` in the middle of a sentence is a head where another one stands beyond doubt.
  const cuts = found.some(({ sure }) => sure) ? found.flatMap(({ at }) => (at > 0 ? [at] : [])) : []
  const pieces = [0, ...cuts].map((at, index) => {
    const piece = text.slice(at, cuts[index]).trim()
    // The bullet of the head behind it.
    return index < cuts.length ? piece.replace(/\s[-–—*|/•·◦▪]$/, '').trim() : piece
  })
  return pieces.filter(piece => piece !== '')
}

interface Head {
  readonly text: string
  readonly sure: boolean
}

function headBefore(before: string, colon: boolean, opening: string | undefined): Head | undefined {
  const capitals = colon ? CAPITALS.exec(before)?.[1] : undefined
  for (let head = capitals ?? ''; head !== ''; head = withoutFirst(head)) {
    const start = before.slice(0, before.length - head.length)
    if (/\p{Lu}{2}/u.test(head) && isHead(head, 'bare'))
      return { text: head, sure: isHead(head, endsText(start) ? 'bare' : 'strong') }
  }
  const starts = boundaries(before, REACH).map(({ next }) => next)
  const first = before.length < REACH ? [0] : []
  for (const at of [...first, ...starts]) {
    // A bullet that was pasted onto the line above, as in `… all. - Right: …`.
    const head = before.slice(at).replace(/^(?:[-–—*|/]\s|[•·◦▪]\s?)\s{0,3}/, '')
    // `Left: …` in mixed case opens a side only where its counterpart stands at the start of the line.
    const paired = at === 0 || (opening !== undefined && opening !== '' && opening !== head)
    if (isHead(head, colon && !paired ? 'strong' : 'bare')) return { text: head, sure: true }
  }
  return undefined
}

/** `DROITE: …` behind a sentence, where a head in capitals opens the paragraph: it names a side, though in words that are not known. */
function strangeBefore(before: string, colon: boolean, opening: string | undefined): Head | undefined {
  if (!colon || opening === undefined || opening === '' || opening !== opening.toUpperCase()) return undefined
  const head = CAPITALS.exec(before)?.[1] ?? ''
  if (!/\p{Lu}{3}/u.test(head) || head.split(' ').length > MOST_STRANGE) return undefined
  return endsSentence(before.slice(0, before.length - head.length).trimEnd()) ? { text: head, sure: false } : undefined
}

/** Whether a sentence ends here, or the outlets behind it do. */
function endsText(before: string): boolean {
  const text = before.trimEnd()
  if (text === '' || endsSentence(text)) return true
  const last = boundaries(text, REACH).at(-1)
  return last !== undefined && looksLikeName(text.slice(last.next).replace(/ \([A-Z][^()]*\)$/, ''))
}

function withoutFirst(words: string): string {
  const space = words.indexOf(' ')
  return space === -1 ? '' : words.slice(space + 1)
}

function isHead(text: string, least: 'strong' | 'bare'): boolean {
  const section = sectionNamed(text)
  if (section !== undefined) return section !== 'updates'
  // `Right (Die Welt): …` names who holds it.
  const strength = labelStrength(text.replace(/ \([^()]{2,60}\)$/, ''))
  return strength === 'strong' || (strength === 'bare' && least === 'bare')
}
