/**
 * The order of `count` sides for this story in this channel, as indices: drawn by lot, always the same draw, with every order
 * as likely as every other.
 */
export function drawOrder(story: string, channel: string, count: number): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  let lot = hash32(`${story}\u0000${channel}`)
  for (let last = count - 1; last > 0; last -= 1) {
    lot = mix(lot + 0x9e3779b9)
    const other = Math.floor((lot / 2 ** 32) * (last + 1))
    const kept = order[last] ?? last
    order[last] = order[other] ?? other
    order[other] = kept
  }
  return order
}

/** A stable 32-bit hash of a text: FNV-1a over UTF-16 units, finished with murmur3's mixer, because FNV's low bits are poor. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return mix(hash)
}

function mix(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
