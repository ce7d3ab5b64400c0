import { cleanLine, cleanText } from './clean.ts'

/** Every button and field shows at least so much of a label, in UTF-16 units. */
export const SHOWN = 60

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * A label of at most `most` UTF-16 units on one line, clean, cut between words where it can be and marked with an ellipsis. Only
 * for names of buttons, options and threads, whose whole text stands elsewhere; never for what a story says.
 */
export function shorten(text: string, most: number): string {
  const line = cleanLine(text)
  if (line.length <= most) return line
  const cut = cleanText(cutLine(line, most))
  // What ends the changes of direction that were cut off takes room too.
  return cut.length <= most ? cut : cleanText(cutLine(line, Math.max(1, 2 * most - cut.length)))
}

function cutLine(line: string, most: number): string {
  let cut = ''
  for (const { segment } of graphemes.segment(line)) {
    if (cut.length + segment.length > most - 1) break
    cut += segment
  }
  const space = cut.lastIndexOf(' ')
  const words = space > most / 2 ? cut.slice(0, space) : cut
  return `${words.replace(/[\s,;:.–—-]+$/u, '')}…`
}
