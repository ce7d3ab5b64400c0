import { element } from './element.ts'
import { keep, keeps } from './kept.ts'

const CHOICES = ['system', 'light', 'dark'] as const
type Choice = (typeof CHOICES)[number]
const LABELS: Readonly<Record<Choice, string>> = { system: 'System', light: 'Light', dark: 'Dark' }
const KEY = 'counterpoint-theme'

/** Light or dark: as the system has it until somebody chooses; the choice is kept by this browser. */
export function drawThemeSwitch(): HTMLElement {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  let chosen: Choice = CHOICES.find(choice => choice === keeps(KEY)) ?? 'system'
  const apply = () => {
    const theme = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen
    document.documentElement.dataset.theme = theme
  }
  dark.addEventListener('change', apply)
  apply()
  return drawSegments('Theme', 'theme', CHOICES, LABELS, chosen, choice => {
    chosen = choice
    keep(KEY, choice)
    apply()
  })
}

/** One choice out of a few, as a row of radio buttons. */
export function drawSegments<Value extends string>(
  legend: string,
  name: string,
  values: readonly Value[],
  labels: Readonly<Record<Value, string>>,
  current: string,
  chosen: (value: Value) => void,
): HTMLElement {
  const options = values.map(value =>
    element(
      'label',
      { class: 'segment' },
      element('input', { type: 'radio', name, value, checked: value === current, onchange: () => chosen(value) }),
      element('span', {}, labels[value]),
    ),
  )
  return element('fieldset', { class: `segments segments-${name}` }, element('legend', {}, legend), ...options)
}
