import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sideOf } from './side.ts'
import { NARROW, stage } from './stage.ts'

const here = stage()
const PLATFORMS = ['slack', 'discord'] as const
const WELCOME = { name: 'What this is' }

/** Words of the first story of a platform that stand within sight. */
async function sees(page: Page, platform: (typeof PLATFORMS)[number], words: string): Promise<boolean> {
  const side = sideOf(page, platform)
  const box = await side.column.locator('.room .stream').boundingBox()
  const line = await side
    .root(/^NATO says/u)
    .getByText(words)
    .first()
    .boundingBox()
  if (box === null || line === null) return false
  return line.y >= box.y && line.y + line.height <= box.y + box.height
}

/** Whoever opens another page would still have the form. */
async function leaveForm(page: Page): Promise<void> {
  await Promise.all([page.waitForResponse(/\/act$/u), page.keyboard.press('Escape')])
}

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

test('on Slack the list of a field in a form hides what it covers', async () => {
  const page = await here.open('ana')
  const slack = sideOf(page, 'slack')
  await slack.enter('general')
  await slack.say('/digest')
  const zone = page.getByRole('dialog').getByRole('combobox', { name: 'Time zone' })
  await zone.fill('kath')
  await page.locator('[role=option]:visible').first().waitFor()
  const grounds = await page.evaluate(
    "['.listbox:popover-open', '.listbox:popover-open [aria-selected=true]'].map(one => getComputedStyle(document.querySelector(one)).backgroundColor)",
  )
  await page.keyboard.press('Escape')
  await leaveForm(page)
  expect(grounds).toEqual(['rgb(255, 255, 255)', 'rgb(18, 100, 163)'])
})

test('in the system’s own colours what is chosen looks unlike what is not', async () => {
  const page = await here.open('ben', { forcedColors: 'active' })
  const { composer } = sideOf(page, 'slack')
  await page.getByRole('button', { name: 'Backstage' }).click()
  await composer.pressSequentially('/')
  await page.locator('[role=option]:visible').first().waitFor()
  const grounds = await page.evaluate(`[
    ['.segment input:checked + span', '.segment input:not(:checked) + span'],
    ['.place[aria-current=page]', '.place:not([aria-current])'],
    ['.toggle', '.welcome-try'],
    ['.listbox:popover-open [aria-selected=true]', '.listbox:popover-open [aria-selected=false]'],
  ].map(pair => new Set(pair.map(one => getComputedStyle(document.querySelector(one)).backgroundColor)).size)`)
  expect(grounds).toEqual([2, 2, 2, 2])
})

test('with a channel of a long name nothing is cut and nothing has to be scrolled sideways', async () => {
  const page = await here.open('ben', { viewport: NARROW })
  await page.addInitScript(`{
    const parse = JSON.parse
    JSON.parse = text => parse(text.replaceAll('"general"', '"${'general-news-of-all-countries-'.repeat(3)}"'))
  }`)
  await page.reload()
  const found = []
  for (const viewport of [NARROW, { width: 720, height: 450 }, { width: 1440, height: 900 }]) {
    await page.setViewportSize(viewport)
    await page.locator('[data-place^=general-news]:visible').first().click()
    found.push(
      await page.evaluate(`[...document.querySelectorAll('html, .top, .sidebar, .place, .room-bar, .room-opening, .s-button, .welcome')]
        .filter(one => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1).map(one => one.className)`),
    )
  }
  expect(found).toEqual([[], [], []])
})

test('with a finger everything in a form is met', async () => {
  const page = await here.open('ana', { viewport: NARROW, hasTouch: true, isMobile: true })
  const small = []
  for (const [platform, line] of [
    ['slack', '/digest'],
    ['discord', '/digest set'],
  ] as const) {
    await page.getByRole('tab', { name: platform }).tap()
    const side = sideOf(page, platform)
    await side.enter('general')
    await side.say(line)
    await page.getByRole('dialog').getByLabel('Time').first().waitFor()
    small.push(
      await page.evaluate(`[...document.querySelectorAll('dialog :is(button, select, .s-tick, input:not([type=checkbox]))')]
        .filter(one => one.getBoundingClientRect().height < 40).map(one => one.className)`),
    )
    await leaveForm(page)
  }
  expect(small).toEqual([[], []])
})

test('neither side says less than the other: the age of a story, how to begin, and what stands on a button', async () => {
  const page = await here.open()
  const said = []
  for (const platform of PLATFORMS) {
    const side = sideOf(page, platform)
    const root = await side.root(/^NATO says/u).innerText()
    const cut = await side.column
      .getByRole('button', { name: /^Earlier/u })
      .evaluateAll(buttons => buttons.filter(one => one.scrollWidth > one.clientWidth).length)
    await side.enter('desk')
    const opening = await side.column.locator('.room-opening').innerText()
    said.push([/\d+ \w+ ago/u.exec(root)?.[0], cut, opening.includes('Type / for commands')])
  }
  expect([said[0], said[1]?.slice(1)]).toEqual([said[1], [0, true]])
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

test('on a phone the other side begins with its headline too, and every root shows who has replied', async () => {
  const page = await here.open('ben', { viewport: NARROW, hasTouch: true, isMobile: true })
  await page.getByRole('tab', { name: 'Discord' }).tap()
  const seen = await sees(page, 'discord', 'NATO says')
  await page.getByRole('tab', { name: 'Slack' }).tap()
  const slack = sideOf(page, 'slack')
  await slack.enter('general')
  for (const story of ['cop28', 'brazil']) {
    await slack.say(`/story ${story}`)
    await slack.sidesOf(new RegExp(story, 'iu'), 2).waitFor()
  }
  const faces = await slack.column
    .locator('.s-thread-link .s-face')
    .evaluateAll(all => all.map(one => one.getBoundingClientRect().width))
  const tools = await page.evaluate(
    "[...document.querySelectorAll('#column-slack .s-tools')].map(one => getComputedStyle(one).opacity)",
  )
  expect([seen, faces, tools]).toEqual([true, [24, 24], ['1', '1']])
})
