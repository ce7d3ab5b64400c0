import { opendir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The folders below one. */
export interface FolderTree {
  /** The folder itself and all below it, with what tells each from another one that has its path later. Hidden ones hold no stories. */
  folders(): Promise<ReadonlyMap<string, string>>
  /** A folder that came or went may be told before the time of change of the one that holds it tells it. */
  forget(path: string): void
}

interface Within {
  readonly identity: string
  /** Milliseconds since 1970: when something in it came or went. */
  readonly mtime: number
  readonly folders: readonly string[]
}

/** The entries of 100,000 files at once stop everything else. */
const ENTRIES_AT_ONCE = 512
/** Some disks tell times in steps of two seconds: what changed since then may change again without another time. */
const SETTLED_MS = 5_000

export function openFolderTree(root: string): FolderTree {
  let known: ReadonlyMap<string, Within> = new Map()
  const forgotten = new Set<string>()

  async function folders(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, Within>()
    const waiting = [root]
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const within = await lookInto(path)
      if (within === undefined) continue
      found.set(path, within)
      waiting.push(...within.folders)
    }
    known = found
    return new Map([...found].map(([path, { identity }]) => [path, identity]))
  }

  /** Listed only when its time of change says so: to list 100,000 files takes half a second. */
  async function lookInto(path: string): Promise<Within | undefined> {
    const seen = await seenOf(path)
    if (seen === undefined) return undefined
    const before = known.get(path)
    const now = performance.timeOrigin + performance.now()
    const settled = before?.identity === seen.identity && before.mtime === seen.mtime && now - seen.mtime > SETTLED_MS
    if (settled && !forgotten.delete(path)) return before
    return { ...seen, folders: await foldersIn(path).catch(() => []) }
  }

  return {
    folders,
    forget(path) {
      forgotten.add(path)
      forgotten.add(dirname(path))
    },
  }
}

/** In pieces, so that everything else has its turn. */
async function foldersIn(path: string): Promise<readonly string[]> {
  const folders: string[] = []
  for await (const entry of await opendir(path, { bufferSize: ENTRIES_AT_ONCE })) {
    if (entry.isDirectory() && !entry.name.startsWith('.')) folders.push(join(path, entry.name))
  }
  return folders
}

/** Of a folder, what tells it from another one: a number alone is given again to the next folder on some disks. */
export async function identityOf(folder: string): Promise<string | undefined> {
  return (await seenOf(folder))?.identity
}

async function seenOf(folder: string): Promise<Pick<Within, 'identity' | 'mtime'> | undefined> {
  const seen = await stat(folder).catch(() => undefined)
  if (seen?.isDirectory() !== true) return undefined
  return { identity: `${seen.dev}:${seen.ino}:${seen.birthtimeMs}`, mtime: seen.mtimeMs }
}
