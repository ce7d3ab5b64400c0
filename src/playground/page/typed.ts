/** Names that were picked from a list, with the values that are sent in their place. */
export type Picks = ReadonlyMap<string, string>

/**
 * What is sent: a picked name that is still the whole of an option becomes its value. `options` are the names of the command's
 * options, as in `/story query:North Korea visibility:only me`; `head` says how many words stand before them: two with a
 * subcommand, as in `/digest daily time:08:30`.
 */
export function sentText(text: string, picks: Picks, options: readonly string[], head = 1): string {
  return sections(text, options, head)
    .map(({ lead, value }) => `${lead}${picks.get(value.trim()) ?? value}`)
    .join('')
}

/** The text with a picked name in place of the option that was being typed. */
export function completed(text: string, name: string, options: readonly string[], head = 1): string {
  const all = sections(text, options, head)
  const { lead } = all.at(-1) ?? { lead: text }
  const before = all.slice(0, -1).map(one => `${one.lead}${one.value}`)
  return `${before.join('')}${lead}${name}`
}

/** The options that are not there yet. */
export function openOptions(text: string, options: readonly string[], head = 1): readonly string[] {
  const named = options.filter(option => new RegExp(`\\s${option}:`, 'u').test(text))
  const [first] = options
  const opening = sections(text, options, head)[0]
  const takesFree = opening?.lead === headOf(text, head) && opening.value.trim() !== ''
  return options.filter(option => !named.includes(option) && !(takesFree && option === first))
}

/** A typed command in pieces: `/story query:` with `North Korea`, ` visibility:` with `only me`. */
function sections(
  text: string,
  options: readonly string[],
  head: number,
): readonly { readonly lead: string; readonly value: string }[] {
  if (options.length === 0 || !text.startsWith('/')) return [{ lead: text, value: '' }]
  const marks = [...text.matchAll(new RegExp(`\\s+(?:${options.join('|')}):`, 'gu'))]
  const free = headOf(text, head)
  const first = marks[0]?.index ?? text.length
  const opening = first > free.length ? [{ lead: free, value: text.slice(free.length, first) }] : []
  const rest = marks.map((mark, at) => {
    const start = mark.index + mark[0].length
    const lead = at === 0 && opening.length === 0 ? text.slice(0, start) : mark[0]
    return { lead, value: text.slice(start, marks[at + 1]?.index ?? text.length) }
  })
  return opening.length + rest.length > 0 ? [...opening, ...rest] : [{ lead: text, value: '' }]
}

/** The command with the space behind it, and its subcommand. */
function headOf(text: string, words: number): string {
  return new RegExp(`^/(?:\\S+\\s+){${words}}`, 'u').exec(text)?.[0] ?? ''
}
