import { element } from '../element.ts'

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/giu

/** A value as JSON text that is easy to read, in a box that is scrolled by mouse and keyboard. */
export function drawJson(name: string, value: unknown): HTMLElement {
  const text = JSON.stringify(value, undefined, 2) ?? ''
  return drawCode(name, text, coloured(text))
}

/** A text as it is, in such a box. */
export function drawText(name: string, text: string): HTMLElement {
  return drawCode(name, text, [text])
}

function drawCode(name: string, text: string, parts: readonly (Node | string)[]): HTMLElement {
  const said = element('span', { class: 'p-copied', role: 'status' })
  const copy = async () => {
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    said.textContent = done ? 'Copied' : 'Copying is not permitted here'
  }
  const button = element(
    'button',
    { type: 'button', class: 'p-small', 'aria-label': `Copy: ${name}`, onclick: () => void copy() },
    'Copy',
  )
  return element(
    'div',
    { class: 'p-code' },
    element('div', { class: 'p-code-head' }, element('h4', {}, name), said, button),
    element('pre', { tabindex: 0, role: 'region', 'aria-label': name }, element('code', {}, ...parts)),
  )
}

function coloured(text: string): readonly (Node | string)[] {
  const parts: (Node | string)[] = []
  let at = 0
  for (const match of text.matchAll(TOKEN)) {
    const [whole, quoted, colon = ''] = match
    parts.push(text.slice(at, match.index))
    at = match.index + whole.length
    const kind = quoted === undefined ? 'p-value' : colon === '' ? 'p-string' : 'p-key'
    parts.push(element('span', { class: kind }, quoted ?? whole), colon)
  }
  return [...parts, text.slice(at)].filter(part => part !== '')
}
