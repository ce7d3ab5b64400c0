/** Prometheus waits ten seconds and a supervisor mostly less: whatever the store does not tell by then is told without it. */
export const STORE_WITHIN_MS = 2_000

/** Asks only once at a time: who comes meanwhile gets the same answer. A database that hangs is not asked again and again. */
export function onceAtATime<Result>(ask: () => Promise<Result>): () => Promise<Result> {
  let asked: Promise<Result> | undefined
  return () => {
    asked ??= ask().finally(() => {
      asked = undefined
    })
    return asked
  }
}

/** What it resolves with, or undefined where it rejects or takes longer. */
export async function within<Result>(ms: number, asked: Promise<Result>): Promise<Result | undefined> {
  const { promise, resolve } = Promise.withResolvers<Result | undefined>()
  const late = setTimeout(() => resolve(undefined), ms)
  asked.then(resolve, () => resolve(undefined))
  return promise.finally(() => clearTimeout(late))
}
