import { element, icon } from '../element.ts'
import { type Json, json, objects, text } from '../json.ts'
import { drawLink } from './markdown.ts'
import { coverBlock } from './spoiler.ts'
import { webAddress } from './value.ts'

const PICTURE =
  'M3 5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5Zm3 13h12l-4-5.5-3 4-2-2.5L6 18Zm2.5-8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z'
const FILE = 'M6 2h8l6 6v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V4c0-1.1.9-2 2-2Zm7 1.5V9h5.5L13 3.5Z'

/**
 * A picture's place: what it shows in words, and a link to it. The page fetches nothing from elsewhere, so that nobody learns
 * who reads what.
 */
export function drawMedia(item: Json, look: 'thumbnail' | 'picture'): HTMLElement {
  const url = webAddress(json(item.media).url ?? item.url)
  const description = text(item.description)
  const words = description || (url === undefined ? 'A picture' : `A picture from ${new URL(url).hostname}`)
  const inside = [icon([PICTURE]), element('span', {}, words)]
  const box =
    url === undefined
      ? element('span', { class: `d-media d-media-${look}` }, ...inside)
      : drawLink(url, inside, `d-media d-media-${look}`)
  return item.spoiler === true ? coverBlock(box) : box
}

export function drawGallery(part: Json): HTMLElement {
  const items = objects(part.items)
  const several = items.length > 1 ? 'd-gallery d-gallery-several' : 'd-gallery'
  return element('div', { class: several }, ...items.map(item => drawMedia(item, 'picture')))
}

/** A file of Components V2 or an attachment. */
export function drawFile(name: string, spoiler: boolean): HTMLElement {
  const box = element('div', { class: 'd-file' }, icon([FILE]), element('span', {}, name))
  return spoiler ? coverBlock(box) : box
}
