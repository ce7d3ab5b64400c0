/** Quotation marks of all languages, and what chats put around code and bold words. */
const MARKS = /["“”„‟«»‹›`*]/gu
/** An apostrophe belongs to a word only inside of it: `o'clock`, but `'08:30'`. */
const LOOSE_APOSTROPHE = /(?<=^|[\s,:=(])'+|'+(?=$|[\s,;.!?)])/gu
const APOSTROPHES = /[‘’‚‛ʼ]/gu
/** The sentence's own end, not that of `p.m.`. */
const ENDING = /(?<!\b[ap]\.?m)[\s,;.!?…]+$/iu
/** Options by their names, as they are typed where they have some: `time:08:30 timezone: Berlin`. */
const NAMES = /(?<=^|[\s,])(?:time ?zone|tz|zone|days?|time|when)\s*[:=]\s*(?=\S)/giu
/** `tz Berlin`, but `Berlin time zone`. */
const ZONE_NAME = /(?<=^|[\s,])(?:time ?zone|tz)\s+(?=[a-z]+(?:\/|\s|$))/giu
/** `at` in the languages of those who write `um 8:30`, `à 8h30`, `a las 8:30`, `alle 8:30`, `om 8:30`, `kl. 8:30`. */
const AT = /(?<=^|[\s,])(?:um|à|às|a las|alle(?: ore)?|om|kl\.?|klo|о|об|в)\s+(?=\d)/giu
const JOINED: readonly (readonly [RegExp, string])[] = [
  [/\bweek[ -](days?|ends?)\b/giu, 'week$1'],
  // `8:30 a. m.` is how Spanish writes it.
  [/(?<=\d\s?)([ap])\.?\s+m\b\.?/giu, '$1m'],
  [/(?<=\dh\s?\d\d)\s?m(?:in)?\b/giu, ''],
  [/[()]/gu, ' '],
  [/\b(?:work|working|business) ?-?days?\b/giu, 'workdays'],
  [/\bm ?[-–—] ?f\b/giu, 'mon-fri'],
  // Its second word is a Sunday in Spanish.
  [/\bsanto domingo\b/giu, 'Santo_Domingo'],
  [/\bnightly\b/giu, 'every night'],
  // `20:00Z`, `20:00+01:00`
  [/(?<=\d:\d\d)(?=Z\b|\+\d\d:?\d\d\b)/giu, ' '],
]

/** What somebody typed for a plan, a time, a zone or a pause, without what people put around words; at most so many characters. */
export function typedText(typed: string, most: number): string {
  const plain = typed
    .slice(0, most)
    .normalize('NFKC')
    // One sign can become eighteen letters.
    .slice(0, most)
    .replaceAll(APOSTROPHES, "'")
    .replaceAll(MARKS, '')
    .replaceAll(LOOSE_APOSTROPHE, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  return plain.replace(ENDING, '')
}

/** The same for a plan or a part of it: options without their names, and the words for days in one. */
export function typedPlanText(typed: string, most: number): string {
  const plain = typedText(typed, most).replaceAll(NAMES, '').replaceAll(ZONE_NAME, '').replaceAll(AT, '')
  const joined = JOINED.reduce((text, [what, by]) => text.replaceAll(what, by), plain)
  return joined.replaceAll(/\s+/gu, ' ').trim()
}
