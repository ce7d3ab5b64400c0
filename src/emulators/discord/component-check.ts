import { checkChoice, checkFlag, checkList, checkText, checkUrl, checkWhole, type Form } from './form.ts'
import { given, isJson, type Json, json, text } from './json.ts'
import { COMPONENTS } from './limits.ts'
import { checkButton, checkSelect, SELECTS } from './select-check.ts'

export const TYPE = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const

const NEW_AT_TOP: readonly unknown[] = [1, 9, 10, 12, 13, 14, 17]
const IN_CONTAINER: readonly unknown[] = [1, 9, 10, 12, 13, 14]

export interface ComponentRules {
  /** Whether the message has the Components V2 flag. */
  readonly v2: boolean
  /** Names of files that `attachment://` can refer to. */
  readonly attachments: ReadonlySet<string>
}

/** Every rule for the components of a message that can be told from the components alone. */
export function checkComponents(form: Form, value: unknown, rules: ComponentRules): void {
  const before = form.errors.length
  const max = rules.v2 ? COMPONENTS.total : COMPONENTS.legacyRows
  const components = checkList(form, value, { min: 0, max })
  components.forEach((component, index) => {
    checkComponent(form.at(index), component, rules.v2 ? NEW_AT_TOP : [TYPE.actionRow], rules)
  })
  // As Discord does: sums are looked at only once each part is sound.
  if (form.errors.length === before) checkTogether(form, components, rules)
}

function checkComponent(form: Form, value: unknown, allowed: readonly unknown[], rules: ComponentRules): void {
  const component = json(value)
  if (!isJson(value) || !allowed.includes(component.type)) {
    form.wrong('UNION_TYPE_CHOICES', `Value of field "type" must be one of (${allowed.join(', ')},).`)
    return
  }
  checkWhole(form.at('id'), component.id, { min: 0, max: COMPONENTS.id })
  switch (component.type) {
    case TYPE.actionRow:
      checkRow(form, component)
      return
    case TYPE.button:
      checkButton(form, component, linkUrl)
      return
    case TYPE.section:
      checkSection(form, component, rules)
      return
    case TYPE.textDisplay:
      checkText(form.at('content'), component.content, { max: COMPONENTS.text, required: true })
      return
    case TYPE.thumbnail:
      checkMedia(form, component, rules)
      return
    case TYPE.mediaGallery: {
      const items = checkList(form.at('items'), component.items, { min: 1, max: COMPONENTS.galleryItems })
      for (const [index, item] of items.entries()) checkMedia(form.at('items', index), json(item), rules)
      return
    }
    case TYPE.file: {
      const url = json(component.file).url
      checkUrl(form.at('file', 'url'), url, { max: COMPONENTS.mediaUrl, attachments: rules.attachments })
      if (/^https?:/i.test(text(url)))
        form.at('file', 'url').wrong('URL_TYPE_INVALID_SCHEME', 'Only attachment:// is supported.')
      return
    }
    case TYPE.separator:
      checkFlag(form.at('divider'), component.divider)
      checkChoice(form.at('spacing'), component.spacing, [1, 2], false)
      return
    case TYPE.container:
      checkWhole(form.at('accent_color'), component.accent_color, { min: 0, max: COMPONENTS.color })
      checkFlag(form.at('spoiler'), component.spoiler)
      for (const [index, inner] of checkList(form.at('components'), component.components, {
        min: 1,
        max: COMPONENTS.total,
      }).entries()) {
        checkComponent(form.at('components', index), inner, IN_CONTAINER, rules)
      }
  }
}

function linkUrl(form: Form, value: unknown): void {
  checkUrl(form, value, { max: COMPONENTS.buttonUrl })
}

