import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { bringAxe, violations } from './axe.ts'
import { sideOf, tabTo } from './side.ts'
import { stage } from './stage.ts'

const here = stage()
const KEYS: ReadonlySet<string> = new Set(['Enter', 'Escape', 'Tab', 'ArrowUp', 'ArrowDown', 'Backspace', 'Space'])
const OPTION = '[role=listbox]:visible [role=option]'
let page: Page
beforeAll(async () => {
  page = await here.openForAll()
  await bringAxe(page)
  await page.getByRole('radio', { name: 'ana' }).check({ force: true })
})

async function type(...given: readonly string[]): Promise<void> {
  for (const one of given) await (KEYS.has(one) ? page.keyboard.press(one) : page.keyboard.type(one))
}

async function offered(text: string | RegExp): Promise<void> {
  await page.locator(OPTION).filter({ hasText: text }).first().waitFor()
}

test('on Slack the form is filled in and sent with the keyboard alone', async () => {
  const side = sideOf(page, 'slack')
  await side.enter('general')
  await tabTo(page, side.composer)
  await type('/digest', 'Escape', 'Enter')
  const form = page.getByRole('dialog')
  await form.waitFor()
  const time = form.getByLabel('Time', { exact: false }).first()
  const held = [await time.inputValue(), await page.evaluate('document.activeElement.type')]
  const zone = form.getByRole('combobox').first()
  await tabTo(page, zone)
  await page.keyboard.press('ControlOrMeta+a')
  await type('kathmandu')
  await offered('Kathmandu')
  await type('Enter')
  const topics = form.getByRole('combobox').nth(1)
  await tabTo(page, topics)
  await type('gaza')
  await offered(/gaza/iu)
  await type('Enter')
  const chip = form.getByRole('button', { name: /^Remove/u })
  await chip.waitFor()
  const wrong = await violations(page, 'form', 'dialog')
  await tabTo(page, chip)
  await type('Enter')
  await tabTo(page, form.locator('button[type=submit]'))
  await type('Enter')
  await form.waitFor({ state: 'detached' })
  await side
    .messages(/Kathmandu/u)
    .first()
    .waitFor()
  expect([held, wrong, await chip.count()]).toEqual([['08:30', 'time'], [], 0])
})

test('on Discord the composer completes the subcommand and what it takes', async () => {
  const side = sideOf(page, 'discord')
  await side.enter('general')
  await tabTo(page, side.composer)
  await type('/dig')
  await offered('/digest')
  await type('Enter')
  await offered('/digest daily')
  await type('dai', 'Enter')
  await type('08:30')
  await offered('08:30')
  await type('Tab')
  await offered('timezone')
  await type(' timezone:kathm')
  await offered('Kathmandu')
  await type('Tab', 'Escape', 'Enter')
  await side
    .messages(/Kathmandu/u)
    .first()
    .waitFor()
  expect(await side.composer.inputValue()).toBe('')
})

test('the clock goes to the next digest, which stands on both sides, and /digest list says so', async () => {
  await page.getByRole('button', { name: 'Backstage' }).click()
  await page.getByRole('heading', { name: 'Clock' }).click()
  await page.getByText(/^The next digest is due on .*2025/u).waitFor()
  await page.getByRole('button', { name: 'To the next digest' }).click()
  await page.getByText(/2 digests came/u).waitFor()
  const both = (['slack', 'discord'] as const).map(platform => sideOf(page, platform))
  for (const side of both)
    await side
      .messages(/WHO|pandemic/iu)
      .last()
      .waitFor()
  for (const platform of ['Slack', 'Discord'])
    await page.getByRole('button', { name: `/digest list on ${platform}` }).click()
  for (const side of both) await side.messages(/Last/iu).last().waitFor()
  const wide = await violations(page, 'wide', '#backstage')
  await page.setViewportSize({ width: 390, height: 844 })
  const narrow = await violations(page, 'narrow', '#backstage')
  const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  expect([wide, narrow, over]).toEqual([[], [], 0])
})
