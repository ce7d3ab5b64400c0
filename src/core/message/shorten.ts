const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * A label of at most `most` UTF-16 units, cut between words where it can be and marked with an ellipsis. Only for names of
 * buttons, options and threads, whose whole text stands elsewhere; never for what a story says.
 */
export function shorten(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (line.length <= most) return line
  let cut = ''
  for (const { segment } of graphemes.segment(line)) {
    if (cut.length + segment.length > most - 1) break
    cut += segment
  }
  const space = cut.lastIndexOf(' ')
  const words = space > most / 2 ? cut.slice(0, space) : cut
  return `${words.replace(/[\s,;:.–—-]+$/u, '')}…`
}
