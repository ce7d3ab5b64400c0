import type { PanelContext } from '../context.ts'
import { element, refill } from '../element.ts'
import type { Fault, Platform } from '../protocol.ts'
import { PLATFORMS, TITLES } from '../state.ts'
import { drawObstacles } from './obstacle.ts'
import { drawNotice, drawPane } from './pane.ts'
import type { Call, Ledger } from './posted.ts'
import { fateInWords, openLedger, totalInWords } from './posted.ts'

const LEAD =
  'Make trouble for the bot, then ask it for a story, or move the clock to a digest. Nothing is posted twice.'

interface Trouble {
  readonly kind: Fault['kind']
  readonly name: string
  readonly what: string
}

const TROUBLES: readonly Trouble[] = [
  { kind: 'rate-limit', name: 'Rate limit', what: 'The next post is refused: wait 3 seconds.' },
  { kind: 'lost-answer', name: 'Lost answer', what: 'The next post arrives, and the bot is never told.' },
  { kind: 'disconnect', name: 'Disconnect', what: 'The connection is cut now.' },
  { kind: 'duplicate', name: 'Duplicate delivery', what: 'The next command is delivered twice.' },
  { kind: 'slow', name: 'Slow platform', what: 'The next post takes 2 seconds.' },
  { kind: 'server-error', name: 'Server error', what: 'The next post fails inside the platform.' },
]

/** The pane “Weather”. */
export function drawWeather(context: PanelContext): HTMLElement {
  const notice = drawNotice()
  const total = element('p', { class: 'p-total' })
  const rows = element('tbody', {})
  const ledger = openLedger()
  const troubles = element('ul', { class: 'p-troubles' }, ...TROUBLES.map(drawTrouble))
  const obstacles = drawObstacles(context, notice)
  const pane = drawPane(
    'Weather',
    LEAD,
    element('h4', {}, 'Trouble that passes'),
    troubles,
    notice.root,
    obstacles,
    element('h4', {}, 'What the bot called'),
    total,
    drawLog(rows),
  )

  function drawTrouble({ kind, name, what }: Trouble): HTMLElement {
    const buttons = PLATFORMS.map(platform =>
      element(
        'button',
        {
          type: 'button',
          class: 'p-small',
          'aria-label': `${name} on ${TITLES[platform]}`,
          onclick: () => void strike(platform, kind, name, what),
        },
        TITLES[platform],
      ),
    )
    return element(
      'li',
      {},
      element('div', { class: 'p-what' }, element('strong', {}, name), ' ', element('span', {}, what)),
      element('div', { class: 'p-buttons' }, ...buttons),
    )
  }

  async function strike(platform: Platform, kind: Fault['kind'], name: string, what: string): Promise<void> {
    const done = await context.send({ act: 'weather', platform, fault: { kind } })
    if (done.ok) notice.say(`${name} on ${TITLES[platform]}. ${what}`)
    else notice.say(done.error, true)
  }

  let drawn = false
  function redraw(): void {
    drawn = false
    const counted = ledger.total()
    total.textContent = totalInWords(counted)
    total.classList.toggle('p-bad', counted.twice > 0)
    pane.mark(counted.twice > 0 ? 'posted twice' : counted.posts > 0 ? 'each post once' : '', counted.twice > 0)
    if (pane.root.open) refill(rows, ...ledger.calls().map(call => drawCall(call, ledger)))
  }
  /** Once for all that comes in one go. */
  function redrawSoon(): void {
    if (drawn) return
    drawn = true
    requestAnimationFrame(redraw)
  }
  context.onPush(push => {
    ledger.hear(push)
    redrawSoon()
  })
  pane.root.addEventListener('toggle', redrawSoon)
  return pane.root
}

function drawLog(rows: HTMLElement): HTMLElement {
  const head = ['Call', 'Answer', 'Message'].map(name => element('th', { scope: 'col' }, name))
  return element(
    'div',
    { class: 'p-log', tabindex: 0, role: 'region', 'aria-label': 'The last 50 calls, newest first' },
    element('table', {}, element('thead', {}, element('tr', {}, ...head)), rows),
  )
}

function drawCall(call: Call, ledger: Ledger): HTMLElement {
  const fate = call.key === undefined ? undefined : ledger.fate(call.platform, call.key)
  const wrong = call.error !== undefined || call.status === undefined || call.status >= 400
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('span', { class: 'p-on' }, TITLES[call.platform]), ' ', call.name),
    element('td', { class: wrong ? 'p-bad' : '' }, answerInWords(call)),
    element('td', { class: (fate?.posted ?? 0) > 1 ? 'p-bad' : '' }, fate === undefined ? '' : fateInWords(fate)),
  )
}

function answerInWords({ status, error }: Call): string {
  if (status === undefined) return error ?? 'no answer'
  return error === undefined || error === String(status) ? String(status) : `${status} ${error}`
}
