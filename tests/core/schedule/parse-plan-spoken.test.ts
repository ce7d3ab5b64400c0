import { describe, expect, test } from 'vitest'
import { parsePlan } from '../../../src/core/schedule/parse-plan.ts'
import { typedPlan } from '../../../src/core/schedule/plan.ts'

const ASKED = { zone: 'Europe/Paris', now: Date.UTC(2026, 10, 22, 12) }

/** What was understood, as it would be typed, or what is wrong. */
function read(typed: string): string {
  const result = parsePlan(typed, ASKED)
  return result.kind === 'plan' ? typedPlan(result.plan) : result.problem
}

describe('a plan is understood as people write it', () => {
  test.each([
    // Marks and manners.
    ['daily, 08:30, Europe/Berlin', 'daily 08:30 Europe/Berlin'],
    ['daily,08:30,Europe/Berlin', 'daily 08:30 Europe/Berlin'],
    ['“daily 08:30 Berlin”', 'daily 08:30 Europe/Berlin'],
    ['`daily 08:30 Europe/Berlin`', 'daily 08:30 Europe/Berlin'],
    ['daily "08:30" "Europe/Berlin"', 'daily 08:30 Europe/Berlin'],
    ["daily '8:30 p.m.' berlin", 'daily 20:30 Europe/Berlin'],
    ['please daily 08:30 Berlin!', 'daily 08:30 Europe/Berlin'],
    ['daily 8:30 The Hague', 'daily 08:30 Europe/Amsterdam'],
    ['daily time:08:30 timezone:Europe/Berlin', 'daily 08:30 Europe/Berlin'],
    ['daily time: 08:30 tz Berlin', 'daily 08:30 Europe/Berlin'],
    ['daily 8:30 my time', 'daily 08:30 Europe/Paris'],
    ['daily 20:00Z', 'daily 20:00 UTC'],
    // Halves of the day.
    ['every morning at 8', 'daily 08:00 Europe/Paris'],
    ['8 in the evening daily Berlin', 'daily 20:00 Europe/Berlin'],
    ['every friday evening at 8', 'weekly fri 20:00 Europe/Paris'],
    ['daily 12 at night', 'daily 00:00 Europe/Paris'],
    ['every night at 11', 'daily 23:00 Europe/Paris'],
    ['20:30 in the evening daily', 'daily 20:30 Europe/Paris'],
    ['daily 8:30 am in the morning', 'daily 08:30 Europe/Paris'],
    // Also where the half of the day stands away from its time.
    ['every evening in Berlin at 8:30', 'daily 20:30 Europe/Berlin'],
    ['daily 8:30 Berlin in the evening', 'daily 20:30 Europe/Berlin'],
    ['daily 8:30, every evening', 'daily 20:30 Europe/Paris'],
    // Days.
    ['week days 9:00', 'weekdays 09:00 Europe/Paris'],
    ['weekly Fri. 16:00', 'weekly fri 16:00 Europe/Paris'],
    ['fri/sat 16:00', 'weekly fri,sat 16:00 Europe/Paris'],
    ['m-f 9am', 'weekdays 09:00 Europe/Paris'],
    ['weekdays and saturday 9:00', 'weekly mon,tue,wed,thu,fri,sat 09:00 Europe/Paris'],
    ['daily except sunday 9:00', 'weekly mon,tue,wed,thu,fri,sat 09:00 Europe/Paris'],
    ['every day except sat and sun 9:00', 'weekdays 09:00 Europe/Paris'],
    ['weekdays except friday 9:00 in London', 'weekly mon,tue,wed,thu 09:00 Europe/London'],
    ['weekdays mon-fri 9:00', 'weekdays 09:00 Europe/Paris'],
    ['daily daily 9:00', 'daily 09:00 Europe/Paris'],
    ['daily no weekends (9:00)', 'weekdays 09:00 Europe/Paris'],
    // Other languages.
    ['von Montag bis Freitag um 9 Uhr', 'weekdays 09:00 Europe/Paris'],
    // Not Eastern Time.
    ['vendredi et samedi 9:00', 'weekly fri,sat 09:00 Europe/Paris'],
    ['lundi 9:00 et vendredi', 'weekly mon,fri 09:00 Europe/Paris'],
    ['montag, mittwoch und freitag um 8 Uhr', 'weekly mon,wed,fri 08:00 Europe/Paris'],
    ['lunes a viernes 8:30 a. m. Madrid', 'weekdays 08:30 Europe/Madrid'],
    ['du lundi au vendredi à 9h', 'weekdays 09:00 Europe/Paris'],
    ['понедельник-пятница 9:00 Київ', 'weekdays 09:00 Europe/Kyiv'],
    ['täglich um 8:30 Berlin', 'daily 08:30 Europe/Berlin'],
    ['jeden Freitag um 16 Uhr Wien', 'weekly fri 16:00 Europe/Vienna'],
    ['tous les jours à 8h30', 'daily 08:30 Europe/Paris'],
    ['todos los días a las 8:30 Madrid', 'daily 08:30 Europe/Madrid'],
    ['vendredi 16h', 'weekly fri 16:00 Europe/Paris'],
    ['пятница 9:00 Kyiv', 'weekly fri 09:00 Europe/Kyiv'],
    ['毎日 8:30 Tokyo', 'daily 08:30 Asia/Tokyo'],
  ])('%s', (typed, expected) => {
    expect(read(typed)).toBe(expected)
  })
})

