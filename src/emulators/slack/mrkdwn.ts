import { robot } from './population.ts'
import { readDate } from './slack-date.ts'
import { userById, type Workspace } from './workspace.ts'

export interface Link {
  readonly label: string
  readonly url: string
}

/** A text as its readers have it. */
export interface Reading {
  readonly text: string
  readonly links: readonly Link[]
  /** Names of people, `here`, `channel`, `everyone`, or ids of user groups. */
  readonly pinged: readonly string[]
}

export interface Manner {
  /** Bare addresses become links. */
  readonly addresses: boolean
  /** Bare @names become mentions. */
  readonly names: boolean
}

/** https://docs.slack.dev/messaging/formatting-message-text */
export function readMrkdwn(text: string, workspace: Workspace, manner: Manner): Reading {
  const links: Link[] = []
  const pinged: string[] = []
  const shown: string[] = []
  // Each `<…>` becomes one character, so that the emphasis around it and the text inside it cannot be mixed up.
  function keep(visible: string): string {
    shown.push(visible)
    return mark(shown.length - 1)
  }
  function link(label: string, url: string): string {
    links.push({ label, url })
    return keep(label)
  }
  let flat = text.replace(/[\uE000-\uF8FF]/g, '').replace(/<([^<>\n]*)>/g, (_, inner: string) => {
    const [target = '', ...rest] = inner.split('|')
    const label = rest.length > 0 ? unescapeText(rest.join('|')) : undefined
    const special = readSpecial(target, label, workspace)
    if (!special) return link(label ?? unescapeText(target), unescapeText(target))
    pinged.push(...special.pinged)
    return special.url === undefined ? keep(special.text) : link(special.text, special.url)
  })
  if (manner.addresses) flat = flat.replace(bareAddress, url => link(unescapeText(url), unescapeText(url)))
  if (manner.names) pinged.push(...bareNames(flat, workspace))
  const plain = unescapeText(withoutEmphasis(flat))
  return { text: plain.replace(/[\uE000-\uF8FF]/g, one => shown[one.charCodeAt(0) - 0xe000] ?? ''), links, pinged }
}

const bareAddress = /\bhttps?:\/\/[^\s<>|\uE000-\uF8FF]*[^\s<>|\uE000-\uF8FF.,;:!?)'"]/g

function mark(at: number): string {
  return String.fromCharCode(0xe000 + at)
}

export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

interface Special {
  readonly text: string
  readonly url?: string
  readonly pinged: readonly string[]
}

/** `@U…`, `#C…` and `!…`; undefined for an ordinary link. */
function readSpecial(target: string, label: string | undefined, workspace: Workspace): Special | undefined {
  const id = target.slice(1)
  if (target.startsWith('@')) {
    const name = userById(workspace, id)?.name ?? label ?? id
    return { text: `@${name}`, pinged: id === robot.id ? [] : [name] }
  }
  if (target.startsWith('#')) {
    const name = workspace.rooms().find(room => room.id === id)?.name ?? label ?? id
    return { text: `#${name}`, pinged: [] }
  }
  if (!target.startsWith('!')) return undefined
  if (target.startsWith('!date^')) return { ...readDate(target, label ?? ''), pinged: [] }
  if (target.startsWith('!subteam^')) {
    const group = target.slice('!subteam^'.length)
    return { text: label ?? `@${group}`, pinged: [group] }
  }
  if (id === 'here' || id === 'channel' || id === 'everyone') return { text: `@${id}`, pinged: [id] }
  return { text: label ?? `<${target}>`, pinged: [] }
}

function bareNames(text: string, workspace: Workspace): readonly string[] {
  const known = new Set([
    'here',
    'channel',
    'everyone',
    ...workspace.users.filter(one => !one.bot).map(one => one.name),
  ])
  return [...text.matchAll(/(?<![\p{L}\p{N}_.])@([\p{L}\p{N}_.-]*[\p{L}\p{N}_])/gu)]
    .map(found => found[1] ?? '')
    .filter(name => known.has(name))
}

/** Emphasis opens after a space or a mark and closes before one; code keeps what is in it. */
function withoutEmphasis(text: string): string {
  return text
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((part, at) =>
      at % 2 === 1 ? part.replace(/^`+|`+$/g, '') : ['\\*', '_', '~'].reduce(stripped, quoteless(part)),
    )
    .join('')
}

function quoteless(text: string): string {
  return text.replace(/^(&gt;){1,3} ?/gm, '')
}

function stripped(text: string, sign: string): string {
  const pair = new RegExp(`(?<![\\p{L}\\p{N}])${sign}(?=\\S)([^\\n]*?\\S)${sign}(?![\\p{L}\\p{N}])`, 'gu')
  return text.replace(pair, '$1')
}
