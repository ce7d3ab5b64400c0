import { IntlMessageFormat } from 'intl-messageformat'
import { en } from './en.ts'

/** The name of something the bot says. */
export type Phrase = keyof typeof en

const formats = new Map<Phrase, IntlMessageFormat>()

/** The phrase in English with its values put in as plain text; a missing value is a programming error and throws. */
export function say(phrase: Phrase, values: Readonly<Record<string, string | number>> = {}): string {
  return String(formatOf(phrase).format(values))
}

/** The same around values that stay what they are, such as moments that every reader sees by their own clock: the parts in order. */
export function sayAround<Value extends object>(
  phrase: Phrase,
  values: Readonly<Record<string, string | number | Value>>,
): readonly (string | Value)[] {
  return formatOf(phrase)
    .formatToParts<Value>(values)
    .map(part => part.value)
}

function formatOf(phrase: Phrase): IntlMessageFormat {
  const known = formats.get(phrase)
  if (known !== undefined) return known
  const format = new IntlMessageFormat(en[phrase], 'en', undefined, { ignoreTag: true })
  formats.set(phrase, format)
  return format
}

const lists = new Intl.ListFormat('en', { type: 'conjunction' })

/** `AntiWar, DW, and Bloomberg` */
export function listed(names: readonly string[]): string {
  return lists.format(names)
}

/** What stands between the names of such a list, one fewer than there are names, for lists whose names are links. */
export function separators(count: number): readonly string[] {
  return lists
    .formatToParts(Array.from({ length: count }, () => '-'))
    .flatMap(part => (part.type === 'literal' ? [part.value] : []))
}
