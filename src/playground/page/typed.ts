/** A name that was picked from a list, and the value that is sent in its place. */
export interface Pick {
  readonly label: string
  readonly value: string
}

/** What is sent: every picked name that still stands there becomes its value. */
export function sentText(text: string, picks: readonly Pick[]): string {
  return picks.reduce((sent, { label, value }) => sent.replace(label, () => value), text)
}

/** The text with a picked name in place of what was being typed: the last option's value, or all after the command's name. */
export function completed(
  text: string,
  picks: readonly Pick[],
  picked: Pick,
): { readonly text: string; readonly picks: readonly Pick[] } {
  const marked = /^(.*\s[-\w]+:)[^:]*$/su.exec(text)?.[1]
  const named = /^\/\S+\s+/u.exec(text)?.[0] ?? ''
  const kept = picks.filter(pick => (marked ?? named).includes(pick.label))
  return { text: `${marked ?? named}${picked.label} `, picks: [...kept, picked] }
}
