import type { Outlet } from '../../story/story.ts'
import type { DraftSource, DraftText } from '../draft.ts'

interface Credited {
  readonly outlet: Outlet
  readonly line: number
  /** Stands in the citations until its number is known; below 0. */
  readonly place: number
}

/** Keeps the outlets that stand behind texts, until their numbers are known. */
export interface CreditBook {
  readonly credit: (text: DraftText, outlets: readonly Outlet[]) => DraftText
  /** The sources that no list names, numbered behind every number that is listed or cited; the texts cite them then. */
  readonly close: () => DraftSource[]
}

/** `listed` are the sources of the story's own list; an outlet that it names is that source. */
export function creditBook(listed: readonly DraftSource[]): CreditBook {
  const numbers = new Map(listed.map(({ n, outlet }) => [keyOf(outlet), n]))
  const book = new Map<string, Credited>()
  const credited: number[][] = []
  let highest = listed.reduce((most, { n }) => Math.max(most, n), 0)
  return {
    credit(text, outlets) {
      const cites = [...text.cites]
      for (const n of cites) highest = Math.max(highest, n)
      for (const outlet of outlets) {
        const n = numbers.get(keyOf(outlet.name))
        cites.push(n ?? placeOf(book, outlet, text.line))
      }
      credited.push(cites)
      return { ...text, cites }
    },
    close() {
      const sources = [...book.values()].map(({ outlet: { name, ...rest }, line }, index) => ({
        line,
        n: highest + index + 1,
        outlet: name,
        ...rest,
      }))
      for (const cites of credited) {
        for (const [index, n] of cites.entries()) if (n < 0) cites[index] = highest - n
      }
      return sources
    },
  }
}

/** One outlet is one source, unless two ratings tell two of its articles apart. */
function placeOf(book: Map<string, Credited>, outlet: Outlet, line: number): number {
  const plain = keyOf(outlet.name)
  const first = book.get(plain)
  const same = first === undefined || outlet.rating === undefined || outlet.rating === first.outlet.rating
  const key = same ? plain : `${plain} ${outlet.rating}`
  const found = book.get(key) ?? { outlet, line, place: -book.size - 1 }
  book.set(key, found)
  return found.place
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/^the /, '').replaceAll('’', "'")
}
