/** What this browser keeps under a name; undefined where there is nothing, or where the browser keeps nothing. */
export function keeps(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined
  } catch {
    return undefined
  }
}

/** A browser that keeps nothing goes on without. */
export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {}
}
