const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })
const words = new Intl.Segmenter('en', { granularity: 'word' })
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** `Pres.`, `U.S.`, `St.`, `vs.`: a stop after which a sentence may well go on. */
const OPEN_STOP = /(?:^|[\s(“"])(?:(?:\p{L}\.)+|\p{Lu}\p{L}{0,4}\.|[a-z]{1,3}\.)["”)]?\s*$/u

/**
 * Splits a text in two so that `fits(head)` holds and the head is as long as it can be: after a sentence if any sentence
 * fits, else after a word, else after a grapheme. Undefined when not even one grapheme fits. Only white space at the cut is dropped.
 */
export function splitText(
  text: string,
  fits: (head: string) => boolean,
): { readonly head: string; readonly rest: string } | undefined {
  for (const ends of [sentenceEnds, wordEnds, graphemeEnds]) {
    const end = lastFitting(ends(text), at => fits(text.slice(0, at).trimEnd()))
    if (end !== undefined) return { head: text.slice(0, end).trimEnd(), rest: text.slice(end).trimStart() }
  }
  return undefined
}

function sentenceEnds(text: string): readonly number[] {
  const ends: number[] = []
  for (const { index, segment } of sentences.segment(text)) {
    const end = index + segment.length
    if (end < text.length && !OPEN_STOP.test(text.slice(Math.max(0, end - 40), end))) ends.push(end)
  }
  return ends
}

function wordEnds(text: string): readonly number[] {
  const ends: number[] = []
  // After a space where the script has spaces; the segmenter's own boundaries would part "don" from "’t," at a comma.
  for (const { index, segment } of words.segment(text)) {
    if (/^\s+$/u.test(segment) && index > 0) ends.push(index + segment.length)
  }
  return ends
}

function graphemeEnds(text: string): readonly number[] {
  const ends: number[] = []
  for (const { index } of graphemes.segment(text)) if (index > 0) ends.push(index)
  return ends
}

/** The greatest of the ascending `ends` that fits, by halving: what fits, fits when shorter. */
function lastFitting(ends: readonly number[], fits: (end: number) => boolean): number | undefined {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    const end = ends[middle]
    if (end !== undefined && fits(end)) low = middle + 1
    else high = middle
  }
  return low === 0 ? undefined : ends[low - 1]
}
