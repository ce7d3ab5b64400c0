/** Resolves when others have had their turn of the event loop. */
export function othersTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

/** Resolves after `ms`, or when `signal` says so; at once when that is no time. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0) return Promise.resolve()
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}

/** Sleeps for as long as `ms` says, until that is no time or `signal` says so. */
export async function sleepAll(ms: () => number, signal: AbortSignal): Promise<void> {
  for (let left = ms(); left > 0 && !signal.aborted; left = ms()) await sleep(left, signal)
}
