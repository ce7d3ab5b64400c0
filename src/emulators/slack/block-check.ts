import { messageBlocks, viewShapes } from './block-shape.ts'
import { initialFindings } from './initial-check.ts'
import { isJson, type Json, listOf, objectsOf, textOf } from './json.ts'
import { limits } from './limits.ts'
import { differences, type Finding, finding } from './shape.ts'

/** What is wrong with the blocks of a message, as Slack's error code and its messages. */
export interface BlockRefusal {
  readonly error: 'invalid_blocks' | 'msg_blocks_too_long' | 'only_one_table_allowed'
  readonly findings: readonly Finding[]
}

/** Undefined when Slack would take these blocks in a message. */
export function refuseBlocks(blocks: readonly unknown[]): BlockRefusal | undefined {
  const findings = [
    ...differences(blocks, messageBlocks, '/blocks'),
    ...duplicates(objectsOf(blocks), '/blocks'),
    ...initialFindings(objectsOf(blocks), '/blocks'),
    ...tooMuchMarkdown(objectsOf(blocks)),
  ]
  if (findings.length > 0) return { error: 'invalid_blocks', findings }
  if (objectsOf(blocks).filter(block => block.type === 'table').length > 1) {
    return { error: 'only_one_table_allowed', findings: [] }
  }
  if (textLength(blocks) > limits.message.allBlocksText) return { error: 'msg_blocks_too_long', findings: [] }
  return undefined
}

/** What is wrong with a view; empty when Slack would open it. */
export function viewFindings(view: unknown, home: boolean): readonly Finding[] {
  if (!isJson(view)) return [finding('must provide an object', '/view')]
  const wanted = home ? 'home' : 'modal'
  if (view.type !== wanted) return [finding(`must be a valid enum value, one of: ${wanted}`, '/view/type')]
  const blocks = objectsOf(view.blocks)
  const unsent = !home && blocks.some(block => block.type === 'input') && view.submit === undefined
  return [
    ...differences(view, viewShapes[wanted], '/view'),
    ...duplicates(blocks, '/view/blocks'),
    ...initialFindings(blocks, '/view/blocks'),
    ...(unsent ? [finding('missing required field: submit', '/view')] : []),
  ]
}

function duplicates(blocks: readonly Json[], pointer: string): readonly Finding[] {
  const seen = new Set<string>()
  return blocks.flatMap((block, at) => [
    ...repeated('block_id', block.block_id, seen, `${pointer}/${at}`),
    ...repeatedActions(block, `${pointer}/${at}`),
    ...(block.type === 'container'
      ? objectsOf(block.child_blocks).flatMap((child, inner) =>
          repeated('block_id', child.block_id, seen, `${pointer}/${at}/child_blocks/${inner}`),
        )
      : []),
  ])
}

function repeatedActions(block: Json, pointer: string): readonly Finding[] {
  const seen = new Set<string>()
  return objectsOf(block.elements).flatMap((element, at) =>
    repeated('action_id', element.action_id, seen, `${pointer}/elements/${at}`),
  )
}

/** Notes the id in `seen`. */
function repeated(name: string, id: unknown, seen: Set<string>, pointer: string): readonly Finding[] {
  if (typeof id !== 'string') return []
  if (seen.has(id)) return [finding(`\`${name}\` "${id}" already exists`, `${pointer}/${name}`)]
  seen.add(id)
  return []
}

function tooMuchMarkdown(blocks: readonly Json[]): readonly Finding[] {
  const total = blocks
    .filter(block => block.type === 'markdown')
    .reduce((sum, block) => sum + textOf(block.text).length, 0)
  return total > limits.message.markdown
    ? [finding(`markdown text must be less than ${limits.message.markdown + 1} characters in total`, '/blocks')]
    : []
}

/** Characters of everything called `text` or `alt_text` in the blocks, at any depth. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return listOf(value).reduce<number>((sum, inner) => sum + textLength(inner), 0)
  if (!isJson(value)) return 0
  return Object.entries(value).reduce((sum, [name, inner]) => {
    if (typeof inner === 'string') return name === 'text' || name === 'alt_text' ? sum + inner.length : sum
    return sum + textLength(inner)
  }, 0)
}
