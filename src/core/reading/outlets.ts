import { OUTLET_NAMES } from './outlet-names.ts'

/** Names of outlets, to tell a full stop, a comma or an "and" that belongs to a name from one that ends it. */
export interface KnownOutlets {
  /** Lower-case names by their first character, longest first. */
  readonly byStart: ReadonlyMap<string, readonly string[]>
}

/** `names` in any case and order. */
export function knownOutlets(names: readonly string[]): KnownOutlets {
  const byStart = new Map<string, string[]>()
  for (const name of new Set(names.map(straight))) {
    const start = name.charAt(0)
    byStart.set(
      start,
      [...(byStart.get(start) ?? []), name].toSorted((a, b) => b.length - a.length),
    )
  }
  return { byStart }
}

/** The outlets that ship with the bot. */
export const SHIPPED_OUTLETS: KnownOutlets = knownOutlets(OUTLET_NAMES)

/** The length of the longest known outlet whose name begins at `at` and ends with a word; 0 when there is none. */
export function outletAt(text: string, at: number, known: KnownOutlets): number {
  if (at > 0 && isWord(text, at - 1)) return 0
  const names = known.byStart.get(straight(text.charAt(at)))
  const longest = names?.[0]?.length ?? 0
  if (names === undefined || longest === 0) return 0
  const start = straight(text.slice(at, at + longest))
  return names.find(name => start.startsWith(name) && !isWord(text, at + name.length))?.length ?? 0
}

export function isKnownOutlet(name: string, known: KnownOutlets): boolean {
  return name !== '' && outletAt(name, 0, known) === name.length
}

function straight(text: string): string {
  return text.toLowerCase().replaceAll('’', "'")
}

function isWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  // Most texts are plain letters, and a regular expression for each sign takes most of the time.
  if (code < 128) return (code > 96 && code < 123) || (code > 64 && code < 91) || (code > 47 && code < 58)
  return /[\p{L}\p{N}]/u.test(text.charAt(at))
}
