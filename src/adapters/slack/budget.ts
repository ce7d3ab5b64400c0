import type { Budget, Weight } from '../../core/message/fit.ts'
import type { Block } from '../../core/message/message.ts'
import { LIMITS } from './limits.ts'
import type { SlackBlock } from './render.ts'
import { bytesOf, renderSlack, spokenText } from './render.ts'

/** Slack's room for one message. */
export const slackBudget: Budget = { weigh }

function weigh(blocks: readonly Block[]): readonly Weight[] {
  const rendered = renderSlack({ summary: '', blocks, notify: false }).blocks
  return [
    { limit: 'blocks', used: rendered.length, of: LIMITS.blocks - LIMITS.retraction },
    { limit: 'text of all blocks', used: characters(rendered), of: LIMITS.blocksText },
    { limit: 'text bytes (undocumented)', used: bytesOf(spokenText(blocks)), of: LIMITS.textBytes },
    { limit: 'section text', used: longest(rendered, 'section'), of: LIMITS.sectionText },
    { limit: 'context text', used: longest(rendered, 'context'), of: LIMITS.contextText },
  ]
}

const UNSEEN: ReadonlySet<string> = new Set(['type', 'action_id', 'block_id'])

/** Every string that a reader or Slack's counter could see, addresses included, because nobody knows which of them Slack counts. */
function characters(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + characters(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [name, item]) => (UNSEEN.has(name) ? sum : sum + characters(item)), 0)
}

function longest(blocks: readonly SlackBlock[], type: 'section' | 'context'): number {
  return Math.max(0, ...blocks.filter(block => block.type === type).map(characters))
}
