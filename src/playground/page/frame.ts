import { element, refill } from './element.ts'
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
}

interface FrameOptions {
  readonly state: State
  readonly columns: readonly HTMLElement[]
  /** What stands beside the columns when somebody wants to see it. */
  readonly panels: HTMLElement
  /** Another person looks now. */
  switched(): void
}

const NARROW = '(max-width: 699px)'

export function openFrame({ state, columns, panels, switched }: FrameOptions): Frame {
  const people = element('div')
  const trouble = element('div', { class: 'trouble', role: 'alert' })
  const tabs = PLATFORMS.map((platform, at) =>
    element(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${platform}`,
        'aria-controls': `column-${platform}`,
        onclick: () => turnTo(at),
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
  let seen = 0
  narrow.addEventListener('change', adapt)
  adapt()

  function step(event: Event): void {
    if (!(event instanceof KeyboardEvent) || !['ArrowLeft', 'ArrowRight'].includes(event.key)) return
    turnTo(1 - seen)
    tabs[seen]?.focus()
  }

  function turnTo(at: number): void {
    seen = at
    adapt()
  }

  /** One column at a time is a panel under a tab; both together are regions of their own. */
  function adapt(): void {
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
    }
    refill(people, drawSegments('You are', 'person', names, labels, state.person, chosen))
  }

  const backstage = element('div', { class: 'backstage', id: 'backstage', hidden: true }, panels)
  const toggle = element(
    'button',
    {
      type: 'button',
      class: 'toggle',
      'aria-expanded': 'false',
      'aria-controls': 'backstage',
      onclick: () => fold(!backstage.hidden),
    },
    'Backstage',
  )

  function fold(shut: boolean): void {
    backstage.hidden = shut
    toggle.setAttribute('aria-expanded', String(!shut))
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
    element('div', { class: 'stage' }, main, backstage),
  )
  return { root, trouble, drawPeople, unfold: () => fold(false) }
}
