import type { Budget, Weight } from '../../core/message/fit.ts'
import type { Block } from '../../core/message/message.ts'
import { LIMITS } from './limits.ts'
import { renderDiscord } from './render.ts'

/** Discord's room for one message. */
export const discordBudget: Budget = { weigh }

const encoder = new TextEncoder()

function weigh(blocks: readonly Block[]): readonly Weight[] {
  const [container] = renderDiscord({ summary: '', blocks, notify: false }).components
  const displays = container.components.flatMap(part => ('content' in part ? [part.content] : []))
  const inner = container.components.map(part => ('components' in part ? part.components.length : 0))
  const bytes = displays.map(text => encoder.encode(text).length + LIMITS.textDisplayBytes)
  return [
    { limit: 'components', used: 1 + container.components.length + sum(inner), of: LIMITS.components - 1 },
    { limit: 'text', used: sum(displays.map(text => text.length)), of: LIMITS.text - LIMITS.retraction },
    {
      limit: 'text bytes (undocumented)',
      used: sum(bytes),
      of: LIMITS.textBytes - LIMITS.textDisplayBytes - LIMITS.retraction,
    },
  ]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
