import { element } from './element.ts'
import type { Platform, Shown } from './protocol.ts'
import { mayRead, type State, TITLES } from './state.ts'

/** Tells a screen reader of what comes, once: after a reconnect everything is heard again. */
export interface Announcer {
  readonly root: HTMLElement
  /** True when it is news to whoever looks. */
  tell(message: Shown): boolean
}

/** A story with its sides comes at once; what stands here longer than that has been read. */
const KEPT = 12

export function openAnnouncer(platform: Platform, state: State): Announcer {
  // A log is read as it grows: each side of a story, and not only the last.
  const root = element('div', { class: 'unseen', role: 'log', 'aria-label': `What comes on ${TITLES[platform]}` })
  const told = new Set<string>()
  /** What was there before somebody came is no news. */
  let present = false
  return {
    root,
    tell(message) {
      present ||= state.whole
      if (told.has(message.id) || !mayRead(message, state.person)) return false
      told.add(message.id)
      if (!present) return false
      if (message.edited || message.author === state.person) return true
      root.append(element('p', {}, words(message)))
      while (root.childElementCount > KEPT) root.firstElementChild?.remove()
      return true
    },
  }

  /** Its first line, whole: the headline of a story, the name of a side. */
  function words({ author, place, thread, onlyFor, text }: Shown): string {
    const where = place !== state.place[platform] ? ` in ${place}` : thread === undefined ? '' : ' in the thread'
    const secret = onlyFor === undefined ? '' : ', only visible to you'
    const [line = ''] = text.trim().split('\n')
    return `${author} on ${TITLES[platform]}${where}${secret}: ${line}`
  }
}
