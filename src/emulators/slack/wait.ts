/** Resolves with the first thing that `look` finds, now or after a change; rejects after `withinMs` with what `otherwise` says. */
export function waitUntil<T>(
  look: () => T | undefined,
  onChange: (told: () => void) => () => void,
  withinMs: number,
  otherwise: () => string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`Waited ${withinMs} ms in vain: ${otherwise()}`))
    }, withinMs)
    const stop = onChange(check)
    function check(): void {
      const found = look()
      if (found === undefined) return
      clearTimeout(timer)
      stop()
      resolve(found)
    }
    check()
  })
}
