import { type Json, objectsOf, textOf } from './json.ts'
import type { Reading } from './mrkdwn.ts'
import { robot } from './population.ts'
import { readDate } from './slack-date.ts'
import { roomById, userById, type Workspace } from './workspace.ts'

/** A `rich_text` block: each section, quote and list item on a line of its own. */
export function readRichText(block: Json, workspace: Workspace): Reading {
  const lines = objectsOf(block.elements).flatMap(element =>
    element.type === 'rich_text_list' ? objectsOf(element.elements) : [element],
  )
  const readings = lines.map(line => readLine(objectsOf(line.elements), workspace))
  return {
    text: readings.map(one => one.text).join('\n'),
    links: readings.flatMap(one => one.links),
    pinged: readings.flatMap(one => one.pinged),
  }
}

function readLine(parts: readonly Json[], workspace: Workspace): Reading {
  const readings = parts.map(part => readPart(part, workspace))
  return {
    text: readings.map(one => one.text).join(''),
    links: readings.flatMap(one => one.links),
    pinged: readings.flatMap(one => one.pinged),
  }
}

function readPart(part: Json, workspace: Workspace): Reading {
  const shown = (text: string, pinged: readonly string[] = []): Reading => ({ text, links: [], pinged })
  switch (textOf(part.type)) {
    case 'text':
      return shown(textOf(part.text))
    case 'link': {
      const url = textOf(part.url)
      const label = textOf(part.text) || url
      return { text: label, links: [{ label, url }], pinged: [] }
    }
    case 'user': {
      const id = textOf(part.user_id)
      const name = userById(workspace, id)?.name ?? id
      return shown(`@${name}`, id === robot.id ? [] : [name])
    }
    case 'usergroup':
      return shown(`@${textOf(part.usergroup_id)}`, [textOf(part.usergroup_id)])
    case 'broadcast':
      return shown(`@${textOf(part.range)}`, [textOf(part.range)])
    case 'channel':
      return shown(`#${roomById(workspace, textOf(part.channel_id))?.name ?? textOf(part.channel_id)}`)
    case 'emoji':
      return shown(`:${textOf(part.name)}:`)
    case 'date':
      return shown(readDate(`!date^${String(part.timestamp)}^${textOf(part.format)}`, textOf(part.fallback)).text)
    case 'color':
      return shown(textOf(part.value))
    default:
      return shown('')
  }
}
