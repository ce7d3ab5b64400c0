import { type Child, element } from '../element.ts'
import { address } from '../json.ts'

/** A link out of the page; where the address leads nowhere on the web, only what it says. */
export function drawLink(url: unknown, ...label: readonly Child[]): HTMLElement {
  const href = address(url)
  if (href === undefined) return element('span', {}, ...label)
  return element('a', { class: 's-link', href, target: '_blank', rel: 'noopener noreferrer' }, ...label)
}

/** A mention of a person, a channel or everybody. */
export function drawMention(words: string): HTMLElement {
  return element('span', { class: 's-mention' }, words)
}
