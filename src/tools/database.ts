import type { Finding } from '../adapters/finding.ts'
import { openPostgres } from '../store/postgres.ts'

const REMEDY = 'Give the user of DATABASE_URL all rights on the tables of this database.'

/** Whether the bot can keep things in that PostgreSQL database: opened as the bot opens it, without waiting for a server to come. */
export async function examineDatabase(url: string): Promise<readonly Finding[]> {
  try {
    await (await openPostgres(url, { patienceMs: 0 })).close()
    const { hostname, pathname } = new URL(url)
    return [{ state: 'ok', what: `${pathname.slice(1)} on ${hostname} opens, is up to date and can be written` }]
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const [what = '', ...remedy] = message.split(/(?<=\.) (?=[A-Z])/u)
    return [{ state: 'problem', what, remedy: remedy.join(' ') || REMEDY }]
  }
}
