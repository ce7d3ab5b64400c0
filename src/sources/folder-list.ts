import type { Dirent } from 'node:fs'
import { join } from 'node:path'
import { sortedInTurns } from './breathing.ts'
import type { Disk } from './disk.ts'
import { failure, NO_FILE, NO_NAME } from './folder-files.ts'

export interface Listed {
  /** Story files in the order of their paths, which are relative to the folder with `/` between names. */
  readonly files: readonly FileSeen[]
  /** What could not be looked into: a path (`''` for the folder itself) and why. */
  readonly unread: readonly Unread[]
}

export interface FileSeen {
  readonly path: string
  readonly mtime: number
  readonly size: number
  readonly inode: number
}

export interface Unread {
  readonly path: string
  /** The system's code: `ENOENT`, `EACCES`; or one of ours. */
  readonly code: string
}

/** Files whose state is asked for at the same time. */
const AT_ONCE = 64
const STORY_FILE = /\.(?:md|txt)$/i
// A name with a line break would make two lines of a problem; what is not UTF-8 comes with a replacement character.
const UNWRITABLE = /[\p{Cc}\u2028\u2029\ufffd]/gu

/** By its name: a file of stories, unless it is a folder. Hidden ones never are. */
export function isStoryName(name: string): boolean {
  return STORY_FILE.test(name) && !name.startsWith('.')
}

/**
 * The story files below a folder. Links to files are followed (that is how Kubernetes mounts them), links to folders
 * are not, so that a link to its own parent has an end.
 */
export async function storyFiles(disk: Disk, folder: string): Promise<Listed> {
  const files: FileSeen[] = []
  const unread: Unread[] = []
  const look = async (path: string) => {
    const found = await entriesOf(disk, join(folder, path)).catch(failure)
    if ('code' in found) {
      unread.push({ path, code: found.code })
      return
    }
    const within = (name: string) => (path === '' ? name : `${path}/${name}`)
    for (let from = 0; from < found.stories.length; from += AT_ONCE) {
      await Promise.all(found.stories.slice(from, from + AT_ONCE).map(name => add(within(name))))
    }
    for (const name of found.folders) await look(within(name))
  }
  const add = async (path: string) => {
    const seen = await lookAt(disk, folder, path)
    if ('code' in seen) unread.push(seen)
    else files.push(seen)
  }
  await look('')
  return { files: await sortedInTurns(files, byPath), unread: unread.sort(byPath) }
}

/** One file as `storyFiles` has it. */
export async function lookAt(disk: Disk, folder: string, path: string): Promise<FileSeen | Unread> {
  if (path.search(UNWRITABLE) !== -1) return { path: path.replace(UNWRITABLE, '\ufffd'), code: NO_NAME }
  try {
    const seen = await disk.stat(join(folder, path))
    if (!seen.isFile()) return { path, code: seen.isDirectory() ? 'EISDIR' : NO_FILE }
    return { path, mtime: seen.mtimeMs, size: seen.size, inode: seen.ino }
  } catch (error) {
    return { path, code: failure(error).code }
  }
}

/** Whether nothing has this path: a link that leads nowhere is something. */
export async function isMissing(disk: Disk, path: string): Promise<boolean> {
  try {
    await disk.lstat(path)
    return false
  } catch (error) {
    return failure(error).code === 'ENOENT'
  }
}

/** Whether there are more story files than so many; where that cannot be seen, no. */
export async function holdsMore(disk: Disk, folder: string, than: number): Promise<boolean> {
  let left = than
  const waiting = [folder]
  for (let path = waiting.pop(); path !== undefined && left >= 0; path = waiting.pop()) {
    const { stories, folders } = await entriesOf(disk, path, left + 1).catch(() => ({ stories: [], folders: [] }))
    left -= stories.length
    for (const name of folders) waiting.push(join(path, name))
  }
  return left < 0
}

/** Names of what a folder holds; of stories at most so many. */
async function entriesOf(
  disk: Disk,
  folder: string,
  most = Number.POSITIVE_INFINITY,
): Promise<{ readonly stories: string[]; readonly folders: string[] }> {
  const [stories, folders]: [string[], string[]] = [[], []]
  for await (const entry of await disk.entries(folder)) {
    if (stories.length >= most) break
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) folders.push(entry.name)
    else if (mayBeStory(entry)) stories.push(entry.name)
  }
  return { stories, folders }
}

export function byPath(one: { readonly path: string }, other: { readonly path: string }): number {
  return one.path < other.path ? -1 : 1
}

function mayBeStory(entry: Dirent): boolean {
  return isStoryName(entry.name) && !entry.isDirectory()
}
