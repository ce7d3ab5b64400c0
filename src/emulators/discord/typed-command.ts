import { type Json, json, list, objects, text } from './json.ts'
import { readValue } from './option-value.ts'
import { bit } from './permissions.ts'
import type { Account, Place } from './place.ts'
import { type Command, permissionsIn, type State } from './state.ts'

/** What a person's client makes of a typed command, or why it does not send it. */
export type Typed =
  | { readonly kind: 'ready'; readonly data: Json }
  | { readonly kind: 'refused'; readonly error: string }

interface Composer {
  readonly state: State
  readonly person: Account
  readonly place: Place
}

/** A command to be sent: every required option is there and every value fits. `typed` begins with `/`. */
export function readCommand(composer: Composer, typed: string): Typed {
  const found = findCommand(composer, typed)
  if (!found) return { kind: 'refused', error: `There is no command ${typed.split(/\s/)[0]} here.` }
  const { command, options, path, rest } = found
  if (options.some(isNested))
    return { kind: 'refused', error: `/${command.name} needs one of: ${options.map(nameOf).join(', ')}.` }
  const said = split(rest, options)
  if (said.left !== '') return { kind: 'refused', error: `/${command.name} has no option for "${said.left}".` }
  const missing = options.find(option => option.required === true && !said.values.has(nameOf(option)))
  if (missing) return { kind: 'refused', error: `${nameOf(missing)}: This option is required. Specify a value.` }
  const read = [...said.values].map(([name, raw]) =>
    readValue(composer.state, option(options, name), raw, composer.place),
  )
  const wrong = read.find(value => value.kind === 'refused')
  if (wrong?.kind === 'refused') return { kind: 'refused', error: wrong.error }
  const values = read.flatMap(value => (value.kind === 'value' ? [value] : []))
  const resolved = values.reduce<Json>((all, { resolved: one }) => merge(all, one), {})
  const sent = values.map(value => value.option)
  return { kind: 'ready', data: dataOf(command, nest(path, sent), resolved) }
}

/** What is asked of the bot, or offered by the client itself, while the last option is being typed. */
export type Typing =
  | { readonly kind: 'ask'; readonly data: Json }
  | { readonly kind: 'offer'; readonly choices: readonly Json[] }

export function readTyping(composer: Composer, typed: string): Typing {
  const found = findCommand(composer, typed)
  if (!found) return { kind: 'offer', choices: [] }
  const { command, options, path, rest } = found
  if (options.some(isNested)) return { kind: 'offer', choices: nestedNames(options, rest) }
  const said = split(rest, options, true)
  const focus = option(options, said.last ?? '')
  const raw = said.values.get(said.last ?? '') ?? ''
  if (focus.autocomplete !== true) {
    const near = objects(focus.choices).filter(choice => text(choice.name).toLowerCase().includes(raw.toLowerCase()))
    return { kind: 'offer', choices: near }
  }
  const sent = [...said.values].map(([name, value]) => ({
    name,
    type: option(options, name).type,
    value: name === said.last ? value : sentValue(option(options, name), value),
    ...(name === said.last && { focused: true }),
  }))
  return { kind: 'ask', data: dataOf(command, nest(path, sent), {}) }
}

interface Found {
  readonly command: Command
  /** Of the command, or of its subcommand. */
  readonly options: readonly Json[]
  /** The subcommand's group and the subcommand. */
  readonly path: readonly Json[]
  readonly rest: string
}

function findCommand({ state, person, place }: Composer, typed: string): Found | undefined {
  const [word = ''] = typed.slice(1).split(/\s/)
  const command = [...state.commands.values()].find(
    one => one.type === 1 && one.name === word && isOffered(state, one, person, place),
  )
  if (!command) return undefined
  let options = objects(command.json.options)
  let rest = typed.slice(1 + word.length).trimStart()
  const path: Json[] = []
  while (options.some(isNested)) {
    const [next = ''] = rest.split(/\s/)
    const step = options.find(one => nameOf(one) === next)
    if (!step) break
    path.push(step)
    options = objects(step.options)
    rest = rest.slice(next.length).trimStart()
  }
  return { command, options, path, rest }
}

