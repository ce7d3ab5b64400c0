import { TYPE, walk } from './component-check.ts'
import { given, type Json, json, list, number, objects, text } from './json.ts'
import { SELECTS } from './select-check.ts'

/**
 * Components as the API returns them: numeric ids kept where they were given and counted up elsewhere, defaults filled in.
 * https://discord.com/developers/docs/components/reference#anatomy-of-a-component
 */
export function shapeComponents(value: unknown, mediaId: () => string): readonly Json[] {
  const taken = new Set(walk(value).map(({ component }) => number(component.id)))
  let last = 0
  const nextId = () => {
    last += 1
    while (taken.has(last)) last += 1
    return last
  }
  return objects(value).map(shape)

  function shape(component: Json): Json {
    const { type } = component
    const base = { type, id: number(component.id) || nextId() }
    switch (type) {
      case TYPE.actionRow:
        return { ...base, components: objects(component.components).map(shape) }
      case TYPE.button:
        return { ...base, ...shapeButton(component) }
      case TYPE.section:
        return {
          ...base,
          components: objects(component.components).map(shape),
          accessory: shape(json(component.accessory)),
        }
      case TYPE.textDisplay:
        return { ...base, content: component.content }
      case TYPE.thumbnail:
        return { ...base, ...media(component) }
      case TYPE.mediaGallery:
        return { ...base, items: objects(component.items).map(media) }
      case TYPE.file:
        return {
          ...base,
          file: unfurled(component.file),
          name: fileName(component),
          size: null,
          spoiler: component.spoiler === true,
        }
      case TYPE.separator:
        return { ...base, spacing: number(component.spacing) || 1, divider: component.divider !== false }
      case TYPE.container:
        return {
          ...base,
          accent_color: component.accent_color ?? null,
          spoiler: component.spoiler === true,
          components: objects(component.components).map(shape),
        }
      default:
        return SELECTS.includes(type) ? { ...base, ...shapeSelect(component) } : { ...component, ...base }
    }
  }

  function media(item: Json): Json {
    return {
      media: unfurled(item.media),
      description: given(item.description) ? item.description : null,
      spoiler: item.spoiler === true,
    }
  }

  function unfurled(value: unknown): Json {
    const url = text(json(value).url).replace(/^attachment:\/\//, 'https://cdn.discordapp.com/attachments/')
    return { id: mediaId(), url, proxy_url: url, width: null, height: null, content_type: null }
  }
}

function fileName(component: Json): string {
  return text(json(component.file).url).replace(/^attachment:\/\//, '')
}

function shapeButton(button: Json): Json {
  const kept = ['custom_id', 'style', 'label', 'url', 'sku_id'].filter(key => given(button[key]))
  return {
    ...Object.fromEntries(kept.map(key => [key, button[key]])),
    ...(button.disabled === true && { disabled: true }),
    ...(given(button.emoji) && { emoji: emojiShape(json(button.emoji)) }),
  }
}

function emojiShape(emoji: Json): Json {
  return {
    ...(given(emoji.id) && { id: emoji.id }),
    name: emoji.name ?? '',
    ...(emoji.animated === true && { animated: true }),
  }
}

function shapeSelect(select: Json): Json {
  const kept = ['custom_id', 'placeholder', 'default_values', 'channel_types'].filter(key => given(select[key]))
  return {
    ...Object.fromEntries(kept.map(key => [key, select[key]])),
    min_values: given(select.min_values) ? select.min_values : 1,
    max_values: given(select.max_values) ? select.max_values : 1,
    ...(select.disabled === true && { disabled: true }),
    ...(select.type === TYPE.stringSelect && {
      options: list(select.options).map(option => shapeOption(json(option))),
    }),
  }
}

function shapeOption(option: Json): Json {
  return {
    label: option.label,
    value: option.value,
    ...(given(option.description) && { description: option.description }),
    ...(given(option.emoji) && { emoji: emojiShape(json(option.emoji)) }),
    ...(option.default === true && { default: true }),
  }
}
