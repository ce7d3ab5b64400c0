import { element, refill } from './element.ts'
import type { Platform } from './protocol.ts'
import { PLATFORMS, type State, TITLES } from './state.ts'
import { drawSegments, drawThemeSwitch } from './theme.ts'

/** Everything around the columns: who looks, light or dark, and on a narrow screen which column is seen. */
export interface Frame {
  readonly root: HTMLElement
  /** Where the page says that it has lost the server. */
  readonly trouble: HTMLElement
  drawPeople(): void
  /** Shows the panels. */
  unfold(): void
  /** Draws anew what the state says is seen. */
  refresh(): void
}

interface FrameOptions {
  readonly state: State
  readonly columns: readonly HTMLElement[]
  /** What stands beside the columns when somebody wants to see it. */
  readonly panels: HTMLElement
  /** What is said to whoever sees the page first. */
  readonly welcome: HTMLElement | undefined
  /** Another person looks now. */
  switched(): void
  /** Something else is seen now. */
  moved(): void
}

const NARROW = '(max-width: 699px)'
/** Here the panels lie over the columns. */
const OVER = '(max-width: 1099px)'

export function openFrame({ state, columns, panels, welcome, switched, moved }: FrameOptions): Frame {
  const people = element('div')
  const trouble = element('div', { class: 'trouble', role: 'alert' })
  const tabs = PLATFORMS.map(platform =>
    element(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${platform}`,
        'aria-controls': `column-${platform}`,
        onclick: () => turnTo(platform),
        onkeydown: step,
      },
      TITLES[platform],
    ),
  )
  const tablist = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Platform' }, ...tabs)
  const main = element(
    'main',
    { class: 'main', id: 'columns', tabindex: -1 },
    tablist,
    element('div', { class: 'columns' }, ...columns),
  )
  const narrow = matchMedia(NARROW)
  narrow.addEventListener('change', adapt)
  adapt()

  function step(event: Event): void {
    if (!(event instanceof KeyboardEvent) || !['ArrowLeft', 'ArrowRight'].includes(event.key)) return
    const at = state.front === 'slack' ? 1 : 0
    turnTo(PLATFORMS[at])
    tabs[at]?.focus()
  }

  function turnTo(platform: Platform): void {
    state.front = platform
    adapt()
    moved()
  }

  /** One column at a time is a panel under a tab; both together are regions of their own. */
  function adapt(): void {
    const seen = PLATFORMS.indexOf(state.front)
    columns.forEach((column, at) => {
      column.hidden = narrow.matches && at !== seen
      if (narrow.matches) column.setAttribute('role', 'tabpanel')
      else column.removeAttribute('role')
    })
    tabs.forEach((tab, at) => {
      tab.setAttribute('aria-selected', String(at === seen))
      tab.tabIndex = at === seen ? 0 : -1
    })
    tablist.hidden = !narrow.matches
  }

  function drawPeople(): void {
    const names = state.people.map(one => one.name)
    const labels = Object.fromEntries(
      state.people.map(one => [one.name, one.manages ? `${one.name} (admin)` : `${one.name} (reader)`]),
    )
    const chosen = (name: string) => {
      state.person = name
      switched()
      moved()
    }
    refill(people, drawSegments('You are', 'person', names, labels, state.person, chosen))
  }

  const backstage = element('div', { class: 'backstage', id: 'backstage', hidden: true, onkeydown: leave }, panels)
  const toggle = element(
    'button',
    {
      type: 'button',
      class: 'toggle',
      'aria-expanded': 'false',
      'aria-controls': 'backstage',
      onclick: () => fold(state.backstage),
    },
    'Backstage',
  )

  function fold(shut: boolean): void {
    state.backstage = !shut
    draw()
    moved()
  }

  function draw(): void {
    const held = backstage.contains(document.activeElement)
    backstage.hidden = !state.backstage
    toggle.setAttribute('aria-expanded', String(state.backstage))
    if (held && backstage.hidden) toggle.focus()
  }
  draw()

  function leave(event: Event): void {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Escape' || event.defaultPrevented) return
    if (matchMedia(OVER).matches) fold(true)
  }

  const root = element(
    'div',
    { class: 'frame' },
    element(
      'header',
      { class: 'top' },
      element('h1', {}, 'Counterpoint ', element('span', { class: 'subtitle' }, 'playground')),
      people,
      drawThemeSwitch(),
      toggle,
    ),
    trouble,
    welcome,
    element('div', { class: 'stage' }, main, backstage),
  )
  return {
    root,
    trouble,
    drawPeople,
    unfold: () => fold(false),
    refresh() {
      drawPeople()
      adapt()
      draw()
    },
  }
}
