import { StoreError } from './store.ts'

type Kind = 'rights' | 'disk' | 'damage'

/** https://www.sqlite.org/rescode.html: the higher bits tell kinds of the same apart. */
const KIND = 0xff
const KINDS: ReadonlyMap<number, Kind> = new Map([
  [3, 'rights'],
  [8, 'rights'],
  [10, 'disk'],
  [11, 'damage'],
  [13, 'disk'],
  [14, 'rights'],
  [23, 'rights'],
  [26, 'damage'],
])
/** The same where only the message came over from another thread. */
const SAID: readonly (readonly [RegExp, Kind])[] = [
  [/readonly database|unable to open database/u, 'rights'],
  [/disk is full|disk I\/O error/u, 'disk'],
  [/malformed|not a database|no such (?:table|column)/u, 'damage'],
]
const REMEDIES: Readonly<Record<Kind, string>> = {
  rights: "Give the file and its folder to the user that the bot runs as, or set DATA_DIR to that user's folder.",
  disk: 'Make room on the disk, or look whether it is broken; what was kept before stays.',
  damage:
    'The file is damaged or belongs to another program. Stop the bot and put a copy in its place, as docs/run-on-a-server.md says; without one, move the file away, and the bot begins anew.',
}

/** `doing`: `Cannot read the database data/counterpoint.sqlite`. `otherwise`: what to do where SQLite tells nothing of it. */
export function fileTrouble(doing: string, error: unknown, otherwise: string): StoreError {
  const cause = rootOf(error)
  const kind = kindOf(cause)
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new StoreError(`${doing}: ${reason}. ${kind === undefined ? otherwise : REMEDIES[kind]}`, { cause })
}

/** Whether SQLite has told what is the matter with the file. */
export function isFileTrouble(error: unknown): boolean {
  return kindOf(rootOf(error)) !== undefined
}

function kindOf(error: unknown): Kind | undefined {
  if (!(error instanceof Error)) return undefined
  if ('errcode' in error && typeof error.errcode === 'number') return KINDS.get(error.errcode & KIND) ?? said(error)
  return said(error)
}

function said({ message }: Error): Kind | undefined {
  return SAID.find(([words]) => words.test(message))?.[1]
}

/** What SQLite itself said, where the store has said it in its own words already. */
function rootOf(error: unknown): unknown {
  return error instanceof StoreError && error.cause !== undefined ? rootOf(error.cause) : error
}
