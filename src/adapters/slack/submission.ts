import { z } from 'zod'
import type { Ask } from '../../commands/command.ts'
import { decodePress, pressedWords } from '../../commands/press.ts'
import { SEARCH } from './form.ts'
import type { Heard, Here } from './hear.ts'
import { address, askId, mannerOf, rightsOf } from './hear.ts'
import { viewPlace } from './payload.ts'

const option = z.looseObject({ value: z.string() })

/** What a field of a form holds. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const fieldState = z.looseObject({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_time: z.string().nullish(),
})

const viewBody = z.looseObject({
  trigger_id: z.string(),
  team: z.looseObject({ id: z.string() }).nullish(),
  user: z.looseObject({ id: z.string(), name: z.string().optional() }),
  view: z.looseObject({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), fieldState)) }),
  }),
})

/** A form that was sent; undefined for one that this version did not make. */
export function hearView(body: unknown, here: Here): Heard | undefined {
  const { view, user, team, trigger_id } = viewBody.parse(body)
  const filled = Object.entries(view.state.values).map(([name, fields]) => [name, filledIn(fields)] as const)
  const asked = askFrom(view, `view/${view.id}`, { user, team: team?.id }, here)
  if (asked === undefined) return undefined
  const { ask, url } = asked
  return {
    ask: { ...ask, words: { ...Object.fromEntries(filled), ...ask.words } },
    aside: { kind: 'respond', url, replace: false, trigger: trigger_id, old: true },
  }
}

/** An input block holds one field; empty where nothing was filled in. */
function filledIn(fields: Readonly<Record<string, z.infer<typeof fieldState>>>): string {
  const [field] = Object.values(fields)
  if (field?.selected_options) return field.selected_options.map(({ value }) => value).join(',')
  return field?.selected_option?.value ?? field?.selected_time ?? field?.value ?? ''
}

const suggestionBody = z.looseObject({
  team: z.looseObject({ id: z.string() }).nullish(),
  user: z.looseObject({ id: z.string(), name: z.string().optional() }),
  view: z.looseObject({ id: z.string(), callback_id: z.string(), private_metadata: z.string() }),
  action_id: z.string(),
  value: z.string(),
})

/** What is looked for in a field of an open form. */
export interface HeardSearch {
  readonly ask: Ask
  readonly word: string
  readonly typed: string
}

/**
 * Somebody types into a field of a form; undefined for a form that this version did not make.
 * https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
 */
export function hearSearch(body: unknown, here: Here): HeardSearch | undefined {
  const { view, user, team, action_id, value } = suggestionBody.parse(body)
  const asked = askFrom(view, `search/${view.id}`, { user, team: team?.id }, here)
  return asked === undefined ? undefined : { ask: asked.ask, word: action_id.slice(SEARCH.length), typed: value }
}

interface Who {
  readonly user: { readonly id: string; readonly name?: string | undefined }
  readonly team: string | undefined
}

function askFrom(
  view: { readonly callback_id: string; readonly private_metadata: string },
  id: string,
  { user, team }: Who,
  here: Here,
): { readonly ask: Ask; readonly url: string } | undefined {
  const press = decodePress(view.callback_id)
  if (press === undefined) return undefined
  const place = viewPlace.parse(JSON.parse(view.private_metadata))
  const command = here.commands.find(known => known.name === press.command)
  const ask: Ask = {
    id: askId(here, id),
    command: press.command,
    words: pressedWords(command, press),
    visibility: press.visibility,
    address: address(here, team, place.channel, place.thread),
    person: { id: user.id, name: user.name ?? user.id, locale: 'en-US', ...rightsOf(here, user.id) },
    manner: mannerOf(here),
    at: here.at,
  }
  return { ask, url: place.url }
}
