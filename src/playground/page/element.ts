/** What stands in an element: text is set as text and never read as markup; `undefined` and `false` stand for nothing. */
export type Child = Node | string | undefined | false

type Attribute = string | number | boolean | undefined
type Listener = (event: Event) => void

/** Attributes by name, listeners by `on` and the event's name: `onclick`. True is an empty attribute, false and `undefined` none. */
export type Attributes = Readonly<Record<string, Attribute | Listener>>

/** Builds an element. Listeners are attached as functions, so that the page's policy can forbid inline script. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  dress(made, attributes)
  fill(made, children)
  return made
}

const DRAWING = 'http://www.w3.org/2000/svg'

/** An icon: one or more SVG path data, in a box of 24 units unless told; hidden from screen readers. */
export function icon(paths: readonly string[], box = '0 0 24 24'): SVGSVGElement {
  const made = document.createElementNS(DRAWING, 'svg')
  dress(made, { viewBox: box, 'aria-hidden': 'true', focusable: 'false', class: 'icon' })
  for (const d of paths) {
    const path = document.createElementNS(DRAWING, 'path')
    dress(path, { d })
    made.append(path)
  }
  return made
}

/** Where in a list the element stands that has the focus; -1 when none of them has it. */
export function focusedIn(items: readonly Element[]): number {
  const held = document.activeElement
  return held === null ? -1 : items.indexOf(held)
}

/** Replaces everything in an element. */
export function refill(holder: Element, ...children: readonly Child[]): void {
  holder.replaceChildren()
  fill(holder, children)
}

function fill(holder: Element, children: readonly Child[]): void {
  for (const child of children) if (child !== undefined && child !== false) holder.append(child)
}

function dress(holder: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') holder.addEventListener(name.replace(/^on/u, ''), value)
    else if (value === true) holder.setAttribute(name, '')
    else if (value !== undefined && value !== false) holder.setAttribute(name, String(value))
  }
}
