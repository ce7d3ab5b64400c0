import { keyOf } from '../library/fold.ts'
import { WEEKDAYS, type Weekday } from './plan.ts'

/** No name of a day in one of these is that of another day in another. */
const LANGUAGES = 'de fr es it pt nl sv da nb fi pl cs sk sl hr uk ru bg sr tr ro hu el id ja zh ko ar he fa hi'.split(
  ' ',
)

/** `every day` in the languages that are written most. */
const DAILY = new Set(
  (
    'täglich|quotidien|quotidiennement|diario|diariamente|a diario|quotidiano|giornaliero|dagelijks|dagligen|daglig|codziennie|' +
    'щодня|ежедневно|毎日|每天|매일|günlük|jeden tag|tous les jours|chaque jour|todos los días|cada día|ogni giorno|' +
    'todos os dias|elke dag|каждый день|кожного дня|her gün'
  )
    .split('|')
    .map(keyOf),
)
const EVERY = /^(?:jeden|jede|chaque|cada|ogni|elke|každý|каждый|каждую|каждое)$/iu

let names: ReadonlyMap<string, Weekday> | undefined

/** The day that a word names in another language than English: `Freitag`, `vendredi`, `пʼятниця`. */
export function dayAbroad(word: string): Weekday | undefined {
  names ??= new Map(LANGUAGES.flatMap(daysIn))
  return names.get(keyOf(word))
}

/** `to` between two days, and `from` before the first. */
const TO = /^(?:bis|à|a|au|al|até|tot|t\/m|til|till|do|po|до|по)$/iu
const FROM = /^(?:von|vom|du|de|des|del|da|dal|van|från|fra|od|с|со|з|від)$/iu

/** `and` before a day: `et` is Eastern Time otherwise. */
const AND = /^(?:und|et|y|e|en|och|og|ja|oraz|i|a|и|та|і|й|ve|și|és|και|dan)$/iu

/** A text that names days, `every day` or `every` before a day in another language names them in English. */
export function inEnglish(text: string): string {
  const words = text.split(' ')
  const said: string[] = []
  for (let at = 0; at < words.length; at++) {
    const length = [3, 2, 1].find(most => DAILY.has(keyOf(words.slice(at, at + most).join(' '))))
    if (length !== undefined) {
      said.push('daily')
      at += length - 1
    } else said.push(wordAt(words, at))
  }
  return said.join(' ')
}

function wordAt(words: readonly string[], at: number): string {
  const [before = '', word = '', next = ''] = [words[at - 1], words[at], words[at + 1]]
  const isBeforeDay = dayAbroad(next.replace(/,+$/u, '')) !== undefined
  if (isBeforeDay && TO.test(word) && dayAbroad(before) !== undefined) return 'to'
  if (isBeforeDay && FROM.test(word)) return 'from'
  if (isBeforeDay && AND.test(word)) return 'and'
  if (EVERY.test(word)) return 'every'
  const bare = word.replace(/,+$/u, '')
  const day = dayAbroad(bare)
  return day === undefined ? word : `${day}${word.slice(bare.length)}`
}

function daysIn(language: string): readonly (readonly [string, Weekday])[] {
  const printed = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  // 5 January 1970 was a Monday.
  return WEEKDAYS.map((day, n) => [keyOf(printed.format(Date.UTC(1970, 0, 5 + n))), day] as const)
}
