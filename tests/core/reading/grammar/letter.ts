import fc from 'fast-check'
import { type Dialect, dialect, sortsOf } from './dialect.ts'
import { mark, markerOf, type PlainStory, plainStory, sentences } from './plain-story.ts'
import { type PrintedLine, press } from './press.ts'

/** One to four stories printed in one dialect. */
export interface Letter {
  readonly dialect: Dialect
  readonly lines: readonly PrintedLine[]
  /** As they have to be read. */
  readonly stories: readonly PlainStory[]
}

/** A letter with sentences of nobody put between its lines. */
export interface SoiledLetter extends Letter {
  /** Places in `lines`, in ascending order. */
  readonly strays: readonly number[]
}

export const letter: fc.Arbitrary<Letter> = dialect.chain(spoken =>
  fc.array(plainStory(sortsOf(spoken)), { minLength: 1, maxLength: 4, size: 'small' }).map(given => {
    let next = 0
    const marked = given.map(story => {
      const done = mark(story, next)
      next = done.next
      return done.story
    })
    return { dialect: spoken, ...press(marked, spoken) }
  }),
)

// A question could be a title.
const stray = fc.tuple(
  fc.nat({ max: 200 }),
  sentences.filter(text => !/[?][”"]?$/u.test(text)),
)

// Far from the words of any story.
const FIRST_STRAY = 4000

/** Without heads, a strange name with a sentence of nobody below it is a title like any other. */
function isPlaced({ dialect: { heads, names } }: Letter): boolean {
  return heads !== undefined || names === 'known'
}

export const soiledLetter: fc.Arbitrary<SoiledLetter> = fc
  .tuple(letter.filter(isPlaced), fc.array(stray, { minLength: 1, maxLength: 3 }))
  .map(([clean, given]) => {
    const lines = [...clean.lines]
    let n = FIRST_STRAY
    for (const [place, words] of given) {
      const text = words.replace(/(?<!\d)%/gu, () => markerOf(n++))
      const at = place % (lines.length + 1)
      // A sentence that runs on is not broken off.
      lines.splice(lines[at]?.kind === 'rest' ? at + 1 : at, 0, { text, kind: 'stray', story: -1 })
    }
    const strays = lines.flatMap(({ kind }, at) => (kind === 'stray' ? [at] : []))
    return { ...clean, lines, strays }
  })
