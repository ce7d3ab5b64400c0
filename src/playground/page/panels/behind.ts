import type { PanelContext } from '../context.ts'
import { element, refill } from '../element.ts'
import type { Inside, Shown } from '../protocol.ts'
import { TITLES } from '../state.ts'
import { drawJson } from './code.ts'
import { drawNotice, drawPane, freshId } from './pane.ts'

const LEAD = 'What the bot meant, what it sent, and how much of the platform’s room that takes.'
const HINT = 'Choose a message of the bot: press “Behind this message” on it.'
const UNKNOWN =
  'The neutral message is kept of the last 200 answers to commands and buttons, and this is none of them: it is older, a digest, or it was changed on its way. So its weight is not known either.'

/** The pane “Behind the message”. */
export function drawBehind(context: PanelContext): HTMLElement {
  const notice = drawNotice()
  const content = element('div', {})
  const pane = drawPane('Behind the message', LEAD, notice.root, content)
  let chosen: Shown | undefined
  notice.say(HINT)

  async function look(message: Shown): Promise<void> {
    const { platform, place, id } = message
    const done = await context.send({ act: 'inspect', platform, place, message: id })
    if (chosen?.id !== id || chosen.platform !== platform) return
    const inside = done.ok && done.value !== undefined && 'kind' in done.value ? done.value : undefined
    if (inside?.kind !== 'inside') {
      notice.say(done.ok ? 'Nothing came back.' : done.error, true)
      refill(content)
      return
    }
    notice.say(`On ${TITLES[platform]}, ${placeInWords(message)}: ${shortened(message.text)}`)
    refill(content, ...drawInside(inside))
  }

  context.onSelect(message => {
    chosen = message
    refill(content)
    pane.mark(message === undefined ? '' : TITLES[message.platform])
    if (message === undefined) {
      notice.say(HINT)
      return
    }
    pane.unfold()
    pane.go()
    void look(message)
  })
  context.onPush(push => {
    if (push.kind !== 'shown' || chosen === undefined) return
    const { platform, id } = push.message
    if (platform === chosen.platform && id === chosen.id && push.message.edited) void look(push.message)
  })
  return pane.root
}

function drawInside({ neutral, call, payload, weights }: Inside): readonly HTMLElement[] {
  const room =
    weights.length === 0
      ? []
      : [element('h4', {}, 'Room that it takes'), element('ul', { class: 'p-weights' }, ...weights.map(drawWeight))]
  const meant =
    neutral === undefined ? element('p', { class: 'p-quiet' }, UNKNOWN) : drawJson('Neutral message', neutral)
  return [...room, meant, drawJson(`What was sent: ${call}`, payload)]
}

function drawWeight({ limit, used, of }: Inside['weights'][number]): HTMLElement {
  const name = freshId('limit')
  const share = of === 0 ? 0 : Math.round((used / of) * 100)
  const fill = element('div', { class: share > 90 ? 'p-fill p-full' : 'p-fill' })
  fill.style.inlineSize = `${Math.min(share, 100)}%`
  const words = `${grouped(used)} of ${grouped(of)}`
  return element(
    'li',
    {},
    element('span', { class: 'p-limit' }, element('span', { id: name }, limit), `: ${words}`),
    element('span', { class: 'p-share' }, `${share} %`),
    element(
      'div',
      {
        class: 'p-bar',
        role: 'meter',
        'aria-labelledby': name,
        'aria-valuemin': 0,
        'aria-valuemax': of,
        'aria-valuenow': used,
        'aria-valuetext': words,
      },
      fill,
    ),
  )
}

function placeInWords({ place, thread, direct }: Shown): string {
  if (direct !== undefined) return `in ${direct}’s direct message`
  return thread === undefined ? `in #${place}` : `in a thread of #${place}`
}

function grouped(number: number): string {
  return number.toLocaleString('en')
}

function shortened(text: string): string {
  const [line = ''] = text.split('\n')
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}