function checkRow(form: Form, row: Json): void {
  const place = form.at('components')
  const items = checkList(place, row.components, { min: 1, max: COMPONENTS.buttonsInRow })
  for (const [index, item] of items.entries()) {
    const component = json(item)
    const here = place.at(index)
    checkWhole(here.at('id'), component.id, { min: 0, max: COMPONENTS.id })
    if (component.type === TYPE.button) checkButton(here, component, linkUrl)
    else if (SELECTS.includes(component.type)) checkSelect(here, component)
    else here.wrong('UNION_TYPE_CHOICES', 'Value of field "type" must be one of (2, 3, 5, 6, 7, 8).')
  }
  if (items.length > 1 && items.some(item => SELECTS.includes(json(item).type))) {
    place.wrong('COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width')
  }
}

function checkSection(form: Form, section: Json, rules: ComponentRules): void {
  const place = form.at('components')
  const items = checkList(place, section.components, { min: 1, max: COMPONENTS.sectionTexts })
  for (const [index, item] of items.entries()) checkComponent(place.at(index), item, [TYPE.textDisplay], rules)
  checkComponent(form.at('accessory'), section.accessory, [TYPE.button, TYPE.thumbnail], rules)
}

function checkMedia(form: Form, item: Json, rules: ComponentRules): void {
  const url = json(item.media).url
  checkUrl(form.at('media', 'url'), url, { max: COMPONENTS.mediaUrl, attachments: rules.attachments })
  checkText(form.at('description'), item.description, { max: COMPONENTS.altText })
  checkFlag(form.at('spoiler'), item.spoiler)
}

interface Placed {
  readonly component: Json
  readonly path: readonly (string | number)[]
}

/** Every component with its place, parents first, in the order in which they are read. */
export function walk(value: unknown, path: readonly (string | number)[] = []): readonly Placed[] {
  const items = Array.isArray(value) ? value : []
  return items.flatMap((item: unknown, index) => (isJson(item) ? visit(item, [...path, index]) : []))
}

function visit(component: Json, path: readonly (string | number)[]): readonly Placed[] {
  const single = ['accessory', 'component'].flatMap(key => {
    const inner = component[key]
    return isJson(inner) ? visit(inner, [...path, key]) : []
  })
  return [{ component, path }, ...walk(component.components, [...path, 'components']), ...single]
}

/** Rules that hold over all components of a message. */
function checkTogether(form: Form, components: readonly unknown[], rules: ComponentRules): void {
  const all = walk(components)
  if (rules.v2 && all.length > COMPONENTS.total) {
    form.wrong(
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The total number of components (${all.length}) exceeds the maximum of ${COMPONENTS.total}.`,
    )
  }
  const shown = displayed(components).reduce((sum, content) => sum + content.length, 0)
  if (shown > COMPONENTS.text) {
    const message = `Components displayable text size exceeds maximum size of ${COMPONENTS.text}`
    form.wrong('COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message)
  }
  checkUnique(form, all, 'custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')
  checkUnique(form, all, 'id', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated')
}

export function checkUnique(form: Form, all: readonly Placed[], key: string, code: string, message: string): void {
  const seen = new Set<unknown>()
  for (const { component, path } of all) {
    const value = component[key]
    // An id of 0 means that Discord shall choose one.
    if (!given(value) || value === 0) continue
    if (seen.has(value)) form.at(...path, key).wrong(code, message)
    seen.add(value)
  }
}

/** The texts of all text displays, in order. */
export function displayed(components: unknown): readonly string[] {
  const shown = walk(components).filter(({ component }) => component.type === TYPE.textDisplay)
  return shown.map(({ component }) => text(component.content))
}

/** Whether Discord fails to store these components: it answers HTTP 500. https://github.com/discord/discord-api-docs/issues/8554 */
export function breaksStorage(components: unknown): boolean {
  const contents = displayed(components)
  const bytes = contents.reduce((sum, content) => sum + Buffer.byteLength(content), 0)
  return bytes + COMPONENTS.storedBytesPerTextDisplay * contents.length > COMPONENTS.storedBytes
}
