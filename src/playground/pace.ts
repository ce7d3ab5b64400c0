/** Lets so many acts through at once, and then so many a second; `now` in milliseconds. */
export function openPace(now: () => number, atOnce: number, perSecond: number): () => boolean {
  let left = atOnce
  let last = now()
  return () => {
    const at = now()
    left = Math.min(atOnce, left + ((at - last) / 1000) * perSecond)
    last = at
    if (left < 1) return false
    left -= 1
    return true
  }
}
