import { element, icon } from './element.ts'
import { debounced } from './later.ts'
import { openListbox, type Row } from './listbox.ts'
import type { Done, Known, Platform, Suggested } from './protocol.ts'
import { completed, openOptions, sentText } from './typed.ts'

export interface ComposerOptions {
  readonly platform: Platform
  /** What a screen reader calls it: `Message to news on Slack`. */
  readonly label: string
  readonly placeholder: string
  commands(): readonly Known[]
  /** What was typed before, newest last; shared by all composers of a platform. */
  readonly history: string[]
  send(text: string): Promise<Done>
  suggest(typed: string): Promise<readonly Suggested[]>
}

export interface Composer {
  readonly root: HTMLElement
  rename(label: string, placeholder: string): void
  focus(): void
}

const SUGGEST_AFTER_MS = 120
const SEND =
  'M1.5 2.25a.755.755 0 0 1 1-.71l15.6 7.8a.73.73 0 0 1 0 1.31L2.5 18.46a.755.755 0 0 1-1-.71v-5.26a1 1 0 0 1 .84-.99L11 10 2.34 8.5a1 1 0 0 1-.84-.99z'

/** Where people type: commands are listed after `/`, Discord's options are completed, arrow up brings back what was typed, Shift and Enter begin a line. */
export function openComposer(options: ComposerOptions): Composer {
  const { platform, history } = options
  const field = element('textarea', {
    rows: 1,
    class: 'composer-input',
    'aria-label': options.label,
    placeholder: options.placeholder,
    maxlength: 4000,
    enterkeyhint: 'send',
    oninput: typed,
    onkeydown: event => event instanceof KeyboardEvent && pressed(event),
    onblur: () => setTimeout(rest, 100),
  })
  const button = element(
    'button',
    { type: 'button', class: 'composer-send', 'aria-label': 'Send', disabled: true, onclick: () => void submit() },
    icon([SEND], '0 0 20 20'),
  )
  const list = openListbox(field, 'Commands and suggestions')
  const root = element(
    'div',
    { class: `composer composer-${platform}` },
    element('div', { class: 'field' }, field, button),
    list.root,
  )
  /** Names that were picked, and what is sent in their place. */
  const picks = new Map<string, string>()
  let past = history.length
  /** Whether the list holds what was suggested, and not commands. */
  let offering = false

  const asking = debounced(SUGGEST_AFTER_MS, options.suggest, (offers, asked) => {
    if (document.activeElement !== field || toSend() !== asked) return
    list.show(
      offers.map(offer => suggestion(offer)),
      optionHeading(asked),
      'offered',
    )
    offering = true
  })

  /** As many lines as were typed; the style says how many are shown at most. */
  function grow(): void {
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
  }

  function rest(): void {
    if (document.activeElement !== field) list.hide()
  }

  function typed(): void {
    const text = field.value
    button.disabled = text.trim() === ''
    grow()
    asking.forget()
    const word = /^\/\S*$/u.exec(text)?.[0]
    if (word !== undefined) {
      const near = options.commands().filter(one => `/${one.name}`.startsWith(word))
      list.show(near.map(command))
      offering = false
      return
    }
    const asks = platform === 'discord' && text.startsWith('/') && nestedNow() === undefined
    if (asks) asking.ask(toSend())
    const nested = nestedNow()
    if (nested !== undefined) {
      list.show(nested)
      offering = false
      return
    }
    // What was suggested before stays until something else is; the list of commands would take the next Enter.
    if (!asks || !offering) list.hide()
  }

  /** The command that is being typed. */
  function knownNow(): Known | undefined {
    return options.commands().find(one => field.value.startsWith(`/${one.name} `))
  }

  /** The subcommand behind the command, once there is a space after it. */
  function subcommandNow(): Known['subcommands'][number] | undefined {
    const [, typedName] = /^\/\S+\s+(\S+)\s/u.exec(field.value) ?? []
    return knownNow()?.subcommands.find(one => one.name === typedName)
  }

  /** What Discord asks for first where a command does several things; undefined where it does not, or where that is said. */
  function nestedNow(): readonly Row[] | undefined {
    const command = knownNow()
    if (platform !== 'discord' || command === undefined || command.subcommands.length === 0) return undefined
    if (subcommandNow() !== undefined) return undefined
    const begun = field.value.slice(command.name.length + 2).trimStart()
    return command.subcommands.filter(one => one.name.startsWith(begun)).map(one => subcommandRow(command, one))
  }

  function subcommandRow(command: Known, { name, summary, words }: Known['subcommands'][number]): Row {
    const needed = words.find(word => word.required)
    return {
      label: `/${command.name} ${name}`,
      detail: summary,
      pick() {
        put(`/${command.name} ${name} ${needed === undefined ? '' : `${needed.name}:`}`)
        if (needed !== undefined) return
        asking.forget()
        offerOptions()
      },
    }
  }

  function wordsNow(): Known['words'] {
    return subcommandNow()?.words ?? knownNow()?.words ?? []
  }

  /** Discord takes options by name; Slack takes a line. */
  function optionNames(): readonly string[] {
    return platform === 'discord' ? wordsNow().map(word => word.name) : []
  }

  /** How many words stand before the options. */
  function headNow(): number {
    return subcommandNow() === undefined ? 1 : 2
  }

  function toSend(): string {
    return sentText(field.value, picks, optionNames(), headNow())
  }

  function command({ name, summary, example, words, subcommands }: Known): Row {
    const first = platform === 'discord' ? words[0] : undefined
    return {
      label: `/${name}`,
      detail: platform === 'slack' ? `${example.slice(name.length + 2)} · ${summary}` : summary,
      pick: () => put(first === undefined || subcommands.length > 0 ? `/${name} ` : `/${name} ${first.name}:`),
    }
  }

  function suggestion({ name, value }: Suggested): Row {
    return {
      label: name,
      pick() {
        picks.set(name, value)
        put(completed(field.value, name, optionNames(), headNow()))
        asking.forget()
        offerOptions()
      },
    }
  }

  /** What else the command takes; Enter sends without it. */
  function offerOptions(): void {
    const left = openOptions(field.value, optionNames(), headNow())
    const words = wordsNow().filter(word => left.includes(word.name))
    const rows = words.map(
      (word): Row => ({
        label: word.name,
        detail: word.summary,
        pick: () => put(`${field.value.trimEnd()} ${word.name}:`),
      }),
    )
    offering = false
    const isWhole = words.every(word => !word.required)
    list.show(rows, isWhole ? 'Optional, or Enter to send' : 'Still needed', isWhole ? 'waiting' : 'offered')
  }

  function optionHeading(asked: string): string {
    const words = wordsNow()
    const named = words.findLast(word => asked.includes(` ${word.name}:`)) ?? words[0]
    return named === undefined ? '' : `${named.name}: ${named.summary} · Tab to pick, Enter to send`
  }

  /** What can be sent as it is: on Discord a command that does several things cannot. */
  function wholeNames({ name, subcommands }: Known): readonly string[] {
    if (platform === 'slack' || subcommands.length === 0) return [`/${name}`]
    return subcommands.filter(one => !one.words.some(word => word.required)).map(one => `/${name} ${one.name}`)
  }

  function put(text: string): void {
    field.value = text
    field.focus()
    field.setSelectionRange(text.length, text.length)
    typed()
  }

  function pressed(event: KeyboardEvent): void {
    // What was asked for must not come after all.
    if (event.key === 'Escape') asking.forget()
    const whole = options.commands().some(one => wholeNames(one).includes(field.value.trim()))
    // A command that is typed to its end is sent, not completed.
    if (!(event.key === 'Enter' && whole) && list.key(event)) {
      event.preventDefault()
      return
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      void submit()
    }
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') remember(event)
  }

  function remember(event: KeyboardEvent): void {
    if (past > history.length) past = history.length
    const walking = history[past] === field.value
    if (field.value !== '' && !walking) return
    event.preventDefault()
    past = event.key === 'ArrowUp' ? Math.max(0, past - 1) : Math.min(history.length, past + 1)
    field.value = history[past] ?? ''
    button.disabled = field.value === ''
    grow()
    list.hide()
  }

  async function submit(): Promise<void> {
    const text = toSend().trim()
    if (text === '') return
    if (history.at(-1) !== field.value.trim()) history.push(field.value.trim())
    past = history.length
    field.value = ''
    button.disabled = true
    grow()
    asking.forget()
    list.hide()
    await options.send(text)
  }

  return {
    root,
    rename(label, placeholder) {
      field.setAttribute('aria-label', label)
      field.placeholder = placeholder
    },
    focus: () => field.focus(),
  }
}
