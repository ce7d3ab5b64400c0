import { z } from 'zod'
import { decodePress } from '../../commands/press.ts'
import type { RetellHow } from '../withdraw.ts'
import { LIMITS } from './limits.ts'
import { entryMark, retractedMark } from './mark.ts'
import { escapeLine } from './text.ts'

const TEXT_DISPLAY = 10
const part = z.looseObject({ type: z.number(), id: z.number().optional() })
const shown = z.tuple([z.looseObject({ components: z.array(part) })])
const display = z.looseObject({ type: z.literal(TEXT_DISPLAY), content: z.string() })
const row = z.looseObject({ components: z.array(z.looseObject({ custom_id: z.string().optional() })) })

type Part = z.infer<typeof part>

export interface Retelling {
  /** The story's id. */
  readonly story: string
  readonly how: RetellHow
  /** What is said of it. */
  readonly sentence: string
}

/** The components of a message as they are to be, given as they are; undefined where they are so already, or tell nothing of it. */
export function retold(components: unknown, { story, how, sentence }: Retelling): readonly unknown[] | undefined {
  const message = shown.safeParse(components).data
  if (message === undefined) return undefined
  const [container] = message
  const after = how === 'head' ? headed(container.components, story, sentence) : inPart(container.components)
  return after === undefined ? undefined : [{ ...container, components: after }]

  function inPart(parts: readonly Part[]): readonly Part[] | undefined {
    const [fresh, marked] = [entryMark(story), retractedMark(story)]
    const at = parts.findIndex(({ id }) => id === fresh || (how === 'remove' && id === marked))
    const found = display.safeParse(parts[at]).data
    if (found === undefined) return undefined
    // Below the headline, so that nobody takes it for a word on the story above.
    const [headline = '', ...lines] = found.content.split('\n')
    const content = [headline, `**${escapeLine(sentence)}**`, ...lines].join('\n')
    const said = { ...found, id: marked, content }
    const isRoomy = how === 'mark' && charactersOf(parts.with(at, said)) <= LIMITS.text
    if (isRoomy) return parts.with(at, said)
    const number = /^### (\d+\\\. )/u.exec(found.content)?.[1] ?? ''
    const gone = { type: TEXT_DISPLAY, content: `${number}*${escapeLine(sentence)}*` }
    return how === 'mark' ? parts.with(at, { ...gone, id: marked }) : withoutButtons(parts.with(at, gone), story)
  }
}

function headed(parts: readonly Part[], story: string, sentence: string): readonly Part[] | undefined {
  const id = retractedMark(story)
  if (parts.some(one => one.id === id)) return undefined
  return [{ type: TEXT_DISPLAY, id, content: `**${escapeLine(sentence)}**` }, ...parts]
}

/** What opens the sides of a story that is not told any more. */
function withoutButtons(parts: readonly Part[], story: string): readonly Part[] {
  return parts.flatMap((one): readonly Part[] => {
    const buttons = row.safeParse(one).data?.components
    if (buttons === undefined) return [one]
    const left = buttons.filter(({ custom_id: id }) => id === undefined || decodePress(id)?.words[0] !== story)
    return left.length === 0 ? [] : [{ ...one, components: left }]
  })
}

function charactersOf(parts: readonly Part[]): number {
  return parts.reduce((total, one) => total + (display.safeParse(one).data?.content.length ?? 0), 0)
}
