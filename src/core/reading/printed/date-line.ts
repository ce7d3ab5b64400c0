import { isDay } from '../file-name.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?'
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?'

const MONTH_FIRST = new RegExp(`^${WEEKDAY}${MONTH}\\s+${DAY}(?:,?\\s+(\\d{4}))?$`, 'i')
const DAY_FIRST = new RegExp(`^${WEEKDAY}${DAY}\\s+(?:of\\s+)?${MONTH}(?:,?\\s+(\\d{4}))?$`, 'i')
const YEAR_FIRST = new RegExp(`^${WEEKDAY}(\\d{4}-\\d{2}-\\d{2})$`, 'i')

/** What a line says that holds nothing but a day. */
export interface DateLine {
  /** `YYYY-MM-DD`; absent when the year is not given or the day is not in the calendar. */
  readonly day?: string
}

/** `Monday, June 3, 2024`, `8 March 2024`, `Thurs., Jan. 16, 2025`, `2024-06-03`; nothing when the line says more than a day. */
export function readDateLine(line: string): DateLine | undefined {
  if (line.length > 50 || !/\d/.test(line)) return undefined
  const text = line.trim().replace(/^(?:published|posted)(?: on)?:?\s+/i, '')
  const iso = YEAR_FIRST.exec(text)?.[1]
  if (iso !== undefined) return isDay(iso) ? { day: iso } : {}
  const first = MONTH_FIRST.exec(text)
  if (first !== null) return dayOf(first[3], first[1], first[2])
  const second = DAY_FIRST.exec(text)
  return second === null ? undefined : dayOf(second[3], second[2], second[1])
}

function dayOf(year: string | undefined, month: string | undefined, day: string | undefined): DateLine {
  const number = MONTHS.findIndex(each => each === (month ?? '').slice(0, 3).toLowerCase()) + 1
  const text = `${year ?? ''}-${String(number).padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
  return isDay(text) ? { day: text } : {}
}
