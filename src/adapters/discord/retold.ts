import { z } from 'zod'
import { decodePress } from '../../commands/press.ts'
import type { RetellHow } from '../withdraw.ts'
import { isRetracted } from '../withdraw.ts'
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
    // A story among those that had no room in the root has its button there all the same.
    if (found === undefined) return how === 'remove' ? withoutButtons(parts, story) : undefined
    // Below the headline, so that nobody takes it for a word on the story above.
    const [headline = '', ...lines] = found.content.split('\n')
    const content = [headline, `**${escapeLine(sentence)}**`, ...lines].join('\n')
    const said = { ...found, id: marked, content }
    const isRoomy = how === 'mark' && charactersOf(parts.with(at, said)) <= LIMITS.text
    if (isRoomy) return parts.with(at, said)
    const number = /^### (\d+\\\. )/u.exec(found.content)?.[1] ?? ''
    const gone = { type: TEXT_DISPLAY, content: `${number}*${escapeLine(sentence)}*` }
    if (how === 'mark') return parts.with(at, { ...gone, id: marked })
    const left = parts.with(at, gone)
    return withoutButtons(left, story) ?? left
  }
}

function headed(parts: readonly Part[], story: string, sentence: string): readonly Part[] | undefined {
  const id = retractedMark(story)
  const first = display.safeParse(parts[0]).data?.content ?? ''
  if (parts.some(one => one.id === id) || isRetracted(first.replaceAll('**', ''))) return undefined
  return [{ type: TEXT_DISPLAY, id, content: `**${escapeLine(sentence)}**` }, ...parts]
}

/** Without what opens the sides of a story that is not told any more; undefined where nothing does. */
function withoutButtons(parts: readonly Part[], story: string): readonly Part[] | undefined {
  const after = parts.flatMap((one): readonly Part[] => {
    const buttons = row.safeParse(one).data?.components
    if (buttons === undefined) return [one]
    const left = buttons.filter(({ custom_id: id }) => id === undefined || decodePress(id)?.words[0] !== story)
    if (left.length === buttons.length) return [one]
    return left.length === 0 ? [] : [{ ...one, components: left }]
  })
  return after.length === parts.length && after.every((one, at) => one === parts[at]) ? undefined : after
}

function charactersOf(parts: readonly Part[]): number {
  return parts.reduce((total, one) => total + (display.safeParse(one).data?.content.length ?? 0), 0)
}
