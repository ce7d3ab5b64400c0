import type { Seen } from '../emulator.ts'
import { TYPE } from './component-check.ts'
import { embedTexts } from './embed-check.ts'
import { type Json, json, objects, text } from './json.ts'
import { FLAG } from './limits.ts'
import { join, type Link, type Names, type Reading, said } from './markdown-inline.ts'
import { readMarkdown } from './markdown-reader.ts'
import { namesOf, pingedNames } from './mention.ts'
import { messageJson } from './message-json.ts'
import { homeOf } from './place.ts'
import { SELECTS } from './select-check.ts'
import type { Message, State } from './state.ts'
import { BOT_NAME } from './world.ts'

/** A message as its readers have it. */
export function seenOf(state: State, message: Message): Seen {
  const { place } = message
  const home = homeOf(place)
  const thread = place.kind === 'thread' ? place.id : undefined
  const names = namesOf(state)
  const reading = readMessage(message, names)
  const parts = objects(message.components).flatMap(flatten)
  return {
    id: message.id,
    channel: home.id,
    author: message.author.name,
    bot: message.author.bot,
    ...(thread !== undefined && { thread }),
    ...(message.onlyFor && { onlyFor: message.onlyFor.name }),
    ...(home.kind === 'direct' && { direct: home.person.name }),
    text: reading.text,
    links: reading.links,
    buttons: parts.filter(part => part.type === TYPE.button).map(button),
    selects: parts.filter(part => SELECTS.includes(part.type)).map(select),
    pinged: pingedNames(state, message.pings),
    payload: messageJson(state, message),
    at: message.at,
    edited: message.editedAt !== undefined,
  }
}

function readMessage(message: Message, names: Names): Reading {
  if (message.flags & FLAG.loading) return said(`${BOT_NAME} is thinking…`)
  const parts = [
    ...(message.content === '' ? [] : [readMarkdown(message.content, names)]),
    ...message.embeds.flatMap(embed => embedTexts(embed).map(part => readMarkdown(part, names))),
    ...message.attachments.map(file => said(text(file.filename))),
    ...(message.poll ? pollTexts(message.poll).map(said) : []),
    ...message.components.map(component => readComponent(component, names)),
  ]
  const read = parts.filter(part => part.text !== '' || part.links.length > 0)
  const shown = join(
    read.filter(part => part.text !== ''),
    '\n',
  )
  return { ...shown, links: read.flatMap(part => part.links) }
}

function pollTexts(poll: Json): readonly string[] {
  const answers = objects(poll.answers).map(answer => text(json(answer.poll_media).text))
  return [text(json(poll.question).text), ...answers]
}

/** Labels of buttons and selects are not part of the text; the address of a link button is among the links. */
function readComponent(component: Json, names: Names): Reading {
  const inside = flatten(component)
  const parts = inside.map(part => {
    if (part.type === TYPE.textDisplay) return readMarkdown(text(part.content), names)
    if (part.type === TYPE.file) return said(text(part.name))
    return { ...said(''), links: linkOf(part) }
  })
  const shown = parts.filter(part => part.text !== '')
  return { ...join(shown, '\n'), links: parts.flatMap(part => part.links) }
}

function linkOf(part: Json): readonly Link[] {
  const url = text(part.url)
  return part.type === TYPE.button && url !== '' ? [{ label: labelOf(part), url }] : []
}

/** A component and all in it, in the order in which they are read. */
export function flatten(component: Json): readonly Json[] {
  const accessory = component.accessory
  const inner = [...objects(component.components), ...(accessory ? [json(accessory)] : [])]
  return [component, ...inner.flatMap(flatten)]
}

export function labelOf(part: Json): string {
  return text(part.label) || text(json(part.emoji).name)
}

/** A link button has its address as its id. */
function button(part: Json) {
  return { id: text(part.custom_id) || text(part.url), label: labelOf(part) }
}

function select(part: Json) {
  const options = objects(part.options).map(option => ({
    name: text(option.label),
    value: text(option.value),
  }))
  return { id: text(part.custom_id), options }
}
