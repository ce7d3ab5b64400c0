import { isJson, type Json, jsonOf, listOf, objectsOf, textOf } from './json.ts'
import { type Manner, type Reading, readMrkdwn, unescapeText } from './mrkdwn.ts'
import { readRichText } from './rich-text-reading.ts'
import type { Message, Workspace } from './workspace.ts'

/** The whole message as its readers have it: its blocks, or its text when it has none. Labels of buttons are not part of it. */
export function readMessage(message: Message, workspace: Workspace): Reading {
  const manner: Manner = { addresses: true, names: message.names }
  const top = message.mrkdwn ? readMrkdwn(message.text, workspace, manner) : plain(unescapeText(message.text))
  if (message.blocks.length === 0) return top
  const body = readBlocks(message.blocks, workspace)
  // A mention in the text of a message with blocks is not shown, but it notifies.
  return { ...body, pinged: [...new Set([...top.pinged, ...body.pinged])] }
}

export function readBlocks(blocks: readonly Json[], workspace: Workspace): Reading {
  return joined(
    blocks.map(block => readBlock(block, workspace)),
    '\n',
  )
}

function readBlock(block: Json, workspace: Workspace): Reading {
  const text = (value: unknown): Reading => readText(value, workspace)
  switch (textOf(block.type)) {
    case 'section':
      return joined([text(block.text), ...objectsOf(block.fields).map(text)], '\n')
    case 'header':
    case 'alert':
      return text(block.text)
    case 'context':
      return joined(objectsOf(block.elements).map(text), ' ')
    case 'markdown':
      return readMrkdwn(textOf(block.text), workspace, { addresses: true, names: true })
    case 'image':
      return joined([text(block.title), plain(textOf(block.alt_text))], '\n')
    case 'input':
      return joined([text(block.label), text(block.hint)], '\n')
    case 'rich_text':
      return readRichText(block, workspace)
    case 'table':
    case 'data_table':
      return joined([plain(textOf(block.caption)), ...listOf(block.rows).map(row => readRow(row, workspace))], '\n')
    case 'container': {
      const title = isJson(block.rich_text_title) ? readRichText(block.rich_text_title, workspace) : text(block.title)
      return joined([title, text(block.subtitle), readBlocks(objectsOf(block.child_blocks), workspace)], '\n')
    }
    default:
      return nothing
  }
}

/** A text object, or an image whose alternative text is read. */
function readText(value: unknown, workspace: Workspace): Reading {
  const holder = jsonOf(value)
  if (holder.type === 'image') return plain(textOf(holder.alt_text))
  if (holder.type !== 'mrkdwn') return plain(textOf(holder.text))
  const loose = holder.verbatim !== true
  return readMrkdwn(textOf(holder.text), workspace, { addresses: loose, names: loose })
}

function readRow(row: unknown, workspace: Workspace): Reading {
  const cells = objectsOf(row).map(cell =>
    cell.type === 'rich_text' ? readRichText(cell, workspace) : plain(textOf(cell.text)),
  )
  return joined(cells, ' | ')
}

const nothing: Reading = { text: '', links: [], pinged: [] }

export function plain(text: string): Reading {
  return { ...nothing, text }
}

export function joined(readings: readonly Reading[], between: string): Reading {
  return {
    text: readings
      .map(one => one.text)
      .filter(text => text !== '')
      .join(between),
    links: readings.flatMap(one => one.links),
    pinged: [...new Set(readings.flatMap(one => one.pinged))],
  }
}
