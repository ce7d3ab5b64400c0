import type { Outcome } from '../emulator.ts'
import { interactives } from './block-element.ts'
import { fieldOf, type Memory, remember, valuesOf } from './desk.ts'
import { entered } from './entry.ts'
import { submissionPayload } from './interaction.ts'
import { isJson, type Json, jsonOf, objectsOf, textOf } from './json.ts'
import type { Platform } from './platform.ts'
import type { User } from './population.ts'
import { refuseView } from './view-method.ts'
import type { View } from './view-store.ts'

/** What Slack says of a form whose app failed. */
const trouble = 'We had some trouble connecting. Try again?'

type Filled = Readonly<Record<string, string | readonly string[]>>

/** Fills the form on top and sends it. Throws when there is no form, or no such field or option. */
export async function submitForm(platform: Platform, memory: Memory, user: User, filled: Filled): Promise<Outcome> {
  const view = platform.views.top(user.id)
  if (!view) throw new Error(`${user.name} has no open form`)
  for (const [name, value] of Object.entries(filled)) await fill(platform, memory, user, view, name, value)
  const values = valuesOf(memory, user, { kind: 'view', view })
  const complaint = complaints(view, values)[0]
  if (complaint !== undefined) return { acknowledged: false, afterMs: 0, error: complaint }
  const payload = submissionPayload(platform, user, view, values)
  const delivery = await platform.socketMode.deliver({ type: 'interactive', payload, acceptsResponse: true })
  const { acknowledged, afterMs } = delivery
  if (!acknowledged) return { acknowledged, afterMs, error: trouble }
  const error = react(platform, user, view, isJson(delivery.response) ? delivery.response : {})
  return error === undefined ? { acknowledged, afterMs } : { acknowledged, afterMs, error }
}

async function fill(
  platform: Platform,
  memory: Memory,
  user: User,
  view: View,
  name: string,
  value: string | readonly string[],
): Promise<void> {
  const fields = interactives(objectsOf(view.payload.blocks)).filter(one => fieldOf(one.type) !== undefined)
  const one = fields.find(field => field.actionId === name || field.blockId === name)
  if (!one)
    throw new Error(`The form has no field "${name}". It has: ${fields.map(field => field.actionId).join(', ')}`)
  const place = { kind: 'view', view } as const
  remember(memory, user, place, one, { type: one.type, ...(await entered(platform, memory, user, place, one, value)) })
}

/** What the client refuses to send. */
function complaints(view: View, values: Readonly<Record<string, Json>>): readonly string[] {
  return objectsOf(view.payload.blocks)
    .filter(block => block.type === 'input')
    .flatMap(block => {
      const element = jsonOf(block.element)
      const state = jsonOf(values[textOf(block.block_id)]?.[textOf(element.action_id)])
      const value = state[fieldOf(textOf(element.type)) ?? 'value']
      const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0)
      const label = textOf(jsonOf(block.label).text)
      if (empty) return block.optional === true ? [] : [`${label}: Please complete this required field.`]
      return [...lengthComplaints(element, value), ...countComplaints(element, value)].map(
        complaint => `${label}: ${complaint}`,
      )
    })
}

function lengthComplaints(element: Json, value: unknown): readonly string[] {
  if (typeof value !== 'string') return []
  const { min_length, max_length } = element
  if (typeof min_length === 'number' && value.length < min_length) return [`Enter at least ${min_length} characters.`]
  if (typeof max_length === 'number' && value.length > max_length) return [`Enter at most ${max_length} characters.`]
  return []
}

function countComplaints({ max_selected_items: most }: Json, value: unknown): readonly string[] {
  if (!Array.isArray(value) || typeof most !== 'number' || value.length <= most) return []
  return [`Choose at most ${most}.`]
}

/** Does what the acknowledgement says; returns what the person then reads as an error. */
function react(platform: Platform, user: User, view: View, response: Json): string | undefined {
  const action = response.response_action
  if (action === undefined) {
    platform.views.shut(user.id, view.payload.clear_on_close === true)
    return undefined
  }
  if (action === 'clear') {
    platform.views.shut(user.id, true)
    return undefined
  }
  if (action === 'errors') return readErrors(platform, view, jsonOf(response.errors))
  if (action !== 'update' && action !== 'push') return wrong(platform, response, 'unknown response_action')
  const refused = refuseView(response.view, false)
  if (refused) return wrong(platform, response, JSON.stringify(refused))
  if (action === 'update') platform.views.update(view, jsonOf(response.view))
  else if (!platform.views.push(user.id, jsonOf(response.view))) return wrong(platform, response, 'push_limit_reached')
  return undefined
}

/** Errors belong to input blocks by block id; any other answer is trouble. */
function readErrors(platform: Platform, view: View, errors: Json): string {
  const inputs = objectsOf(view.payload.blocks).filter(block => block.type === 'input')
  const entries = Object.entries(errors)
  const known = entries.every(([id, text]) => inputs.some(one => one.block_id === id) && typeof text === 'string')
  if (!known || entries.length === 0) return wrong(platform, errors, 'errors must name input blocks of the view')
  return entries.map(([id, text]) => `${labelIn(inputs, id)}: ${String(text)}`).join('\n')
}

function labelIn(inputs: readonly Json[], id: string): string {
  return textOf(jsonOf(inputs.find(one => one.block_id === id)?.label).text)
}

function wrong(platform: Platform, body: unknown, error: string): string {
  platform.noteRefused('view_submission', body, error)
  return trouble
}
