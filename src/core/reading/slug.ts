export const ID_LENGTH = 60

/** What an id looks like, for messages. */
export const ID_SHAPE = 'An id is 1 to 60 of a-z and 0-9 with single hyphens between them, such as korea-arms-2023-08'

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

export function isId(text: string): boolean {
  return text.length <= ID_LENGTH && ID.test(text)
}

/** ASCII, lower case, words joined by single hyphens; empty when no letter or digit is left. `Café in Ürümqi!` is `cafe-in-urumqi`. */
export function slug(text: string): string {
  const plain = text
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
  const words = plain.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return cut(words.join('-'), ID_LENGTH)
}

/** Eight characters that stay the same for the same text on every machine (FNV-1a, 32 bits, over UTF-16 units). */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** `korea-arms` and 2 make `korea-arms-2`, never longer than an id may be; the first keeps its name. */
export function numbered(id: string, n: number): string {
  if (n === 1) return id
  const tail = `-${n}`
  return cut(id, ID_LENGTH - tail.length) + tail
}

function cut(id: string, length: number): string {
  return id.slice(0, length).replace(/-$/, '')
}
