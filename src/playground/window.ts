import type { Emulator, Outcome, Seen } from '../emulators/emulator.ts'

/** One channel of an emulator as a person reads it, in plain text. */
export interface Window {
  readonly platform: string
  /** Types a line, or presses a button with `press LABEL`; what the platform says when that fails. */
  act(line: string): Promise<string | undefined>
  /** What appeared since the last call. */
  news(): string
}

export function createWindow(emulator: Emulator, channel: string, person: string): Window {
  const shown = new Map<string, string>()
  const visible = () => emulator.seen(channel).filter(message => [undefined, person].includes(message.onlyFor))

  async function act(line: string): Promise<string | undefined> {
    const seat = emulator.as(person).in(channel)
    const label = /^press\s+(.+)$/iu.exec(line)?.[1]
    if (label === undefined) return failure(line.startsWith('/') ? await seat.type(line) : await seat.say(line))
    const holder = visible().findLast(message => message.buttons.some(button => isCalled(button.label, label)))
    const button = holder?.buttons.find(one => isCalled(one.label, label))
    if (holder === undefined || button === undefined) return `There is no button "${label}".`
    return failure(await emulator.as(person).in(channel, holder.thread).press(holder.id, button.id))
  }

  function news(): string {
    const fresh = visible().filter(message => shown.get(message.id) !== message.text)
    for (const message of fresh) shown.set(message.id, message.text)
    return fresh.map(message => printed(message, emulator.platform)).join('\n\n')
  }

  return { platform: emulator.platform, act, news }
}

function isCalled(label: string, typed: string): boolean {
  return label.toLowerCase().startsWith(typed.trim().toLowerCase())
}

function failure(outcome: Outcome): string | undefined {
  return outcome.acknowledged ? undefined : (outcome.error ?? 'No answer.')
}

function printed(message: Seen, platform: string): string {
  const whom = message.onlyFor === undefined ? '' : ' (only visible to you)'
  const where = message.thread === undefined ? '' : ', in the thread'
  const head = `── ${platform}${where}: ${message.author}${whom}`
  const buttons = message.buttons.map(button => `[${button.label}]`).join(' ')
  const text = [head, message.text, buttons].filter(part => part !== '').join('\n')
  return message.thread === undefined ? text : text.replace(/^(?=.)/gmu, '    ')
}
