import type { Outcome, Seat, Suggestion } from '../emulator.ts'
import { TYPE } from './component-check.ts'
import { isForum } from './forum.ts'
import type { Act, Verdict } from './interaction.ts'
import { type Json, number, objects, text } from './json.ts'
import { readSubmission } from './modal-submit.ts'
import { resolve, SELECT_KINDS } from './option-value.ts'
import type { Account, Place } from './place.ts'
import { flatten, labelOf } from './reading.ts'
import type { Hub } from './routes/route.ts'
import { SELECTS } from './select-check.ts'
import { speak } from './speak.ts'
import { changed, type Message, may } from './state.ts'
import { merge, readCommand, readTyping } from './typed-command.ts'

const NO_COMPOSER = 'A forum has no composer: open one of its posts.'
const SILENT = 'The application did not respond'

/** A person at the composer of a channel or thread. */
export function openSeat(hub: Hub, person: Account, place: Place, hears: () => boolean): Seat {
  const { state } = hub
  const composer = { state, person, place }

  async function act(what: Omit<Act, 'person' | 'place'>): Promise<Outcome> {
    return outcomeOf(await hub.interactions.deliver({ person, place, ...what }))
  }

  function say(content: string): Promise<Outcome> {
    if (isForum(place)) return Promise.resolve(refused(NO_COMPOSER))
    const draft = {
      content,
      embeds: [],
      components: [],
      attachments: [],
      flags: 0,
      texts: [content],
      allowed: undefined,
    }
    const needed = place.kind === 'thread' ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES'
    if (!may(state, person, place, needed)) return Promise.resolve(refused(`${person.name} may not write here.`))
    speak(hub, place, person, draft)
    return Promise.resolve({ acknowledged: hears(), afterMs: 0 })
  }

  return {
    type(typed) {
      if (!typed.startsWith('/') || isForum(place)) return say(typed)
      const command = readCommand(composer, typed)
      return command.kind === 'ready' ? act({ type: 2, data: command.data }) : Promise.resolve(refused(command.error))
    },
    say,
    mention: content => say(`<@${state.bot.id}> ${content}`),
    async press(message, button) {
      const source = visible(hub, person, place, message)
      const buttons = parts(source).filter(part => part.type === TYPE.button)
      const found = buttons.find(part => labelOf(part) === button || part.custom_id === button)
      if (!found) throw new Error(`No button ${button} there; there are ${buttons.map(labelOf).join(', ') || 'none'}.`)
      if (found.disabled === true) return refused('This button is disabled.')
      // A link opens in the browser; the bot does not hear of it.
      if (found.style === 5) return { acknowledged: true, afterMs: 0 }
      return act({ type: 3, source, data: pressed(found) })
    },
    async choose(message, select, option) {
      const source = visible(hub, person, place, message)
      const selects = parts(source).filter(part => SELECTS.includes(part.type))
      const found = selects.find(part => part.custom_id === select || part.placeholder === select)
      if (!found)
        throw new Error(
          `No select ${select} there; there are ${selects.map(part => text(part.custom_id)).join(', ') || 'none'}.`,
        )
      if (found.disabled === true) return refused('This select is disabled.')
      return act({ type: 3, source, data: { ...pressed(found), ...chosen(hub, place, found, option) } })
    },
    async submit(values) {
      const modal = hub.modals.get(person.id)
      if (!modal) throw new Error(`No form is open before ${person.name}.`)
      const read = readSubmission(state, modal, values)
      if (read.kind === 'refused') return refused(read.error)
      const source = modal.source ? { source: modal.source } : {}
      const verdict = await hub.interactions.deliver({
        type: 5,
        person,
        place: modal.place,
        data: read.data,
        openedBy: modal.openedBy,
        ...source,
      })
      const outcome = outcomeOf(verdict)
      // The form stays open when nobody took it.
      if (outcome.acknowledged && hub.modals.get(person.id) === modal) {
        hub.modals.delete(person.id)
        changed(state)
      }
      return outcome
    },
    async suggest(typed, message) {
      if (message !== undefined) throw new Error('Discord has no selects that the bot fills while a person types.')
      const typing = readTyping(composer, typed)
      if (typing.kind === 'offer') return typing.choices.map(suggestion)
      const { interaction } = await hub.interactions.deliver({ type: 4, person, place, data: typing.data })
      return interaction.choices
    },
  }
}

function suggestion(choice: Json): Suggestion {
  return { name: text(choice.name), value: String(choice.value) }
}

function outcomeOf({ acknowledged, afterMs }: Verdict): Outcome {
  return acknowledged ? { acknowledged, afterMs } : { acknowledged, afterMs, error: SILENT }
}

function refused(error: string): Outcome {
  return { acknowledged: false, afterMs: 0, error }
}

/** A message that this person can see, here or in the channel's threads. */
function visible(hub: Hub, person: Account, place: Place, id: string): Message {
  const message = hub.state.messages.get(id)
  const here =
    message && (message.place === place || (message.place.kind === 'thread' && message.place.parent === place))
  if (!here || (message.onlyFor && message.onlyFor !== person))
    throw new Error(`${person.name} sees no message ${id} there.`)
  return message
}

function parts(message: Message): readonly Json[] {
  return objects(message.components).flatMap(flatten)
}

function pressed(part: Json): Json {
  return { component_type: part.type, custom_id: part.custom_id, id: part.id }
}

/** Several options are separated by commas. */
function chosen(hub: Hub, place: Place, select: Json, option: string): Json {
  const many = number(select.max_values) > 1 ? option.split(',').map(one => one.trim()) : [option]
  if (select.type === TYPE.stringSelect) {
    const options = objects(select.options)
    const values = many.map(one => {
      const found = options.find(known => known.label === one || known.value === one)
      if (!found)
        throw new Error(`No option ${one} there; there are ${options.map(known => text(known.label)).join(', ')}.`)
      return found.value
    })
    return { values }
  }
  const found = many.map(one => {
    const resolved = resolve(hub.state, SELECT_KINDS[number(select.type)] ?? [], one, place)
    if (!resolved) throw new Error(`Nothing here is called ${one}.`)
    return resolved
  })
  return {
    values: found.map(one => one.id),
    resolved: found.reduce<Json>((all, one) => merge(all, one.resolved), {}),
  }
}
