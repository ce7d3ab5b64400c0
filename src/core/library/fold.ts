const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  þ: 'th',
  Þ: 'TH',
  ς: 'σ',
  ة: 'ه',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
}

const ASCII = /^[\0-\x7f]*$/
const QUOTES = /[‘’‛ʼ′＇`´]/g
/** Accents of Latin, Greek and Cyrillic, but not the breve of й, which is another letter; then niqqud, harakat and tatweel. */
const MARKS =
  /(?<![иИ])\u0306|[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g
const UNLIKE = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g')
const EASTERN_DIGITS = /[٠-٩۰-۹]/g
/** Format characters: zero-width joiners, direction marks, soft hyphens. */
const INVISIBLE = /\p{Cf}/gu

/**
 * The text with what people do not type removed: accents, vowel points, full and half width, ligatures, typographic
 * apostrophes. Capitals stay. Marks that carry meaning (Devanagari vowels, Japanese voicing, the breve of й) stay too.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text
  const quoted = text.replace(QUOTES, "'")
  if (ASCII.test(quoted)) return quoted
  return quoted
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(UNLIKE, letter => LETTERS[letter] ?? letter)
    .replace(EASTERN_DIGITS, digit => String(digit.charCodeAt(0) & 15))
}

const GAPS = /[^\p{L}\p{N}\p{M}]+/gu

/** What two spellings of the same title or name have in common: folded, in lower case, words parted by one space. */
export function keyOf(text: string): string {
  const spoken = joinInitials(fold(text)).toLowerCase().replaceAll("'", '')
  return spoken.replace(GAPS, ' ').trim()
}

const INITIALS = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu

/** `U.S.` is one word, `US`. */
export function joinInitials(text: string): string {
  return hasInitials(text) ? text.replace(INITIALS, initials => initials.replaceAll('.', '')) : text
}

/** Whether two full stops stand a letter apart, of one or two units: most sentences have one full stop, and the pattern is slow. */
function hasInitials(text: string): boolean {
  for (let at = text.indexOf('.'); at !== -1; at = text.indexOf('.', at + 1)) {
    if (text[at + 2] === '.' || text[at + 3] === '.') return true
  }
  return false
}
