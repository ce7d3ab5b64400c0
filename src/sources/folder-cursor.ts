import { z } from 'zod'

/** What was seen of a file when it was read. */
export interface Mark {
  /** Milliseconds since 1970. */
  readonly mtime: number
  /** Bytes. */
  readonly size: number
  /** The file's own number on its disk: releases are often laid out with one time for all their files. */
  readonly inode: number
  /** The ids of its stories as they were given out. */
  readonly ids: readonly string[]
}

/** By path relative to the folder. */
export type Marks = ReadonlyMap<string, Mark>

const MARK = z.object({ mtime: z.number(), size: z.number(), inode: z.number(), ids: z.array(z.string()).readonly() })
const CURSOR = z.object({ version: z.literal(2), files: z.record(z.string(), MARK) })

/** Whether a file is as it was when it was read. */
export function isUnchanged(mark: Mark | undefined, now: Omit<Mark, 'ids'> | undefined): boolean {
  return mark !== undefined && mark.mtime === now?.mtime && mark.size === now.size && mark.inode === now.inode
}

export function writeCursor(marks: Marks): string {
  return JSON.stringify({ version: 2, files: Object.fromEntries(marks) } satisfies z.infer<typeof CURSOR>)
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
