const CONTROL = /(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const EMBEDDING = /[\u202a\u202b\u202d\u202e]/gu
const EMBEDDING_END = /\u202c/gu
const ISOLATE = /[\u2066-\u2068]/gu
const ISOLATE_END = /\u2069/gu

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

function count(text: string, of: RegExp): number {
  return text.match(of)?.length ?? 0
}
