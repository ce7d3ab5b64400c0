import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sees, sideOf } from './side.ts'
import { NARROW, stage } from './stage.ts'

const here = stage()
const PLATFORMS = ['slack', 'discord'] as const

/** Whoever opens another page would still have the form. */
async function leaveForm(page: Page): Promise<void> {
  await Promise.all([page.waitForResponse(/\/act$/u), page.keyboard.press('Escape')])
}

test('on Slack the list of a field in a form hides what it covers', async () => {
  const page = await here.open('ana')
  const slack = sideOf(page, 'slack')
  await slack.enter('general')
  await slack.say('/digest')
  const zone = page.getByRole('dialog').getByRole('combobox', { name: 'Time zone' })
  await zone.fill('kath')
  await page.locator('[role=option]:visible').first().waitFor()
  const grounds = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
    grounds.push(
      await page.evaluate(
        "['.listbox:popover-open', '.listbox:popover-open [aria-selected=true]'].map(one => getComputedStyle(document.querySelector(one)).backgroundColor)",
      ),
    )
  }
  await page.keyboard.press('Escape')
  await leaveForm(page)
  expect(grounds).toEqual([
    ['rgb(255, 255, 255)', 'rgb(18, 100, 163)'],
    ['rgb(34, 37, 41)', 'rgb(17, 100, 163)'],
  ])
})

test('on Slack what is wrong in a form is read with its field, which then has the keyboard', async () => {
  const page = await here.open('ana')
  const slack = sideOf(page, 'slack')
  await slack.enter('desk')
  await slack.say('/digest')
  const form = page.getByRole('dialog')
  await form.getByRole('combobox', { name: 'Topics' }).waitFor()
  const days = form.getByRole('group', { name: 'Days' })
  for (const day of await days.getByRole('checkbox').all()) await day.uncheck()
  await form.getByRole('button', { name: 'Save' }).click()
  const monday = days.getByRole('checkbox', { name: 'Monday' })
  await monday.and(page.locator('[aria-invalid]:focus')).waitFor()
  const words = await page.evaluate(
    "document.getElementById(document.activeElement.closest('fieldset').getAttribute('aria-describedby').split(' ').at(-1)).textContent",
  )
  await leaveForm(page)
  expect(words).toBe('Please complete this required field.')
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
  // They cover no word of the message that they belong to.
  const covers = await page.evaluate(`[...document.querySelectorAll('#column-slack .room .s-tools')].filter(tools => {
    const body = tools.closest('article').querySelector('.s-body').getBoundingClientRect()
    return tools.getBoundingClientRect().bottom > body.top + 20
  }).length`)
  expect([seen, faces, tools, covers]).toEqual([true, [24, 24], ['1', '1'], 0])
})
