import { z } from 'zod'
import type { Answer, Ask } from '../../commands/command.ts'
import { HOME } from '../../commands/home.ts'
import { laneOf } from '../../commands/lane.ts'
import { decodePress, pressedWords } from '../../commands/press.ts'
import { say } from '../../core/words/words.ts'
import { stepKey } from '../../delivery/step-key.ts'
import type { NewStep } from '../../store/step.ts'
import type { Here } from './hear.ts'
import { address, askId, mannerOf, rightsOf } from './hear.ts'
import type { SlackPayload } from './payload.ts'
import { renderSlack } from './render.ts'
import { plainLine } from './text.ts'

/** The Home tab of one person, or a press on it that is answered among their messages with the bot. */
export interface HeardHome {
  readonly ask: Ask
  readonly kind: 'page' | 'press'
}

/** The action of the field in which a channel is chosen. */
const CHANNEL = 'home/channel'
/** What nobody looks at any more. */
const PUBLISH_WITHIN_MS = 60_000

const openedBody = z.looseObject({
  event_id: z.string(),
  team_id: z.string().optional(),
  event: z.looseObject({ user: z.string(), channel: z.string(), tab: z.string() }),
})

/** Somebody looks at the Home tab; undefined for another tab. https://docs.slack.dev/reference/events/app_home_opened */
export function hearHome(body: unknown, here: Here): HeardHome | undefined {
  const { event, event_id, team_id } = openedBody.parse(body)
  if (event.tab !== 'home') return undefined
  return { kind: 'page', ask: pageAsk(here, `home/${event_id}`, event.user, { team: team_id, direct: event.channel }) }
}

const pressBody = z.looseObject({
  trigger_id: z.string(),
  team: z.looseObject({ id: z.string() }).nullish(),
  user: z.looseObject({ id: z.string(), name: z.string().optional() }),
  view: z.looseObject({ type: z.literal('home'), private_metadata: z.string() }),
  actions: z.array(z.looseObject({ action_id: z.string(), selected_conversation: z.string().nullish() })).min(1),
})

/** A press on the Home tab; undefined for any other, and for a button that this version did not make. */
export function hearHomePress(body: unknown, here: Here): HeardHome | undefined {
  const parsed = pressBody.safeParse(body)
  if (!parsed.success) return undefined
  const { user, team, view, trigger_id, actions } = parsed.data
  const [pressed] = actions
  const direct = view.private_metadata
  const id = `home/${trigger_id}`
  if (pressed?.action_id === CHANNEL) {
    const chosen = pressed.selected_conversation ?? direct
    return { kind: 'page', ask: pageAsk(here, id, user.id, { team: team?.id, direct, chosen }) }
  }
  const press = decodePress(pressed?.action_id ?? '')
  if (press === undefined) return undefined
  const command = here.commands.find(known => known.name === press.command)
  const ask: Ask = {
    ...pageAsk(here, id, user.id, { team: team?.id, direct }),
    command: press.command,
    words: pressedWords(command, press),
    visibility: press.visibility,
  }
  return { kind: 'press', ask: { ...ask, person: { ...ask.person, name: user.name ?? user.id } } }
}

interface Where {
  readonly team: string | undefined
  /** The conversation of the person with the bot. */
  readonly direct: string
  readonly chosen?: string
}

function pageAsk(here: Here, id: string, user: string, { team, direct, chosen }: Where): Ask {
  return {
    id: askId(here, id),
    command: here.commands[0]?.name ?? '',
    words: { part: HOME },
    visibility: 'only-me',
    address: { ...address(here, team, direct), room: chosen ?? direct, direct: true },
    person: { id: user, name: user, locale: 'en-US', ...rightsOf(here, user) },
    manner: mannerOf(here),
    at: here.at,
  }
}

/** The step that shows a person their Home tab, with a field to choose a channel in. */
export function planHome(ask: Ask, answer: Answer): readonly NewStep[] {
  if (answer.kind !== 'message') return []
  const { room, channel } = ask.address
  const select = {
    type: 'conversations_select',
    action_id: CHANNEL,
    placeholder: plainLine(say('home.channel')),
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(room === channel ? {} : { initial_conversation: room }),
  }
  const blocks = [...renderSlack(answer.message).blocks, { type: 'actions', elements: [select] }]
  const payload = {
    call: 'publish-view',
    user: ask.person.id,
    view: { type: 'home', private_metadata: channel, blocks },
  } as const satisfies SlackPayload
  return [
    {
      key: stepKey(ask.id, 'home', ask.at),
      kind: 'edit',
      lane: laneOf(ask.address),
      channel,
      payload: JSON.stringify(payload),
      urgent: true,
      expiresAt: ask.at + PUBLISH_WITHIN_MS,
    },
  ]
}
