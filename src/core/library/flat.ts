/**
 * The same text with characters of its own. A piece cut from a text keeps that whole text in memory as long as it lives, and
 * what is kept of a story is cut from its file. (V8 copies pieces of up to twelve characters anyway.)
 */
export function flat(text: string): string {
  return text.length < 13 ? text : text.split('').join('')
}
