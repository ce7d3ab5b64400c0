import { element, refill } from './element.ts'
import type { Platform, Shown } from './protocol.ts'
import { mayRead, type State, TITLES } from './state.ts'

/** Tells a screen reader of what comes, once: after a reconnect everything is heard again. */
export interface Announcer {
  readonly root: HTMLElement
  /** True when it is news to whoever looks. */
  tell(message: Shown, startedAt: number): boolean
}

export function openAnnouncer(platform: Platform, state: State): Announcer {
  const root = element('div', { class: 'unseen', role: 'status' })
  const told = new Set<string>()
  return {
    root,
    tell(message, startedAt) {
      if (message.at < startedAt - 1_000 || told.has(message.id) || !mayRead(message, state.person)) return false
      told.add(message.id)
      if (message.edited || message.author === state.person) return true
      const elsewhere = message.place !== state.place[platform]
      const where = elsewhere ? ` in ${message.place}` : message.thread === undefined ? '' : ' in the thread'
      const secret = message.onlyFor === undefined ? '' : ', only visible to you'
      const words = `${message.author} on ${TITLES[platform]}${where}${secret}: ${message.text.slice(0, 200)}`
      refill(root, element('p', {}, words))
      return true
    },
  }
}
