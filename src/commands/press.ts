import type { Press, Visibility } from '../core/message/message.ts'

/** Discord's limit of a custom_id, the narrowest place in which a press is kept. */
const MOST = 100
const VERSION = 'v1'
const WORD = /^[A-Za-z0-9._-]*$/

/**
 * A press as the text that a button carries, for good: `v1:story:e:korea-arms-2023-08:side-1`. At most 100 characters of ASCII.
 * Throws when a word could not be read back, which is a programming error: buttons carry ids, never what people typed.
 */
export function encodePress(press: Press): string {
  const text = [VERSION, press.command, press.visibility === 'everyone' ? 'e' : 'm', ...press.words].join(':')
  if (text.length > MOST || !press.words.every(word => WORD.test(word))) {
    throw new Error(`A button cannot carry "${text}".`)
  }
  return text
}

/** The press that a button carries; undefined for anything that this version did not write. */
export function decodePress(text: string): Press | undefined {
  const [version, command, visibility, ...words] = text.split(':')
  if (version !== VERSION || command === undefined || text.length > MOST) return undefined
  if (!words.every(word => WORD.test(word)) || !WORD.test(command)) return undefined
  const seen = readVisibility(visibility)
  return seen === undefined ? undefined : { command, words, visibility: seen }
}

function readVisibility(letter: string | undefined): Visibility | undefined {
  if (letter === 'e') return 'everyone'
  return letter === 'm' ? 'only-me' : undefined
}

/** The words of a press by the names that its command declares; `chosen` stands in for the first, as a field of choice does. */
export function pressedWords(
  command: { readonly words: readonly { readonly name: string }[] } | undefined,
  press: Press,
  chosen?: string,
): Readonly<Record<string, string>> {
  const words = chosen === undefined ? press.words : [chosen, ...press.words.slice(1)]
  const names = command?.words ?? []
  return Object.fromEntries(
    words.flatMap((word, index) => {
      const name = names[index]?.name
      return name === undefined ? [] : [[name, word]]
    }),
  )
}
