import { element, icon } from './element.ts'
import { keep, keeps } from './kept.ts'

const CROSS =
  'M5.3 5.3a1 1 0 0 1 1.4 0L12 10.6l5.3-5.3a1 1 0 1 1 1.4 1.4L13.4 12l5.3 5.3a1 1 0 0 1-1.4 1.4L12 13.4l-5.3 5.3a1 1 0 0 1-1.4-1.4l5.3-5.3-5.3-5.3a1 1 0 0 1 0-1.4Z'
const KEY = 'counterpoint-welcome'
const CLOSED = 'closed'
/** Typed on both platforms, in the channels that are open. */
const LINES = ['/story gaza', '/digest preview']

export interface WelcomeOptions {
  /** Types a line on both platforms. */
  say(line: string): void
  /** Opens the clock. */
  clock(): void
}

/** What this is, for whoever sees it first. Once closed it does not come again in this browser. */
export function drawWelcome({ say, clock }: WelcomeOptions): HTMLElement | undefined {
  if (keeps(KEY) === CLOSED) return undefined
  const lines = LINES.map(line =>
    element('button', { type: 'button', class: 'welcome-try', onclick: () => say(line) }, line),
  )
  const root = element(
    'section',
    { class: 'welcome', 'aria-label': 'What this is' },
    element(
      'p',
      {},
      'A bot that posts balanced news: ',
      element('strong', {}, 'the facts of a story with their sources, and in its thread every side.'),
      element('span', { class: 'welcome-where' }, ' The Slack and the Discord here live on this machine.'),
    ),
    element(
      'p',
      { class: 'welcome-tries' },
      'Try ',
      ...lines.flatMap(button => [button, ' ']),
      element('button', { type: 'button', class: 'welcome-try', onclick: clock }, 'Move the clock'),
    ),
    element(
      'button',
      { type: 'button', class: 'welcome-close', 'aria-label': 'Close: What this is', onclick: close },
      icon([CROSS]),
    ),
  )

  function close(): void {
    keep(KEY, CLOSED)
    const next = document.getElementById('columns')
    root.remove()
    next?.focus()
  }

  return root
}
