import type { PanelContext } from '../context.ts'
import { element, refill } from '../element.ts'
import type { Obstacle, Place, Platform } from '../protocol.ts'
import { PLATFORMS, TITLES } from '../state.ts'
import { freshId, type Notice } from './pane.ts'

type Kind = Obstacle['kind']

const NAMES: Readonly<Record<Kind, string>> = {
  'bot-out': 'The bot is not in the channel',
  'no-threads': 'The bot may not open threads',
  'no-posts': 'The bot may not post',
}
/** Slack has no permissions for a channel: who is in it may post. */
const KINDS: Readonly<Record<Platform, readonly Kind[]>> = {
  slack: ['bot-out'],
  discord: ['bot-out', 'no-threads', 'no-posts'],
}

/** Switches for what stands in the bot's way in a channel until it is taken away. */
export function drawObstacles(context: PanelContext, notice: Notice): HTMLElement {
  const standing = new Set<string>()
  /** The switches that are drawn. They stay what they are when they are turned, so that the keyboard stays on them. */
  const boxes = new Map<string, HTMLInputElement>()
  const switches = element('div', {})
  const id = freshId('place')
  const choice = element('select', { id, onchange: draw })
  let places: readonly Place[] = []

  function draw(): void {
    const place = choice.value
    boxes.clear()
    refill(switches, ...PLATFORMS.map(platform => drawPlatform(platform, place)))
  }

  function drawPlatform(platform: Platform, place: string): HTMLElement {
    const rows = KINDS[platform].map(kind => {
      const box = element('input', {
        type: 'checkbox',
        role: 'switch',
        checked: standing.has(nameOf(platform, { kind, place })),
        onchange: () => void turn(platform, { kind, place }, box),
      })
      boxes.set(nameOf(platform, { kind, place }), box)
      return element('label', { class: 'p-switch' }, box, element('span', {}, NAMES[kind]))
    })
    return element('fieldset', { class: 'p-switches' }, element('legend', {}, TITLES[platform]), ...rows)
  }

  async function turn(platform: Platform, obstacle: Obstacle, box: HTMLInputElement): Promise<void> {
    const there = box.checked
    const done = await context.send({ act: 'obstacle', platform, obstacle, there })
    if (!done.ok) {
      box.checked = !there
      notice.say(done.error, true)
      return
    }
    note(platform, obstacle, there)
    const where = `on ${TITLES[platform]}, in #${obstacle.place}`
    notice.say(`${there ? 'Now' : 'No longer'} ${where}: ${lowered(NAMES[obstacle.kind])}.`)
  }

  function note(platform: Platform, obstacle: Obstacle, there: boolean): void {
    const name = nameOf(platform, obstacle)
    if (there) standing.add(name)
    else standing.delete(name)
    const box = boxes.get(name)
    if (box !== undefined) box.checked = there
  }

  context.onPush(push => {
    if (push.kind === 'world') {
      standing.clear()
      places = push.places.discord.filter(place => place.kind !== 'direct')
      refill(choice, ...places.map(({ name }) => element('option', { value: name }, `#${name}`)))
      choice.value = places.find(place => place.name === context.place('slack'))?.name ?? places[0]?.name ?? ''
      draw()
    }
    if (push.kind === 'obstacle') note(push.platform, push.obstacle, push.there)
  })
  return element(
    'div',
    { class: 'p-obstacles' },
    element('h4', {}, 'What stands in the way'),
    element('div', { class: 'p-field' }, element('label', { for: id }, 'In the channel'), choice),
    switches,
  )
}

function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}

function nameOf(platform: Platform, { kind, place }: Obstacle): string {
  return `${platform} ${place} ${kind}`
}
