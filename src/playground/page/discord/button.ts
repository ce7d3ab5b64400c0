import { element, icon } from '../element.ts'
import { type Json, json, text } from '../json.ts'
import { drawLink } from './markdown.ts'
import { type Part, wait } from './part.ts'
import { number, webAddress } from './value.ts'

/** https://discord.com/developers/docs/components/reference#button-button-styles */
const LOOKS: Readonly<Record<number, string>> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
  6: 'primary',
}
const LINK = 5

export function drawButton(part: Json, { message, context }: Part): HTMLElement {
  const words = wordsOf(part)
  const disabled = part.disabled === true
  const url = webAddress(part.url)
  if (number(part.style) === LINK && url !== undefined && !disabled) {
    return drawLink(
      url,
      [...words, icon(['M15 3h6v6h-2V6.4l-8.3 8.3-1.4-1.4L17.6 5H15V3ZM5 5h5v2H5v12h12v-5h2v7H3V5h2Z'])],
      'd-button d-button-secondary',
    )
  }
  const button = element(
    'button',
    {
      type: 'button',
      class: `d-button d-button-${LOOKS[number(part.style) ?? 2] ?? 'secondary'}`,
      disabled,
      onclick: () => {
        if (button.getAttribute('aria-busy') === 'true') return
        wait(button, context.act({ act: 'press', message: message.id, button: text(part.custom_id) }))
      },
    },
    ...words,
  )
  return button
}

/** The emoji, then the label. A custom emoji's picture would come from Discord's own servers. */
function wordsOf(part: Json): readonly HTMLElement[] {
  const emoji = json(part.emoji)
  const name = text(emoji.name)
  const shown = text(emoji.id) === '' ? name : `:${name}:`
  const parts = [shown, text(part.label)].filter(word => word !== '')
  return parts.map(word => element('span', {}, word))
}