/** A client shows a command only where and to whom it is meant for. */
function isOffered(state: State, command: Command, person: Account, place: Place): boolean {
  const contexts = list(command.json.contexts)
  const context = place.kind === 'direct' ? 1 : 0
  if (contexts.length > 0 && !contexts.includes(context)) return false
  if (place.kind === 'direct')
    return command.guild === undefined && (contexts.length > 0 || command.json.dm_permission !== false)
  if (!state.installed) return false
  const needed = command.json.default_member_permissions
  if (typeof needed !== 'string') return true
  const held = permissionsIn(state, person, place)
  // "0" means nobody but administrators.
  return needed === '0' ? (held & bit('ADMINISTRATOR')) !== 0n : (held & BigInt(needed)) === BigInt(needed)
}

interface Split {
  readonly values: ReadonlyMap<string, string>
  /** What no option takes. */
  readonly left: string
  /** The option that is being typed. */
  readonly last: string | undefined
}

/** `topic:north korea private:true` by names; what stands before the first name goes to the first free text option. */
function split(rest: string, options: readonly Json[], typing = false): Split {
  const values = new Map<string, string>()
  const marks = [...rest.matchAll(/(?<=^|\s)([-\w\p{L}\p{N}']+):/gu)].filter(mark =>
    options.some(one => nameOf(one) === mark[1]),
  )
  const first = marks[0]?.index ?? rest.length
  const free = rest.slice(0, first).trim()
  marks.forEach((mark, index) => {
    const end = marks[index + 1]?.index ?? rest.length
    const value = rest.slice(mark.index + mark[0].length, end).trim()
    // An option that was opened and left empty is not sent.
    if (typing || value !== '') values.set(mark[1] ?? '', value)
  })
  const open = options.filter(one => !values.has(nameOf(one)))
  const taker = open.find(one => one.type === 3) ?? open[0]
  const takes = taker && (free !== '' || (typing && marks.length === 0))
  if (takes) values.set(nameOf(taker), free)
  return { values, left: taker ? '' : free, last: marks.at(-1)?.[1] ?? (takes ? nameOf(taker) : undefined) }
}

/** The client offers subcommands itself. */
function nestedNames(options: readonly Json[], rest: string): readonly Json[] {
  const near = options.filter(one => isNested(one) && nameOf(one).startsWith(rest.trim().toLowerCase()))
  return near.map(one => ({ name: nameOf(one), value: nameOf(one) }))
}

/** What stands in an option that is filled in already: a number as a number. */
function sentValue({ type }: Json, raw: string): string | number {
  return type === 4 || type === 10 ? Number(raw) : raw
}

function isNested(one: Json): boolean {
  return one.type === 1 || one.type === 2
}

function nameOf(one: Json): string {
  return text(one.name)
}

function option(options: readonly Json[], name: string): Json {
  return options.find(one => nameOf(one) === name) ?? {}
}

function nest(path: readonly Json[], sent: readonly Json[]): readonly Json[] {
  return path.reduceRight<readonly Json[]>(
    (inner, step) => [{ name: step.name, type: step.type, options: inner }],
    sent,
  )
}

function dataOf(command: Command, options: readonly Json[], resolved: Json): Json {
  return {
    id: command.id,
    name: command.name,
    type: 1,
    ...(options.length > 0 && { options }),
    ...(Object.keys(resolved).length > 0 && { resolved }),
    ...(command.guild && { guild_id: command.guild }),
  }
}

/** Two levels deep: `{users: {id: …}}`. */
export function merge(a: Json, b: Json): Json {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return Object.fromEntries(keys.map(key => [key, { ...json(a[key]), ...json(b[key]) }]))
}
