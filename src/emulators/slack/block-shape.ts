import { address, anyText, list, object, plain, string, textTypes, typed, yes } from './composition-shape.ts'
import { elements, elementsOf, imageElement } from './element-shape.ts'
import { limits } from './limits.ts'
import { richText } from './rich-text-shape.ts'
import type { ObjectShape, Shape } from './shape.ts'

/** https://docs.slack.dev/reference/block-kit/blocks */

type Surface = 'message' | 'modal' | 'home'

const blockId = { block_id: string(limits.block_id) }
const icon: Shape = { kind: 'tagged', types: { image: imageElement } }
const rawCells: Readonly<Record<string, ObjectShape>> = {
  raw_text: typed({ text: string(undefined, 1) }, ['text']),
  raw_number: typed({ value: { kind: 'number' }, text: string(undefined, 1) }, ['value', 'text']),
  rich_text: richText,
}
const cell: Shape = { kind: 'tagged', types: rawCells }

const section: ObjectShape = typed(
  {
    ...blockId,
    text: anyText(limits.section.text),
    fields: list(anyText(limits.section.field), limits.section.fields),
    accessory: { kind: 'tagged', types: elements(elementsOf.section) },
    expand: yes,
  },
  [],
  [['text', 'fields']],
)
const context: ObjectShape = typed(
  {
    ...blockId,
    elements: list(
      { kind: 'tagged', types: { ...textTypes(limits.context.text), image: imageElement } },
      limits.context.elements,
    ),
  },
  ['elements'],
)
const divider: ObjectShape = typed(blockId)

const everywhere: Readonly<Record<string, ObjectShape>> = {
  section,
  context,
  divider,
  header: typed({ ...blockId, text: plain(limits.header.text) }, ['text']),
  actions: typed(
    {
      ...blockId,
      elements: list({ kind: 'tagged', types: elements(elementsOf.actions) }, limits.actions.elements),
    },
    ['elements'],
  ),
  image: typed(
    {
      ...blockId,
      image_url: address(limits.image.image_url),
      slack_file: object({ id: string(), url: string() }, [], [['id', 'url']]),
      alt_text: string(limits.image.alt_text, 1),
      title: plain(limits.image.title),
    },
    ['alt_text'],
    [['image_url', 'slack_file']],
  ),
  input: typed(
    {
      ...blockId,
      label: plain(limits.input.label),
      element: { kind: 'tagged', types: elements(elementsOf.input) },
      hint: plain(limits.input.hint),
      optional: yes,
      dispatch_action: yes,
    },
    ['label', 'element'],
  ),
  rich_text: richText,
}

const messagesOnly: Readonly<Record<string, ObjectShape>> = {
  markdown: typed({ ...blockId, text: string(limits.markdown.text, 1) }, ['text']),
  context_actions: typed(
    {
      ...blockId,
      elements: list({ kind: 'tagged', types: elements(elementsOf.context_actions) }, limits.context_actions.elements),
    },
    ['elements'],
  ),
  table: typed(
    {
      ...blockId,
      rows: list(list(cell, limits.table.cells), limits.table.rows),
      column_settings: list(
        object({ align: { kind: 'choice', of: ['left', 'center', 'right'] }, is_wrapped: yes }),
        limits.table.cells,
      ),
    },
    ['rows'],
  ),
  data_table: typed(
    {
      ...blockId,
      rows: list(list(cell, limits.data_table.cells), limits.data_table.rows, 2),
      caption: string(limits.data_table.caption, 1),
      page_size: { kind: 'integer', min: 1, max: limits.data_table.page_size },
      row_header_column_index: { kind: 'integer', min: 0 },
    },
    ['rows', 'caption'],
  ),
  container: typed(
    {
      ...blockId,
      title: plain(limits.container.title),
      rich_text_title: richText,
      subtitle: anyText(limits.container.subtitle),
      // The reference lists more children; these three are the ones that were seen to work everywhere.
      child_blocks: list({ kind: 'tagged', types: { section, context, divider } }, limits.container.child_blocks),
      width: { kind: 'choice', of: ['narrow', 'standard', 'wide', 'full'] },
      icon,
      is_collapsible: yes,
      default_collapsed: yes,
      has_header_divider: yes,
    },
    ['child_blocks'],
    [['title', 'rich_text_title']],
  ),
}

const modalsOnly: Readonly<Record<string, ObjectShape>> = {
  alert: typed(
    {
      ...blockId,
      text: anyText(limits.alert.text),
      level: { kind: 'choice', of: ['default', 'info', 'warning', 'error', 'success'] },
    },
    ['text'],
  ),
}

/** Which blocks each surface takes, and what they look like. */
const blockShapes: Readonly<Record<Surface, Readonly<Record<string, ObjectShape>>>> = {
  message: { ...everywhere, ...messagesOnly },
  modal: { ...everywhere, ...modalsOnly },
  home: everywhere,
}

const viewFields = {
  callback_id: string(limits.view.callback_id),
  external_id: string(limits.view.external_id),
  private_metadata: string(limits.view.private_metadata),
}

function viewBlocks(surface: Surface): Shape {
  return list({ kind: 'tagged', types: blockShapes[surface] }, limits.view.blocks, 0)
}

/** https://docs.slack.dev/reference/views */
export const viewShapes: Readonly<Record<'modal' | 'home', ObjectShape>> = {
  modal: typed(
    {
      ...viewFields,
      title: plain(limits.view.title),
      submit: plain(limits.view.submit),
      close: plain(limits.view.close),
      blocks: viewBlocks('modal'),
      clear_on_close: yes,
      notify_on_close: yes,
      submit_disabled: yes,
    },
    ['title', 'blocks'],
  ),
  home: typed({ ...viewFields, blocks: viewBlocks('home') }, ['blocks']),
}

/** The shape of the `blocks` of a message. */
export const messageBlocks: Shape = list({ kind: 'tagged', types: blockShapes.message }, limits.message.blocks, 0)
