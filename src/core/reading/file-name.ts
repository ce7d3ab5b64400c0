import { shortHash, slug } from './slug.ts'

/** What the name of a file says about its story. */
export interface FileName {
  readonly id: string
  /** `YYYY-MM-DD`, when the name begins with a day. */
  readonly date?: string
}

/** `seeds/2023-08-14-korea-arms.md` is `korea-arms` of 2023-08-14; a name without ASCII letters and digits is `story-` and a hash of the path. */
export function readFileName(file: string): FileName {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
  const stem = name.replace(/(.)\.[A-Za-z0-9]{1,8}$/s, '$1')
  const day = stem.slice(0, 10)
  const dated = isDay(day) && !/\d/.test(stem.charAt(10))
  const id = slug(dated ? stem.slice(10) : stem) || `story-${shortHash(file)}`
  return dated ? { id, date: day } : { id }
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** `YYYY-MM-DD`, and that day is in the calendar. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day >= 1 && day <= (DAYS[month - 1] ?? 0) + (leap ? 1 : 0)
}
