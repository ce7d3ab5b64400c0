import type { Outcome, Suggestion } from '../emulator.ts'
import { type Interactive, labelOf } from './block-element.ts'
import { list, object, optionGroup, plainOption } from './composition-shape.ts'
import { type Memory, suggestionKey, valuesOf } from './desk.ts'
import { actionsPayload, type Place, suggestionPayload } from './interaction.ts'
import { isJson, type Json, objectsOf, textOf } from './json.ts'
import { limits } from './limits.ts'
import type { Platform } from './platform.ts'
import type { User } from './population.ts'
import { differences } from './shape.ts'
import type { Delivery } from './socket-mode.ts'

/** How a delivery looks to the person. `failed` is what Slack says when the app did not acknowledge. */
export function outcomeOf(delivery: Delivery, failed: (code: string) => string): Outcome {
  const { acknowledged, afterMs, sent } = delivery
  if (acknowledged) return { acknowledged, afterMs }
  return { acknowledged, afterMs, error: failed(sent ? 'operation_timeout' : 'dispatch_failed') }
}

/** Delivers one use of an element. */
export async function useElement(
  platform: Platform,
  memory: Memory,
  user: User,
  place: Place,
  one: Interactive,
  detail: Json,
): Promise<Outcome> {
  const action = {
    type: one.type,
    action_id: one.actionId,
    block_id: one.blockId,
    ...detail,
    action_ts: platform.workspace.nextTs(),
  }
  const payload = actionsPayload(platform, user, place, action, valuesOf(memory, user, place))
  const delivery = await platform.socketMode.deliver({ type: 'interactive', payload, acceptsResponse: false })
  return outcomeOf(delivery, code => code)
}

/** What a button sends of itself. */
export function pressDetail(element: Json): Json {
  const { text, value, url, style } = element
  return {
    text,
    ...(value === undefined ? {} : { value }),
    ...(url === undefined ? {} : { url }),
    ...(style === undefined ? {} : { style }),
  }
}

const suggestions = object({
  options: list(plainOption, limits.block_suggestion.options, 0),
  option_groups: list(optionGroup, limits.block_suggestion.options, 0),
})

/** What the bot offers while a person types into an external select; nothing when it is late or wrong. */
export async function askSuggestions(
  platform: Platform,
  memory: Memory,
  user: User,
  place: Place,
  one: Interactive,
  typed: string,
): Promise<readonly Suggestion[]> {
  const least = one.element.min_query_length ?? limits.block_suggestion.min_query_length
  if (typeof least === 'number' && typed.length < least) return []
  const at = { actionId: one.actionId, blockId: one.blockId, value: typed }
  const payload = suggestionPayload(platform, user, place, at)
  const delivery = await platform.socketMode.deliver({ type: 'interactive', payload, acceptsResponse: true })
  if (!delivery.acknowledged) return []
  const response = isJson(delivery.response) ? delivery.response : {}
  const findings = differences(response, suggestions, '')
  if (findings.length > 0) {
    platform.noteRefused('block_suggestion', response, findings.join('; '))
    return []
  }
  const options = [
    ...objectsOf(response.options),
    ...objectsOf(response.option_groups).flatMap(group => objectsOf(group.options)),
  ]
  memory.suggested.set(suggestionKey(user, place, one), options)
  return options.map(option => ({ name: labelOf(option), value: textOf(option.value) }))
}
