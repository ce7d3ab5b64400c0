const short = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })

/** A day, `YYYY-MM-DD`, as readers know it: `14 Aug 2023`. */
export function printedDay(date: string): string {
  return short.format(Date.parse(`${date}T12:00:00Z`))
}
