import { z } from 'zod'

/** What was seen of a file when it was read. */
export interface Mark {
  /** Milliseconds since 1970. */
  readonly mtime: number
  /** Bytes. */
  readonly size: number
  /** The ids of its stories as they were given out. */
  readonly ids: readonly string[]
}

/** By path relative to the folder. */
export type Marks = ReadonlyMap<string, Mark>

const MARK = z.object({ mtime: z.number(), size: z.number(), ids: z.array(z.string()).readonly() })
const CURSOR = z.object({ version: z.literal(1), files: z.record(z.string(), MARK) })

export function writeCursor(marks: Marks): string {
  return JSON.stringify({ version: 1, files: Object.fromEntries(marks) } satisfies z.infer<typeof CURSOR>)
}

/** A cursor that cannot be read is no cursor: everything is read again, which is slower and never wrong. */
export function readCursor(cursor: string | undefined): Marks {
  if (cursor === undefined) return new Map()
  const read = CURSOR.safeParse(parsed(cursor))
  return new Map(read.success ? Object.entries(read.data.files) : [])
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
