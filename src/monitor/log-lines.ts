/** Lines on their way to an output that may be full, slow or gone. Never throws and never waits. */
export interface Lines {
  write(line: string): void
  /** Tries once more to write what waits. */
  flush(): void
}

export interface LinesOptions {
  /** Writes what it can of these bytes and returns how many that were; throws as `writeSync` of node:fs does. */
  readonly put: (bytes: Uint8Array) => number
  /** Calls back a moment later, unless the process ends before. */
  readonly later: (act: () => void) => void
  /** Hears how many lines were lost, once the output takes lines again. */
  readonly lost: (lines: number) => void
}

/** What waits for an output without room; a line of the bot has some 200 bytes. */
const MOST_BYTES = 1_000_000

/**
 * Keeps up to 1 MB of lines that could not be written, the oldest, and tries again until they are: of a full disk or of a reader
 * who has stopped to read the log knows later, and the bot nothing. Nobody reads a pipe that is closed, so nothing is kept for it.
 */
export function openLines({ put, later, lost }: LinesOptions): Lines {
  const waiting: Buffer[] = []
  let bytes = 0
  let dropped = 0
  let trying = false
  let closed = false

  function write(line: string): void {
    if (closed) return
    const own = Buffer.from(line)
    // One that would fit stays out as well where another did not: the lines that are lost are in one place.
    if (dropped > 0 || bytes + own.length > MOST_BYTES) {
      dropped += 1
      return
    }
    waiting.push(own)
    bytes += own.length
    if (!trying) flush()
  }

  function flush(): void {
    try {
      for (let first = waiting[0]; first !== undefined; first = waiting[0]) putFirst(first)
    } catch (error) {
      if (codeOf(error) === 'EPIPE') close()
      else tryLater()
      return
    }
    if (dropped === 0) return
    const lines = dropped
    dropped = 0
    lost(lines)
  }

  function putFirst(first: Buffer): void {
    const written = put(first)
    bytes -= written
    if (written < first.length) waiting[0] = first.subarray(written)
    else waiting.shift()
  }

  function tryLater(): void {
    if (trying) return
    trying = true
    later(() => {
      trying = false
      flush()
    })
  }

  function close(): void {
    closed = true
    waiting.length = 0
  }

  return { write, flush }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
