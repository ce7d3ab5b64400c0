import { constants } from 'node:fs'
import { access, readdir, statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Finding } from '../adapters/finding.ts'
import { failure } from '../sources/folder-files.ts'
import { openStore } from '../store/open.ts'
import { StoreError } from '../store/store.ts'

/** A week of a busy bot's outbox with room to spare. */
const LEAST_FREE = 100_000_000
const REMEDY = 'Set DATA_DIR to a folder that this user may write to, on a disk with room.'

/** Whether the bot can keep what it must not forget. Makes nothing where nothing is yet. */
export async function examineDisk(folder: string): Promise<readonly Finding[]> {
  const there = await readdir(folder).catch(failure)
  const place = await nearest(resolve(folder))
  const made = Array.isArray(there) && there.length > 0 ? await opened(folder) : await writable(folder, place)
  return made.state === 'problem' ? [made] : [made, await room(place)]
}

/** Opened as the bot opens it: its tables are brought up to date, and it is tried whether it can be written. */
async function opened(folder: string): Promise<Finding> {
  try {
    const store = await openStore({ dataDir: folder })
    await store.close()
    return { state: 'ok', what: `${folder} opens, is up to date and can be written` }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const [what = '', ...remedy] = error.message.split(/(?<=\.) (?=[A-Z])/u)
    return { state: 'problem', what, remedy: remedy.join(' ') || REMEDY }
  }
}

async function writable(folder: string, place: string): Promise<Finding> {
  const refused = await access(place, constants.W_OK | constants.X_OK).then(() => undefined, failure)
  if (refused === undefined) return { state: 'ok', what: `${folder} is made at the first start` }
  return { state: 'problem', what: `${folder} cannot be made (${refused.code})`, remedy: REMEDY }
}

async function room(place: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(place)
  const free = `${((bavail * bsize) / 1e9).toFixed(1)} GB are free`
  if (bavail * bsize >= LEAST_FREE) return { state: 'ok', what: free }
  return { state: 'problem', what: `only ${free}`, remedy: REMEDY }
}

/** The folder, or the nearest one above it that is there. */
async function nearest(folder: string): Promise<string> {
  const found = await access(folder).then(
    () => true,
    () => false,
  )
  return found || dirname(folder) === folder ? folder : nearest(dirname(folder))
}
