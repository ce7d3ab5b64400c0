import { element } from '../element.ts'

const HUES = ['a', 'b', 'c', 'd'] as const

/** The picture of somebody: nobody has one here, so it is their initial on a colour of their own. */
export function drawFace(name: string, bot: boolean, small = false): HTMLElement {
  const sum = name.length + (name.codePointAt(0) ?? 0) + (name.codePointAt(1) ?? 0)
  const hue = bot ? 'bot' : (HUES[sum % HUES.length] ?? 'a')
  const size = small ? ' s-face-small' : ''
  return element('div', { class: `s-face s-face-${hue}${size}`, 'aria-hidden': 'true' }, name.slice(0, 1).toUpperCase())
}
