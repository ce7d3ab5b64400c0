import { expect, test } from 'vitest'
import { sees, sideOf } from './side.ts'
import { stage } from './stage.ts'

const here = stage()
const PLATFORMS = ['slack', 'discord'] as const
const WELCOME = { name: 'What this is' }

test('a stranger reads what this is, and on both sides how the first story begins', async () => {
  const page = await here.open()
  const seen = await Promise.all(PLATFORMS.map(platform => sees(page, platform, 'NATO says')))
  const words = await page.getByRole('region', WELCOME).innerText()
  expect([seen, /facts of a story with their sources, and in its thread every side/u.test(words)]).toEqual([
    [true, true],
    true,
  ])
})

test('what the stranger is offered to try is answered on both sides, and what was read and closed stays closed', async () => {
  const page = await here.open()
  for (const platform of PLATFORMS) await sideOf(page, platform).enter('desk')
  await page.getByRole('button', { name: '/story gaza' }).click()
  for (const platform of PLATFORMS)
    await sideOf(page, platform)
      .sidesOf(/Gaza|genocide/u, 2)
      .first()
      .waitFor()
  await page.getByRole('button', { name: 'Move the clock' }).click()
  await page.getByRole('button', { name: 'A week later' }).waitFor()
  const close = page.getByRole('button', { name: 'Close: What this is' })
  await close.press('Enter')
  await page.reload()
  await sideOf(page, 'slack').composer.waitFor()
  expect(await page.getByRole('region', WELCOME).count()).toBe(0)
})

test('a reload changes nothing of what is open, and Back closes it step by step', async () => {
  const page = await here.open('ana')
  const slack = sideOf(page, 'slack')
  await sideOf(page, 'discord').enter('general')
  await slack.opener(/^NATO says/u).click()
  await slack.thread.getByText('Pro-establishment narrative').waitFor()
  await page.getByRole('button', { name: 'Backstage' }).click()
  const open = async () => [
    await page.getByRole('radio', { name: 'ana' }).isChecked(),
    await page.locator('#column-discord [aria-current=page]').getAttribute('data-place'),
    await slack.thread.isVisible(),
    await page.locator('#backstage').isVisible(),
  ]
  // What the server tells after its first word comes a while later, as it may on a slow line.
  await page.addInitScript(`{
    const Source = EventSource
    globalThis.EventSource = class extends Source {
      addEventListener(name, heard) {
        let first = true
        super.addEventListener(name, event => {
          setTimeout(() => heard(event), name !== 'message' || first ? 0 : 100)
          first = false
        })
      }
    }
  }`)
  await page.reload()
  await slack.thread.getByText('Pro-establishment narrative').waitFor()
  const steps = [await open()]
  for (const _ of [1, 2, 3]) {
    await page.goBack()
    steps.push(await open())
  }
  await page.goForward()
  steps.push(await open())
  expect(steps).toEqual([
    [true, 'general', true, true],
    [true, 'general', true, false],
    [true, 'general', false, false],
    [true, 'news', false, false],
    [true, 'general', false, false],
  ])
})

test('what was opened and closed again leaves no step that does nothing', async () => {
  const page = await here.open()
  const { thread, opener, column } = sideOf(page, 'discord')
  await sideOf(page, 'slack').enter('general')
  await opener(/^NATO says/u).click()
  await thread.getByRole('button', { name: 'Close thread' }).click()
  await thread.waitFor({ state: 'hidden' })
  await page.waitForFunction('history.state.view.thread.discord === undefined')
  await page.goBack()
  expect([await thread.isVisible(), await page.locator('#column-slack [aria-current=page]').innerText()]).toEqual([
    false,
    'news',
  ])
  expect(await column.isVisible()).toBe(true)
})

test('whoever hears the page hears of the facts and of each side in the same way, each in whole words', async () => {
  const page = await here.open()
  const heard = []
  for (const platform of PLATFORMS) {
    const side = sideOf(page, platform)
    await side.enter('desk')
    const before = await side.column.getByRole('log').locator('p').count()
    await side.say('/story fukushima')
    await side
      .sidesOf(/Fukushima|Japan/u, 2)
      .first()
      .waitFor()
    const lines = await side.column.getByRole('log').locator('p').allTextContents()
    heard.push([before, lines.map(line => line.replace(/^Counterpoint on \w+/u, '')).toSorted()])
  }
  expect(heard[0]).toEqual(heard[1])
  expect(heard[0]).toEqual([
    0,
    [
      expect.stringMatching(/^ in the thread: [\w-]+ narrative$/u),
      expect.stringMatching(/^ in the thread: [\w-]+ narrative$/u),
      expect.stringMatching(/^: .*(?:Fukushima|Japan)/u),
    ],
  ])
})

test('while the playground is away nobody is said to be connected, and what is open stays open', async () => {
  const page = await here.open()
  const slack = sideOf(page, 'slack')
  await slack.opener(/^NATO says/u).click()
  const states = async () => await page.locator('.status').allInnerTexts()
  const before = await states()
  // Told to the page by its own event source, as when the server is gone.
  await page.addInitScript(`{
    const Source = EventSource
    globalThis.EventSource = function (address) { return globalThis.source = new Source(address) }
  }`)
  await page.reload()
  await slack.thread.waitFor()
  await page.evaluate("source.dispatchEvent(new Event('error'))")
  await page.getByRole('alert').getByText('does not answer').waitFor()
  expect([before, await states(), await slack.thread.isVisible()]).toEqual([
    ['bot connected', 'bot connected'],
    ['bot not connected', 'bot not connected'],
    true,
  ])
})

test('when the clock moves whoever reads stays where he is', async () => {
  const page = await here.open()
  const slack = sideOf(page, 'slack')
  await slack.opener(/^NATO says/u).click()
  await slack.thread.getByText('Pro-establishment narrative').waitFor()
  const tops = () =>
    page.evaluate(
      "[...document.querySelectorAll('#column-slack .thread .stream, #column-discord .room .stream')].map(one => one.scrollTop)",
    )
  const age = slack.thread.locator('time').filter({ hasText: /ago/u }).first()
  const said = await age.innerText()
  await page.getByRole('button', { name: 'Move the clock' }).click()
  await page.evaluate("document.querySelector('#column-slack .thread .stream').scrollTop = 60")
  const before = await tops()
  const later = page.getByRole('button', { name: 'A week later' })
  for (let week = 0; week < 6; week += 1) {
    await later.click()
    await page.locator('.p-strides [aria-busy]').first().waitFor({ state: 'detached' })
  }
  await age.filter({ hasNotText: said }).waitFor()
  expect(await tops()).toEqual(before)
})

test.each([1440, 390])('at %i pixels nothing jumps while the page comes up', async width => {
  const page = await here.open('ben', { viewport: { width, height: 900 } })
  await sees(page, 'slack', 'NATO says')
  const moved = await page.evaluate(`new Promise(resolve => {
    const shifts = []
    new PerformanceObserver(list => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true })
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(shifts.reduce((all, { value }) => all + value, 0))))
  })`)
  expect(Number(moved)).toBeLessThan(0.005)
})
