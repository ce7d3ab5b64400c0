import type { Outlet } from '../../story/story.ts'
import type { DraftSource, DraftText } from '../draft.ts'

interface Credited {
  readonly outlet: Outlet
  readonly line: number
  /** The citations of every text that it stands behind. */
  readonly cites: number[][]
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
  let highest = listed.reduce((most, { n }) => Math.max(most, n), 0)
  return {
    credit(text, outlets) {
      const cites = [...text.cites]
      for (const n of cites) highest = Math.max(highest, n)
      for (const outlet of outlets) {
        const n = numbers.get(keyOf(outlet.name))
        if (n === undefined) creditOf(book, outlet, text.line).cites.push(cites)
        else cites.push(n)
      }
      return { ...text, cites }
    },
    close() {
      return [...book.values()].map(({ outlet: { name, ...rest }, line, cites }) => {
        highest += 1
        for (const each of cites) each.push(highest)
        return { line, n: highest, outlet: name, ...rest }
      })
    },
  }
}

/** One outlet is one source, unless two ratings tell two of its articles apart. */
function creditOf(book: Map<string, Credited>, outlet: Outlet, line: number): Credited {
  const plain = keyOf(outlet.name)
  const first = book.get(plain)
  const same = first === undefined || outlet.rating === undefined || outlet.rating === first.outlet.rating
  const key = same ? plain : `${plain} ${outlet.rating}`
  const found = book.get(key) ?? { outlet, line, cites: [] }
  book.set(key, found)
  return found
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/^the /, '').replaceAll('’', "'")
}
