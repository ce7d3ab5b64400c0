import type { FileSeen } from './folder-list.ts'

/** What was seen of a file when it was read. */
export interface Mark {
  /** Milliseconds since 1970. */
  readonly mtime: number
  /** Bytes. */
  readonly size: number
  /** The file's own number on its disk: releases are often laid out with one time for all their files. */
  readonly inode: number
  /** Of its bytes; empty where it could not be read. */
  readonly digest: string
  /** The ids of its stories as they were given out. */
  readonly ids: readonly string[]
}

/** What is known of a folder from one read to the next. */
export interface Known {
  /** By path relative to the folder. */
  readonly marks: Map<string, Mark>
  /** Which file holds an id. */
  readonly owners: Map<string, string>
  /** Ids that were taken from their file, until it is said that they are gone or another file has them. */
  readonly loose: Set<string>
  /** By path, the ids that its stories ask for and another file holds, each with that file. */
  readonly denied: Map<string, ReadonlyMap<string, string>>
  /** Paths that could not be looked into; `''` is the folder. */
  readonly unread: Set<string>
}

export function nothingKnown(): Known {
  return { marks: new Map(), owners: new Map(), loose: new Set(), denied: new Map(), unread: new Set() }
}

export function isNothing({ marks, unread }: Known): boolean {
  return marks.size + unread.size === 0
}

/** No file's time of change. */
export const NEVER = -1

/** Whether a file is as it was when it was read. */
export function isUnchanged(mark: Mark | undefined, now: FileSeen): boolean {
  return mark !== undefined && mark.mtime === now.mtime && mark.size === now.size && mark.inode === now.inode
}

export function keepMark({ marks }: Known, { path, mtime, size, inode }: FileSeen, read: Pick<Mark, 'digest' | 'ids'>) {
  marks.set(path, { mtime, size, inode, digest: read.digest, ids: read.ids })
}

/** The file is read the next time, whatever is seen of it. */
export function forgetContent({ marks }: Known, path: string): void {
  const mark = marks.get(path)
  if (mark !== undefined) marks.set(path, { ...mark, mtime: NEVER, digest: '' })
}

/** Its ids are free for other files. */
export function forgetFile(known: Known, path: string): void {
  freeIds(known, path)
  known.denied.delete(path)
  known.marks.delete(path)
}

/** Files whose stories ask for an id that is held no longer where it was: they are to be read again. */
export function waitingNoLonger({ denied, owners }: Known): readonly string[] {
  return [...denied].flatMap(([path, ids]) =>
    Array.from(ids).some(([id, holder]) => owners.get(id) !== holder) ? [path] : [],
  )
}

export function freeIds({ marks, owners, loose }: Known, path: string): void {
  for (const id of marks.get(path)?.ids ?? []) {
    if (owners.get(id) !== path) continue
    owners.delete(id)
    loose.add(id)
  }
}

export function giveId({ owners, loose }: Known, id: string, path: string): void {
  owners.set(id, path)
  loose.delete(id)
}
