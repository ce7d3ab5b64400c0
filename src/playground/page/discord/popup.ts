const GAP = 4
const LEAST_ROOM = 160

/** Puts a popover of the top layer under its box, or over it where there is more room. */
export function placeBeside(popup: HTMLElement, box: HTMLElement): void {
  const { top, bottom, left, width } = box.getBoundingClientRect()
  const under = innerHeight - bottom - GAP * 2
  const above = top - GAP * 2
  const down = under >= Math.min(LEAST_ROOM, popup.scrollHeight) || under >= above
  const style = popup.style
  style.setProperty('left', `${left}px`)
  style.setProperty('width', `${width}px`)
  style.setProperty('max-height', `${Math.min(down ? under : above, 320)}px`)
  style.setProperty('top', down ? `${bottom + GAP}px` : 'auto')
  style.setProperty('bottom', down ? 'auto' : `${innerHeight - top + GAP}px`)
}

/** Where a key leads in a list of `length`; undefined when it leads nowhere. */
export function stepOf(key: string, at: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, length - 1)
    case 'ArrowUp':
      return Math.max(at - 1, 0)
    case 'Home':
    case 'PageUp':
      return 0
    case 'End':
    case 'PageDown':
      return length - 1
    default:
      return undefined
  }
}

/** The next label after `at` that begins with a letter, around the end; undefined when none does. */
export function moveTo(labels: readonly string[], letter: string, at: number): number | undefined {
  const order = labels.map((_, index) => (at + 1 + index) % labels.length)
  return order.find(index => labels[index]?.toLowerCase().startsWith(letter.toLowerCase()))
}
