/** One page of a list; `next` is empty on the last one. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string
}

/** Cursors are opaque to callers; undefined for one that Slack never gave out. */
export function pageOf<T>(items: readonly T[], cursor: string | undefined, limit: number): Page<T> | undefined {
  const from = cursor === undefined ? 0 : readCursor(cursor)
  if (from === undefined || from > items.length) return undefined
  const size = Math.max(1, Math.trunc(limit))
  const end = from + size
  return { items: items.slice(from, end), next: end < items.length ? writeCursor(end) : '' }
}

function writeCursor(at: number): string {
  return Buffer.from(`next:${at}`).toString('base64')
}

function readCursor(cursor: string): number | undefined {
  const found = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())
  return found ? Number(found[1]) : undefined
}
