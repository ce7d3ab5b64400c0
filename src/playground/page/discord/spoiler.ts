import { element } from '../element.ts'

/** Text that is covered until someone asks for it. It runs over lines like any text, which a `button` cannot. */
export function coverText(children: readonly Node[]): HTMLElement {
  const inside = element('span', { inert: true }, ...children)
  const cover = element('span', { class: 'd-spoiler', role: 'button', tabindex: 0, 'aria-label': 'Spoiler' }, inside)
  const reveal = () => {
    cover.className = 'd-spoiler-open'
    for (const name of ['role', 'tabindex', 'aria-label']) cover.removeAttribute(name)
    inside.removeAttribute('inert')
  }
  cover.addEventListener('click', reveal, { once: true })
  cover.addEventListener('keydown', event => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    if (cover.className === 'd-spoiler-open') return
    event.preventDefault()
    reveal()
  })
  return cover
}

/** A picture or a container that is covered until someone asks for it. */
export function coverBlock(inside: HTMLElement): HTMLElement {
  inside.setAttribute('inert', '')
  const button = element('button', { type: 'button', class: 'd-cover-button', onclick: reveal }, 'Spoiler')
  const cover = element('div', { class: 'd-cover' }, inside, button)
  function reveal(): void {
    inside.removeAttribute('inert')
    cover.classList.add('d-cover-open')
    button.remove()
  }
  return cover
}
