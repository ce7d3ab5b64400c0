import type { Trouble } from './busy.ts'
import { StoreError } from './store.ts'

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: others were in the way, or the server is going or coming. */
const PASSING = /^(?:08\w{3}|40001|40P01|55P03|57P0[123]|53300)$/u
/** Of Node, when the connection could not be made or broke. */
const CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
])
/** pg gives these no code. */
const BROKEN = /connection terminated|timeout exceeded|query read timeout|not queryable|connection has been discarded/iu

/** Which server, for people: never with the password. */
export interface Place {
  readonly server: string
  readonly database: string
  readonly user: string
  /** What must not be shown. */
  readonly password: string
}

export function placeOf(url: string): Place {
  const { hostname, port, pathname, username, password, searchParams } = new URL(url)
  const host = hostname === '' ? (searchParams.get('host') ?? 'localhost') : hostname
  return {
    server: `${host}:${port === '' ? '5432' : port}`,
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  }
}

export function postgresTrouble(place: Place): Trouble {
  return {
    passes: error => all(error).some(one => PASSING.test(codeOf(one)) || isLost(one)),
    longestPauseMs: 250,
    lasting: (ms, error) =>
      new StoreError(
        `The database on ${place.server} ${ms === 0 ? 'does not answer' : `has not answered for ${ms / 1_000} seconds`} (${shown(place, error)}). Look whether PostgreSQL runs there and can be reached.`,
      ),
  }
}

/** Whether nothing more can be asked over that connection. */
export function isLost(error: unknown): boolean {
  return all(error).some(
    one =>
      CONNECTION.has(codeOf(one)) ||
      /^(?:08|57P)/u.test(codeOf(one)) ||
      (one instanceof Error && BROKEN.test(one.message)),
  )
}

/** Why the store could not be opened, with what to do. */
export function refusal(place: Place, error: unknown): StoreError {
  const code = all(error)
    .map(codeOf)
    .find(one => one !== '')
  return new StoreError(`${what(place, error)} ${remedy(code ?? '', place)}`)
}

function what(place: Place, error: unknown): string {
  return `Cannot open the database "${place.database}" on ${place.server}: ${shown(place, error).replace(/\.$/u, '')}.`
}

function remedy(code: string, { user, database }: Place): string {
  if (code === '28P01' || code === '28000') return 'Mend the user and the password in DATABASE_URL.'
  if (code === '3D000') return `Make it with "createdb ${database}", or mend its name in DATABASE_URL.`
  if (code === '42501' || code === '3F000')
    return `Let its owner say: grant create, usage on schema public to "${user}"; grant all on all tables in schema public to "${user}".`
  return 'Mend DATABASE_URL, or leave it out to keep the database in DATA_DIR.'
}

function shown({ password }: Place, error: unknown): string {
  const messages = all(error).map(one => (one instanceof Error ? one.message : String(one)))
  const text = messages.find(one => one !== '') ?? 'no reason was given'
  const secrets = [password, encodeURIComponent(password)].filter(secret => secret !== '')
  return secrets.reduce((safe, secret) => safe.replaceAll(secret, '…'), text)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** An error with those inside it: a transaction that could not be rolled back, a name with several addresses. */
function all(error: unknown): readonly unknown[] {
  if (!(error instanceof Error)) return [error]
  const inside = [
    ...(error instanceof AggregateError ? error.errors : []),
    ...(error.cause === undefined ? [] : [error.cause]),
  ]
  return [error, ...inside.flatMap(all)]
}