const NONE_OF_THESE = 'Digests come daily, on weekdays or weekly;'

describe('what is no plan is answered with what is wrong with it, and nothing else', () => {
  test.each([
    ['weekdays and friday 9:00', '“weekdays friday” names days twice.'],
    ['next friday 9:00', `${NONE_OF_THESE} “next friday” is none of these.`],
    ['9:00 tomorrow', `${NONE_OF_THESE} “tomorrow” is none of these.`],
    ['9:00 monthly Tokyo', `${NONE_OF_THESE} “monthly” is none of these.`],
    ['once a month 9:00', `${NONE_OF_THESE} “once a month” is none of these.`],
    ['tomorrow 9:00', `${NONE_OF_THESE} “tomorrow” is none of these.`],
    ['2026-12-01 9:00', `${NONE_OF_THESE} “2026-12-01” is none of these.`],
    ['every 1st of the month 9:00', `${NONE_OF_THESE} “every 1st of the month” is none of these.`],
    ['first monday of the month 9:00', `${NONE_OF_THESE} “first monday of the month” is none of these.`],
    ['weekly foo 16:00', '“foo” is not a day that Counterpoint knows. Say on which days:'],
    ['mon, fryday 9:00', '“fryday” is not a day that Counterpoint knows. Is it “friday”?'],
    ["daily 9 o'clock", "“9 o'clock” could be morning or afternoon. Write 09:00 or 21:00."],
    ['daily 9 o’clock', "“9 o'clock” could be morning or afternoon. Write 09:00 or 21:00."],
    ['daily at half past eight Berlin', '“half past eight” is not a time that Counterpoint understands.'],
    // A half of the day that has no such hour.
    ['every evening at 1', '“1” could be morning or afternoon. Write 01:00 or 13:00.'],
    ['every night at 5', '“5” could be morning or afternoon. Write 05:00 or 17:00.'],
    ['daily 12:30 in the evening', '“12:30” could be morning or afternoon. Write 00:30 or 12:30.'],
    ['daily 8:30 pm in the morning', '“8:30” could be morning or afternoon. Write 08:30 or 20:30.'],
    ['daily 20:30 in the morning', '“20:30am” is not on a clock with am and pm:'],
    ['every morning and evening at 8', `${NONE_OF_THESE} “every morning and evening” is none of these.`],
    ['monday 8 this evening', `${NONE_OF_THESE} “this evening” is none of these.`],
    // What follows a city is no region.
    [
      'daily 8:30 Berlin, evening',
      '“evening” is not a time zone or a city that Counterpoint knows. Write Europe/Berlin.',
    ],
    ['daily 8:30 Berlin, UTC+2', '“UTC+2” is not a time zone or a city that Counterpoint knows. Write Europe/Berlin.'],
    ['daily 8:30 Berlin, EST', '“EST” is not a time zone or a city that Counterpoint knows. Write Europe/Berlin.'],
    ['daily 8,30', '“8,30” is not a time that Counterpoint understands.'],
  ])('%s', (typed, problem) => {
    expect(read(typed).slice(0, problem.length)).toBe(problem)
  })

  test('and is short, also where one sign becomes many letters', () => {
    expect(read('ﷺ'.repeat(2_000)).length).toBeLessThan(500)
  })

  test('with an example that keeps the days that were right', () => {
    expect(parsePlan('mon, fryday 9:00', ASKED)).toMatchObject({ example: 'weekly mon,fri 09:00 Europe/Paris' })
  })

  test('with a weekly example for what was to be weekly', () => {
    expect(parsePlan('weekly foo 16:00', ASKED)).toMatchObject({ example: 'weekly fri 16:00 Europe/Paris' })
  })
})
