import type { PanelContext } from '../context.ts'
import { element } from '../element.ts'
import type { Stride } from '../protocol.ts'
import { PLATFORMS, TITLES } from '../state.ts'
import { keepCounting } from '../tick.ts'
import { townNow } from '../town-time.ts'
import { inWords, movedInWords } from './moved.ts'
import { drawNotice, drawPane, type Pane } from './pane.ts'

const LEAD =
  'Set a digest with /digest daily 08:30, on Discord as ana, who manages the channel. Then move the town’s time: the digest comes as it would in life.'
const STRIDES: readonly { readonly stride: Stride; readonly name: string }[] = [
  { stride: 'hour', name: 'An hour later' },
  { stride: 'day', name: 'A day later' },
  { stride: 'week', name: 'A week later' },
  { stride: 'next', name: 'To the next digest' },
]

/** Beside the pane's name: with its day, as the hour alone could be that of today. */
const NEXT: Intl.DateTimeFormatOptions = { weekday: 'short', hour: '2-digit', minute: '2-digit' }

/** The pane “Clock”. */
export function drawClock(context: PanelContext): Pane {
  const notice = drawNotice()
  const now = element('strong', { class: 'p-time' })
  const next = element('p', { class: 'p-next' }, NONE)
  const moves = STRIDES.map(({ stride, name }) =>
    element('button', { type: 'button', class: 'p-small', onclick: () => void move(stride) }, name),
  )
  const lists = PLATFORMS.map(platform =>
    element(
      'button',
      {
        type: 'button',
        class: 'p-small',
        'aria-label': `/digest list on ${TITLES[platform]}`,
        onclick: () => void ask(platform),
      },
      TITLES[platform],
    ),
  )
  const pane = drawPane(
    'Clock',
    LEAD,
    element('p', {}, 'In the town it is ', now, '.'),
    next,
    element('div', { class: 'p-buttons p-strides' }, ...moves),
    notice.root,
    element(
      'div',
      { class: 'p-ask' },
      element('div', { class: 'p-what' }, element('strong', {}, '/digest list'), ' ', element('span', {}, LISTED)),
      element('div', { class: 'p-buttons' }, ...lists),
    ),
  )
  let busy = false

  async function move(stride: Stride): Promise<void> {
    if (busy) return
    busy = true
    for (const button of moves) button.setAttribute('aria-busy', 'true')
    notice.say(MOVES)
    const done = await context.send({ act: 'clock', stride })
    busy = false
    for (const button of moves) button.removeAttribute('aria-busy')
    if (!done.ok) notice.say(done.error, true)
    else if (done.value !== undefined && 'kind' in done.value && done.value.kind === 'moved')
      notice.say(movedInWords(done.value))
  }

  async function ask(platform: (typeof PLATFORMS)[number]): Promise<void> {
    const place = context.place(platform)
    const done = await context.send({ act: 'type', platform, person: context.person(), place, text: '/digest list' })
    if (done.ok) notice.say(`The answer stands in the open channel on ${TITLES[platform]}.`)
    else notice.say(done.error, true)
  }

  context.onPush(push => {
    if (push.kind !== 'clock') return
    now.textContent = inWords(townNow())
    keepCounting(now, at => inWords(at))
    next.textContent = push.next === undefined ? NONE : `The next digest is due on ${inWords(push.next)}.`
    pane.mark(push.next === undefined ? 'no digest' : `next: ${inWords(push.next, NEXT)}`)
  })
  return pane
}

const NONE = 'No digest is set.'
const MOVES = 'The clock moves, and waits until what comes due stands in its channel.'
const LISTED = 'Says when each digest of the open channel comes, and how the last one went.'
