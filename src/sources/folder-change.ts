import { join } from 'node:path'
import { inTurns } from './breathing.ts'
import type { Disk } from './disk.ts'
import { byPath, type FileSeen, isMissing, lookAt, storyFiles, type Unread } from './folder-list.ts'
import { isUnchanged, type Known } from './folder-marks.ts'

/** How a folder differs from what is known of it. */
export interface Change {
  /** Files that are new or changed, in the order of their paths. */
  readonly changed: readonly FileSeen[]
  /** Paths of files that are not there any more. */
  readonly removed: readonly string[]
  /** What cannot be looked into; undefined where that was not looked at. */
  readonly unread?: readonly Unread[]
  /** Whether nothing is there at all. */
  readonly empty: boolean
}

interface Place {
  readonly folder: string
  readonly disk: Disk
}

/** Found by looking at every file. */
export async function everyChange({ disk, folder }: Place, known: Known): Promise<Change> {
  const { files, unread } = await storyFiles(disk, folder)
  const there = new Set<string>()
  const changed: FileSeen[] = []
  await inTurns(files, file => {
    there.add(file.path)
    if (!isUnchanged(known.marks.get(file.path), file)) changed.push(file)
  })
  // What cannot be seen just now keeps its ids; those of removed files are free.
  const hidden = (path: string) =>
    unread.some(({ path: above }) => above === '' || path === above || path.startsWith(`${above}/`))
  const removed: string[] = []
  await inTurns(known.marks.keys(), path => {
    if (!there.has(path) && !hidden(path)) removed.push(path)
  })
  return { changed, removed, unread, empty: files.length + unread.length === 0 }
}

/** Found by looking at these paths alone; undefined where something else than files came, went or changed. */
export async function someChanges(
  { disk, folder }: Place,
  known: Known,
  paths: ReadonlySet<string>,
): Promise<Change | undefined> {
  const changed: FileSeen[] = []
  const removed: string[] = []
  for (const path of paths) {
    if (known.unread.has('') || known.unread.has(path)) return undefined
    const seen = await lookAt(disk, folder, path)
    if (!('code' in seen)) {
      if (!isUnchanged(known.marks.get(path), seen)) changed.push(seen)
    } else if (seen.code === 'ENOENT' && (await isMissing(disk, join(folder, path)))) {
      if (known.marks.has(path)) removed.push(path)
    } else return undefined
  }
  // The last file of a folder is missed where all are looked at.
  if (removed.length >= known.marks.size) return undefined
  return { changed: changed.sort(byPath), removed, empty: false }
}
