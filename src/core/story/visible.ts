const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u

/** Whether a reader sees anything of it: spaces, also those without a width, are nothing. */
export function isSeen(text: string): boolean {
  return SEEN.test(text)
}
