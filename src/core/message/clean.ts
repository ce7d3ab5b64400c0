const CONTROL = /(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const EMBEDDING = /[\u202a\u202b\u202d\u202e]/gu
const EMBEDDING_END = /\u202c/gu
const ISOLATE = /[\u2066-\u2068]/gu
const ISOLATE_END = /\u2069/gu
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/gu
/** Hebrew, Arabic and the other scripts that are written from right to left. */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * A text that can stand in a line among others: control characters become visible replacement marks, and every change of
 * writing direction that it begins is ended, so that it cannot turn what follows around. Words are left as they are.
 */
export function cleanText(text: string): string {
  const visible = text.replace(/\r\n?/gu, '\n').replace(LONE_SURROGATE, '\ufffd').replace(CONTROL, '\ufffd')
  const embeddings = count(visible, EMBEDDING) - count(visible, EMBEDDING_END)
  const isolates = count(visible, ISOLATE) - count(visible, ISOLATE_END)
  return visible + '\u202c'.repeat(Math.max(0, embeddings)) + '\u2069'.repeat(Math.max(0, isolates))
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .trim()
}

/**
 * A name or a sentence that stands in a line of other words, kept to itself: what is written from right to left would else
 * draw the numbers after it to its other end, so that one outlet's number stood beside another's name.
 * https://www.w3.org/International/questions/qa-bidi-unicode-controls
 */
export function isolated(text: string): string {
  const bare = text.replace(DIRECTION, '')
  return FROM_RIGHT.test(bare) ? `\u2068${bare}\u2069` : bare
}

/**
 * What a story says, each line of it kept to itself. A message runs from left to right: in it a sentence of another direction would
 * have its stop before its first word, the parts around a Latin name in the wrong order, and its footnotes among its words.
 */
export function isolatedLines(text: string): string {
  return text
    .split('\n')
    .map(line => (FROM_RIGHT.test(line) ? `\u2068${cleanText(line)}\u2069` : line))
    .join('\n')
}

function count(text: string, of: RegExp): number {
  return text.match(of)?.length ?? 0
}
