/** Those who want to know that something changed, told once for all changes of one turn of the event loop. */
export interface Turn {
  readonly note: () => void
  /** Returns a function that stops. */
  readonly onChange: (listener: () => void) => () => void
}

export function openTurn(): Turn {
  const listeners = new Set<() => void>()
  let noted = false
  function tell(): void {
    noted = false
    for (const listener of listeners) listener()
  }
  return {
    note() {
      if (noted || listeners.size === 0) return
      noted = true
      setImmediate(tell)
    },
    onChange(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => {
        listeners.delete(own)
      }
    },
  }
}
