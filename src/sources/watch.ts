import { type FSWatcher, watch as watchOne } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What a watch is told by; times are milliseconds. */
export interface WatchOptions {
  /** Called at the start and when something below the folder may have changed, never twice at once. It must not reject. */
  readonly changed: () => Promise<void>
  /** How the system is asked to tell of changes in one folder; the default is `fs.watch`. */
  readonly watch?: (folder: string, changed: () => void) => FSWatcher
}

export interface FolderWatch {
  /** Resolves when nobody will be told any more: at once, or when what is under way has ended. */
  close(): Promise<void>
}

/** Editors write in several steps: a change is told of when it has been quiet for this long … */
const QUIET_MS = 50
/** … or has gone on for this long. */
const PATIENCE_MS = 150
/** How often it is looked whether the folder is still the same one, and, where watching is not possible, whether anything in it changed. */
const LOOK_MS = 200
/** How often everything is looked at although nothing was told: some network disks tell nothing. */
const SWEEP_MS = 2_000
/** Looking may take one part in so many of the time: where nothing is told, and where it is only to be sure. */
const BLIND_SHARE = 20
const SWEEP_SHARE = 50
const ENTRIES_AT_ONCE = 512

interface Watched {
  readonly identity: string
  readonly watcher: FSWatcher
}

/**
 * Watches a folder with its subfolders. One watch a folder, because Node's own recursive one opens one for each file on Linux.
 * A folder that disappears and comes back, or is exchanged for another behind a link, is watched again.
 */
export function watchFolder(folder: string, options: WatchOptions): FolderWatch {
  const watch = options.watch ?? watchOne
  const watched = new Map<string, Watched>()
  const quiet = timer(tell)
  const look = timer(() => void inspect())
  let blind = false
  let closed = false
  /** The folder that is watched; undefined while there is none. */
  let root: string | undefined
  /** When the first change came that nobody was told of; undefined when there is none. */
  let since: number | undefined
  let telling: Promise<void> | undefined
  let restUntil = 0
  let nextSweep = 0

  function noticed(): void {
    if (closed) return
    const now = performance.now()
    since ??= now
    quiet.set(Math.max(0, Math.min(QUIET_MS, since + PATIENCE_MS - now)))
  }

  function tell(): void {
    if (closed) return
    if (telling !== undefined) {
      since ??= performance.now()
      return
    }
    since = undefined
    telling = tellOnce().finally(() => {
      telling = undefined
      if (since !== undefined) noticed()
    })
  }

  async function tellOnce(): Promise<void> {
    const began = performance.now()
    // Until all are watched: a folder may be put into one before that one is.
    while (await follow());
    if (closed) return
    await options.changed()
    const took = performance.now() - began
    restUntil = performance.now() + took * BLIND_SHARE
    nextSweep = performance.now() + Math.max(SWEEP_MS, took * SWEEP_SHARE)
  }

  /** Sees a folder that was exchanged; and everything, where the system tells nothing. */
  async function inspect(): Promise<void> {
    const identity = await identityOf(folder)
    if (closed) return
    const now = performance.now()
    const due = blind ? now >= restUntil : now >= nextSweep
    if (identity !== root || (due && telling === undefined)) tell()
    look.set(LOOK_MS)
  }

  /** One watch for each folder that is there now; whether there was a new one. */
  async function follow(): Promise<boolean> {
    const found = await foldersBelow(folder)
    if (closed) return false
    root = found.get(folder)
    for (const [path, { identity, watcher }] of watched) {
      if (found.get(path) === identity) continue
      watcher.close()
      watched.delete(path)
    }
    blind = false
    const unwatched = [...found].filter(([path]) => !watched.has(path))
    return unwatched.map(([path, identity]) => open(path, identity)).includes(true)
  }

  function open(path: string, identity: string): boolean {
    try {
      const watcher = watch(path, noticed)
      watcher.on('error', () => forget(path, watcher))
      watched.set(path, { identity, watcher })
      return true
    } catch {
      // Too many watches, or a disk that cannot be watched: it is looked at instead.
      blind = true
      return false
    }
  }

  function forget(path: string, watcher: FSWatcher): void {
    watcher.close()
    if (watched.get(path)?.watcher === watcher) watched.delete(path)
    blind = true
    noticed()
  }

  look.set(0)
  return {
    async close() {
      closed = true
      quiet.clear()
      look.clear()
      for (const { watcher } of watched.values()) watcher.close()
      watched.clear()
      await telling
    },
  }
}

/** The folder and all below it, with what tells each from another one that has its path later. Hidden ones hold no stories. */
async function foldersBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const waiting = [folder]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const identity = await identityOf(path)
    if (identity === undefined) continue
    found.set(path, identity)
    waiting.push(...(await foldersIn(path).catch(() => [])))
  }
  return found
}

/** In pieces: the entries of 100,000 files at once stop everything else. */
async function foldersIn(path: string): Promise<readonly string[]> {
  const folders: string[] = []
  for await (const entry of await opendir(path, { bufferSize: ENTRIES_AT_ONCE })) {
    if (entry.isDirectory() && !entry.name.startsWith('.')) folders.push(join(path, entry.name))
  }
  return folders
}

/** A number alone is given again to the next folder on some disks. */
async function identityOf(folder: string): Promise<string | undefined> {
  const seen = await stat(folder).catch(() => undefined)
  return seen?.isDirectory() === true ? `${seen.dev}:${seen.ino}:${seen.birthtimeMs}` : undefined
}

function timer(run: () => void) {
  let handle: NodeJS.Timeout | undefined
  const clear = () => clearTimeout(handle)
  return {
    clear,
    set(ms: number) {
      clear()
      handle = setTimeout(run, ms)
    },
  }
}
