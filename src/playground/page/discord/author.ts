import { element } from '../element.ts'
import { type Json, text } from '../json.ts'
import { drawMoment, reader } from './clock.ts'
import { nameOf } from './names.ts'
import { showPosted } from './timestamp.ts'
import { number } from './value.ts'

/** How many colours the stylesheet has for those without a picture. */
const COLOURS = 6

/** A round picture with the first letter of a name. */
export function drawAvatar(person: Json): HTMLElement {
  const name = nameOf(person)
  const colour = Array.from(name).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % COLOURS
  const look = person.bot === true ? 'd-avatar-app' : `d-avatar-${colour}`
  return element('span', { class: `d-avatar ${look}`, 'aria-hidden': 'true' }, name.slice(0, 1).toUpperCase())
}

/** A name, with the tag of an app. */
export function drawName(person: Json): HTMLElement {
  const tag = person.bot === true && element('span', { class: 'd-tag' }, 'APP')
  return element('span', { class: 'd-author' }, element('span', { class: 'd-name' }, nameOf(person)), tag)
}

/** `Today at 10:31`; both in milliseconds since 1970. */
export function drawPosted(at: number, now: number): HTMLElement {
  return drawMoment(at, showPosted(at, now, reader()), 'd-posted')
}

/** The mark of an edited message. */
export function drawEdited(payload: Json): HTMLElement | undefined {
  const at = Date.parse(text(payload.edited_timestamp))
  return Number.isNaN(at)
    ? undefined
    : element('span', { class: 'd-edited' }, '(', drawMoment(at, 'edited', 'd-posted'), ')')
}

export function hasFlag(payload: Json, flag: number): boolean {
  return ((number(payload.flags) ?? 0) & flag) !== 0
}
