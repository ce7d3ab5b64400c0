import type { Dirent } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sortedInTurns } from './breathing.ts'

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

/** Not a file and not a folder. */
export const NO_FILE = 'not a file'
const NO_NAME = 'not a name'

/** Files whose state is asked for at the same time. */
const AT_ONCE = 64
const ENTRIES_AT_ONCE = 512
const STORY_FILE = /\.(?:md|txt)$/i
// A name with a line break would make two lines of a problem; what is not UTF-8 comes with a replacement character.
const UNWRITABLE = /[\p{Cc}\u2028\u2029\ufffd]/gu

/**
 * The story files below a folder. Links to files are followed (that is how Kubernetes mounts them), links to folders
 * are not, so that a link to its own parent has an end.
 */
export async function storyFiles(folder: string): Promise<Listed> {
  const files: FileSeen[] = []
  const unread: Unread[] = []
  const look = async (path: string) => {
    const found = await entriesOf(join(folder, path)).catch(failure)
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
    if (path.search(UNWRITABLE) !== -1) {
      unread.push({ path: path.replace(UNWRITABLE, '\ufffd'), code: NO_NAME })
      return
    }
    const seen = await stat(join(folder, path)).catch(failure)
    if ('code' in seen) unread.push({ path, code: seen.code })
    else if (!seen.isFile()) unread.push({ path, code: seen.isDirectory() ? 'EISDIR' : NO_FILE })
    else files.push({ path, mtime: seen.mtimeMs, size: seen.size, inode: seen.ino })
  }
  await look('')
  return { files: await sortedInTurns(files, byPath), unread: unread.sort(byPath) }
}

/** Names of what a folder holds: read in pieces, because the entries of 100,000 files at once stop everything else. */
async function entriesOf(folder: string): Promise<{ readonly stories: string[]; readonly folders: string[] }> {
  const [stories, folders]: [string[], string[]] = [[], []]
  for await (const entry of await opendir(folder, { bufferSize: ENTRIES_AT_ONCE })) {
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) folders.push(entry.name)
    else if (mayBeStory(entry)) stories.push(entry.name)
  }
  return { stories, folders }
}

function byPath(one: { readonly path: string }, other: { readonly path: string }): number {
  return one.path < other.path ? -1 : 1
}

function mayBeStory(entry: Dirent): boolean {
  return STORY_FILE.test(entry.name) && !entry.isDirectory()
}

/** The code of a failed system call, as a value. */
export function failure(error: unknown): { readonly code: string } {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return { code: error.code }
  return { code: String(error) }
}

/** What a code means and what to do about it. */
export function remedy(code: string): string {
  switch (code) {
    case 'ENOENT':
      return 'It is not there. If it is a link, point it at a file that exists; else create it.'
    case 'EACCES':
    case 'EPERM':
      return 'Reading it is not permitted. Give the account that runs the bot permission to read it.'
    case 'ENOTDIR':
      return 'It is a file, not a folder. Name the folder that holds the stories.'
    case 'EISDIR':
      return 'It is a folder, not a file. Name the files in it; in a folder of stories, put the folder itself there and no link to it.'
    case 'ELOOP':
      return 'It is a link that leads back to itself. Point it at a file, or remove it.'
    case NO_FILE:
      return 'It is a pipe, a device or a socket, not a file. Write its content into a file.'
    case NO_NAME:
      return 'Its name holds a line break or another control character, or is not UTF-8. Rename it.'
    case 'EMFILE':
    case 'ENFILE':
      return 'Too many files are open. Try again, or raise the limit for open files.'
    default:
      return `The system says ${code}. Open it by hand to see what is wrong.`
  }
}
