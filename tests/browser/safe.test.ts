import { expect, onTestFinished, test } from 'vitest'
import { knock } from '../playground/stage.ts'
import { launchOwnChromium } from './chromium.ts'
import { sideOf } from './side.ts'
import { stage } from './stage.ts'

const here = stage()
const POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
const MOST_BYTES = 150_000

test('the page speaks with nobody but its own server, and breaks none of its own rules', async () => {
  const page = await here.open('ben', { reducedMotion: 'no-preference' })
  const [asked, said]: [string[], string[]] = [[], []]
  page.on('request', request => asked.push(request.url()))
  page.on('console', message => said.push(message.text()))
  page.on('pageerror', error => said.push(String(error)))
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', event => console.error(event.violatedDirective))",
  )
  await page.reload()
  for (const platform of ['slack', 'discord'] as const) {
    const side = sideOf(page, platform)
    await side
      .root(/^NATO says/u)
      .getByRole('button', { name: 'Both sides' })
      .click()
    await side
      .messages(/Only (?:visible to you|you can see this)/u)
      .first()
      .waitFor()
    await side.opener(/^NATO says/u).click()
    await side.thread.getByText('Pro-establishment narrative').first().waitFor()
  }
  await page.getByRole('button', { name: 'Backstage' }).click()
  for (const pane of ['Weather', 'Check', 'Paste']) await page.getByRole('heading', { name: pane, exact: true }).click()
  expect([asked.length > 40, asked.filter(url => !url.startsWith(`${here.address}/`)), said]).toEqual([true, [], []])
})

test('a script that gets into the page does not run', async () => {
  const page = await here.open()
  const ran = await page.evaluate(`new Promise(resolve => {
    addEventListener('securitypolicyviolation', event => resolve(event.violatedDirective))
    const script = document.createElement('script')
    script.textContent = 'document.title = "taken over"'
    document.head.append(script)
  })`)
  expect([ran, await page.title()]).toEqual(['script-src-elem', 'Counterpoint playground'])
})

test('a foreign Host and a foreign Origin are refused, and the rules stand on every answer', async () => {
  const { address } = here
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ act: 'read', text: 'x' })
  const answers = [
    await knock(address, '/', { headers: { host: 'news.example' } }),
    await knock(address, '/act', { method: 'POST', headers: { ...json, origin: 'https://news.example' }, body }),
    await knock(address, '/act', { method: 'POST', headers: json, body }),
    await knock(address, '/act', { method: 'POST', headers: { ...json, origin: address }, body }),
    await knock(address, '/'),
  ]
  expect(answers.map(({ status, headers }) => [status, headers['content-security-policy']])).toEqual(
    [421, 403, 403, 200, 200].map(status => [status, POLICY]),
  )
})

test('what the browser fetches for the page is less than 150 kB without its fonts', async ({ annotate }) => {
  const page = await here.open()
  const fetched = `performance.getEntriesByType('resource').filter(one => !/woff2|events/.test(one.name))`
  const bytes = await page.evaluate(`[performance.getEntriesByType('navigation')[0], ...${fetched}]
    .reduce((all, one) => all + one.encodedBodySize, 0)`)
  await annotate(`The page weighs ${String(bytes)} bytes without fonts.`)
  expect([Number(bytes) > 30_000, Number(bytes) < MOST_BYTES]).toEqual([true, true])
})

test('the machine’s own Chromium shows the page too', async () => {
  const browser = await launchOwnChromium()
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  await page.goto(here.address)
  for (const platform of ['slack', 'discord'] as const)
    await sideOf(page, platform)
      .root(/^NATO says/u)
      .waitFor()
  expect(await page.title()).toBe('Counterpoint playground')
})
