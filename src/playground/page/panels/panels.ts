import type { PanelContext } from '../context.ts'
import { element } from '../element.ts'
import { drawBehind } from './behind.ts'
import { drawCheck } from './check.ts'
import { drawClock } from './clock.ts'
import { drawPaste } from './paste.ts'
import { drawWeather } from './weather.ts'

export interface Panels {
  readonly root: HTMLElement
  /** Unfolds the clock, and brings the keyboard there. */
  openClock(): void
}

/** The column beside the channels: what the bot thinks, and what can be done to it. */
export function drawPanels(context: PanelContext): Panels {
  const clock = drawClock(context)
  const root = element(
    'aside',
    { class: 'panels', 'aria-label': 'Backstage' },
    element('h2', { class: 'p-title' }, 'Backstage'),
    drawBehind(context),
    drawWeather(context),
    clock.root,
    drawCheck(context),
    drawPaste(context),
  )
  return {
    root,
    openClock() {
      clock.unfold()
      clock.go()
    },
  }
}
