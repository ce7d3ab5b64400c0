import { list, object, string, typed, yes } from './composition-shape.ts'
import { limits } from './limits.ts'
import type { ObjectShape, Shape } from './shape.ts'

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */

const style: Shape = object({ bold: yes, italic: yes, strike: yes, code: yes, underline: yes })
const border: Shape = { kind: 'choice', of: [0, 1] }

const inline: Readonly<Record<string, ObjectShape>> = {
  text: typed({ text: string(undefined, 1), style }, ['text']),
  link: typed({ url: string(undefined, 1), text: string(), unsafe: yes, style }, ['url']),
  user: typed({ user_id: string(), style }, ['user_id']),
  usergroup: typed({ usergroup_id: string(), style }, ['usergroup_id']),
  channel: typed({ channel_id: string(), style }, ['channel_id']),
  broadcast: typed({ range: { kind: 'choice', of: ['here', 'channel', 'everyone'] }, style }, ['range']),
  emoji: typed({ name: string(undefined, 1), unicode: string(), style }, ['name']),
  date: typed({ timestamp: { kind: 'integer' }, format: string(), url: string(), fallback: string(), style }, [
    'timestamp',
    'format',
  ]),
  color: typed({ value: string(), style }, ['value']),
}
const section: ObjectShape = typed({ elements: list({ kind: 'tagged', types: inline }, undefined, 0) }, ['elements'])
const bordered = { ...section.fields, border }

export const richText: ObjectShape = typed(
  {
    block_id: string(limits.block_id),
    elements: list(
      {
        kind: 'tagged',
        types: {
          rich_text_section: section,
          rich_text_list: typed(
            {
              elements: list({ kind: 'tagged', types: { rich_text_section: section } }),
              style: { kind: 'choice', of: ['bullet', 'ordered'] },
              indent: { kind: 'integer', min: 0, max: limits.rich_text.indent },
              offset: { kind: 'integer', min: 0 },
              border,
            },
            ['elements', 'style'],
          ),
          rich_text_quote: typed(bordered, ['elements']),
          rich_text_preformatted: typed({ ...bordered, language: string() }, ['elements']),
        },
      },
      undefined,
      1,
    ),
  },
  ['elements'],
)
