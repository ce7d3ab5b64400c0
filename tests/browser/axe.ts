import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const SCHEMES = [
  ['light', {}],
  ['dark', { runOnly: ['color-contrast', 'link-in-text-block'] }],
] as const

/** Puts axe into a page. */
export async function bringAxe(page: Page): Promise<void> {
  await page.evaluate(AXE)
}

/** What axe says of what is seen now, as `state, scheme: rule on element`; in dark only of colours, for nothing else differs. */
export async function violations(page: Page, state: string, part = 'html'): Promise<readonly string[]> {
  const found: string[] = []
  for (const [colorScheme, rules] of SCHEMES) {
    await page.emulateMedia({ colorScheme })
    const wrong: unknown =
      await page.evaluate(`axe.run('${part}', { resultTypes: ['violations'], ...${JSON.stringify(rules)} })
      .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' on ' + target)))`)
    for (const one of Array.isArray(wrong) ? wrong : [wrong]) found.push(`${state}, ${colorScheme}: ${String(one)}`)
  }
  return found
}
