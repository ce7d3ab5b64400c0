import { townNow } from './town-time.ts'

/** How often what counts on is said anew. */
const TICK_MS = 10_000

type Words = (now: number) => string

const counting = new Map<HTMLElement, Words>()

/** Keeps the words of an element that counts on, such as `5 minutes ago`, for as long as it stands on the page. `now` in milliseconds since 1970. */
export function keepCounting<Holder extends HTMLElement>(holder: Holder, words: Words): Holder {
  if (counting.size === 0) setTimeout(tick, TICK_MS)
  counting.set(holder, words)
  // A count that goes on is no news in a live region.
  holder.setAttribute('aria-live', 'off')
  return holder
}

/** Says it anew at once: the clock was moved. */
export function recount(): void {
  const now = townNow()
  for (const [holder, words] of counting) {
    if (!holder.isConnected) counting.delete(holder)
    else if (holder.textContent !== words(now)) holder.textContent = words(now)
  }
}

function tick(): void {
  recount()
  if (counting.size > 0) setTimeout(tick, TICK_MS)
}
