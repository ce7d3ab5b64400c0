import { type FSWatcher, watch as watchOne } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { isStoryName } from './folder-list.ts'
import { identityOf, openFolderTree } from './folder-tree.ts'

/** What a watch is told by; times are milliseconds. */
export interface WatchOptions {
  /**
   * Called at the start and when something below the folder may have changed, never twice at once. `only` is given where the
   * change is known to be in these files: paths relative to the folder, with `/` between names. It must not reject.
   */
  readonly changed: (only: ReadonlySet<string> | undefined) => Promise<void>
  /** How the system is asked to tell of changes in one folder, with the name of what changed; the default is `fs.watch`. */
  readonly watch?: (folder: string, changed: (event: string, name: string | null) => void) => FSWatcher
}

export interface FolderWatch {
  /** Looks at a file now, whatever the system tells of it; resolves when `changed` was called and has ended. */
  look(path: string): Promise<void>
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
/** With more files than this everything is looked at. */
const MANY = 10_000

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
  const tree = openFolderTree(folder)
  /** Paths that something happened to and nobody was told of; undefined when it may be anywhere. */
  let touched: Set<string> | undefined
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

  /** `path` is undefined where anything may have changed. */
  function noticed(path: string | undefined): void {
    if (closed) return
    if (path === undefined || (touched !== undefined && touched.size >= MANY)) touched = undefined
    else touched?.add(path)
    tellSoon()
  }

  function tellSoon(): void {
    const now = performance.now()
    since ??= now
    quiet.set(Math.max(0, Math.min(QUIET_MS, since + PATIENCE_MS - now)))
  }

  /** Everything is looked at. */
  function tellAll(): void {
    touched = undefined
    tell()
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
      if (since !== undefined) tellSoon()
    })
  }

  async function tellOnce(): Promise<void> {
    const paths = touched
    touched = new Set()
    const only = paths === undefined ? undefined : await filesAmong(paths)
    if (closed) return
    if (only !== undefined) {
      if (only.size > 0) await options.changed(only)
      return
    }
    touched = new Set()
    const began = performance.now()
    // Until all are watched: a folder may be put into one before that one is.
    while (await follow());
    if (closed) return
    await options.changed(undefined)
    const took = performance.now() - began
    restUntil = performance.now() + took * BLIND_SHARE
    nextSweep = performance.now() + Math.max(SWEEP_MS, took * SWEEP_SHARE)
  }

  /** The story files among what was touched; undefined where a folder came, went or is turned elsewhere. */
  async function filesAmong(paths: ReadonlySet<string>): Promise<ReadonlySet<string> | undefined> {
    const files = new Set<string>()
    for (const path of paths) {
      const name = path.slice(path.lastIndexOf(sep) + 1)
      // That is how Kubernetes turns all links of a volume at once: `..data`.
      if (name.startsWith('..')) return undefined
      if (name.startsWith('.')) continue
      if (watched.has(path) || (await identityOf(path)) !== undefined) {
        tree.forget(path)
        return undefined
      }
      if (isStoryName(name)) files.add(relative(folder, path).replaceAll(sep, '/'))
    }
    return files
  }

  /** Sees a folder that was exchanged; and everything, where the system tells nothing. */
  async function inspect(): Promise<void> {
    const identity = await identityOf(folder)
    if (closed) return
    const now = performance.now()
    const due = blind ? now >= restUntil : now >= nextSweep
    if (identity !== root || (due && telling === undefined)) tellAll()
    look.set(LOOK_MS)
  }

  /** One watch for each folder that is there now; whether there was a new one. */
  async function follow(): Promise<boolean> {
    const found = await tree.folders()
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
      const watcher = watch(path, (_, name) => noticed(name === null ? undefined : join(path, name)))
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
    noticed(undefined)
  }

  look.set(0)
  return {
    async look(path) {
      touched?.add(path)
      // What is told of just now may have been looked at before; whatever is told of from here on has this path.
      await telling
      tell()
      await telling
    },
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
