import { z } from 'zod'
import { inTurns } from './breathing.ts'

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

/** First line of a cursor; each line after it is a file: `["2024/korea.md",1700000000000,4711,12,["korea-arms"]]`. */
const HEAD = 'folder 3'
const LINE = z.tuple([z.string(), z.number(), z.number(), z.number(), z.array(z.string()).readonly()])

/** Whether a file is as it was when it was read. */
export function isUnchanged(mark: Mark | undefined, now: Omit<Mark, 'ids'> | undefined): boolean {
  return mark !== undefined && mark.mtime === now?.mtime && mark.size === now.size && mark.inode === now.inode
}

/** The marks must not change any more. */
export async function writeCursor(marks: Marks): Promise<string> {
  const lines = [HEAD]
  await inTurns(marks, ([path, { mtime, size, inode, ids }]) => {
    lines.push(JSON.stringify([path, mtime, size, inode, ids] satisfies z.infer<typeof LINE>))
  })
  const cursor = lines.join('\n')
  remember(cursor, marks)
  return cursor
}

/** A cursor that cannot be read is no cursor: everything is read again, which is slower and never wrong. */
export async function readCursor(cursor: string | undefined): Promise<Marks> {
  if (cursor === undefined) return new Map()
  return recent.find(each => each.cursor === cursor)?.marks ?? read(cursor)
}

async function read(cursor: string): Promise<Marks> {
  const [head, ...lines] = cursor.split('\n')
  const marks = new Map<string, Mark>()
  let readable = head === HEAD
  await inTurns(readable ? lines : [], line => {
    const { success, data } = LINE.safeParse(parsed(line))
    if (success) marks.set(data[0], { mtime: data[1], size: data[2], inode: data[3], ids: data[4] })
    readable &&= success
  })
  if (!readable) return new Map()
  remember(cursor, marks)
  return marks
}

interface Recent {
  readonly cursor: string
  readonly marks: Marks
}

/** A cursor mostly comes back to the process that wrote it, and reading one of 100,000 files takes a second. */
const MOST_RECENT = 2
let recent: readonly Recent[] = []

function remember(cursor: string, marks: Marks): void {
  recent = [{ cursor, marks }, ...recent.filter(each => each.cursor !== cursor)].slice(0, MOST_RECENT)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
