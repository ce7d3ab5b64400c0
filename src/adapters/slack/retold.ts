import { z } from 'zod'
import { decodePress } from '../../commands/press.ts'
import type { RetellHow } from '../withdraw.ts'
import { isRetracted } from '../withdraw.ts'
import { LIMITS } from './limits.ts'
import { bytesOf, entryId, smallId } from './render.ts'
import { escapeMrkdwn, plainLine, richText } from './text.ts'

const block = z.looseObject({ type: z.string(), block_id: z.string().optional() })
const shown = z.array(block)
const rich = z.looseObject({
  type: z.literal('rich_text'),
  elements: z.tuple([z.looseObject({ elements: z.array(z.unknown()) })], z.unknown()),
})
const row = z.looseObject({
  type: z.literal('actions'),
  elements: z.array(z.looseObject({ action_id: z.string().optional() })),
})
const first = z.looseObject({ text: z.string() })

type Block = z.infer<typeof block>

export interface Retelling {
  /** The story's id. */
  readonly story: string
  readonly how: RetellHow
  /** What is said of it. */
  readonly sentence: string
}

/** A message as it is to be, given its blocks as they are; undefined where they are so already, or tell nothing of it. */
export function retold(
  blocks: unknown,
  { story, how, sentence }: Retelling,
): { readonly text: string; readonly blocks: readonly Block[] } | undefined {
  const before = shown.safeParse(blocks).data
  if (before === undefined) return undefined
  const after = how === 'head' ? headed(before, story, sentence) : inPart(before)
  if (after === undefined) return undefined
  const text = after.map(wordsIn).filter(line => line !== '')
  const spoken = text.join('\n\n')
  return { text: bytesOf(spoken) <= LIMITS.textBytes ? spoken : (text[0] ?? ''), blocks: after }

  function inPart(all: readonly Block[]): readonly Block[] | undefined {
    const [fresh, marked] = [entryId(story), retractedId(story)]
    const at = all.findIndex(({ block_id: id }) => id === fresh || (how === 'remove' && id === marked))
    const found = rich.safeParse(all[at]).data
    // A story among those that had no room in the root has its button there all the same.
    if (found === undefined) return how === 'remove' ? withoutButtons(all, story) : undefined
    const [section, ...rest] = found.elements
    if (how === 'mark') {
      // Below the headline, so that nobody takes it for a word on the story above.
      const [headline, ...others] = section.elements
      const said = [headline, ...richText('\n'), ...richText(sentence, { bold: true }), ...others]
      return all.with(at, { ...found, block_id: marked, elements: [{ ...section, elements: said }, ...rest] })
    }
    const number = numberIn(section.elements)
    const said = [...richText(number), ...richText(sentence, { italic: true })]
    const gone = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: said }] }
    const left = all.with(at, gone).filter(({ block_id: id }) => id !== smallId(story))
    return withoutButtons(left, story) ?? left
  }
}

/** The block that says that a story was retracted, or its part that does. */
function retractedId(story: string): string {
  return `retracted/${story}`
}

function headed(all: readonly Block[], story: string, sentence: string): readonly Block[] | undefined {
  const id = retractedId(story)
  if (all.some(one => one.block_id === id) || isRetracted(wordsIn(all[0]))) return undefined
  return [{ type: 'section', block_id: id, text: plainLine(sentence), expand: true }, ...all]
}

/** `2. ` of a headline. */
function numberIn([headline]: readonly unknown[]): string {
  return /^\d+\. /u.exec(first.safeParse(headline).data?.text ?? '')?.[0] ?? ''
}

/** Without what opens the sides of a story that is not told any more; undefined where nothing does. */
function withoutButtons(all: readonly Block[], story: string): readonly Block[] | undefined {
  const after = all.flatMap((one): readonly Block[] => {
    const buttons = row.safeParse(one).data?.elements
    if (buttons === undefined) return [one]
    const left = buttons.filter(({ action_id: id }) => id === undefined || decodePress(id)?.words[0] !== story)
    if (left.length === buttons.length) return [one]
    return left.length === 0 ? [] : [{ ...one, elements: left }]
  })
  return after.length === all.length && after.every((one, at) => one === all[at]) ? undefined : after
}

const spoken = z.looseObject({
  type: z.string().optional(),
  text: z.unknown().optional(),
  fallback: z.string().optional(),
  elements: z.array(z.unknown()).optional(),
})
const LINES: ReadonlySet<string> = new Set(['rich_text', 'rich_text_list'])

/** What a screen reader says of a block, escaped for mrkdwn. */
function wordsIn(value: unknown): string {
  const { type = '', text, fallback, elements = [] } = spoken.safeParse(value).data ?? {}
  if (type === 'actions') return ''
  if (type === 'mrkdwn' && typeof text === 'string') return text
  if (typeof text === 'string') return escapeMrkdwn(text)
  if (text !== undefined) return wordsIn(text)
  if (fallback !== undefined) return escapeMrkdwn(fallback)
  const between = LINES.has(type) ? '\n' : type === 'context' ? ' · ' : ''
  return elements.map(wordsIn).join(between)
}
