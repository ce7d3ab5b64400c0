import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { LOPSIDED, MISCITED, PORTS } from '../tools/documents.ts'
import { sideOf, TITLES } from './side.ts'
import { stage } from './stage.ts'

const here = stage()
/** How long after a file was written the page may take to show it, Chromium's own work included. */
const SOON = { timeout: 10_000 }

const PRINTED = `A lighthouse is sold to its keepers
Facts
- The island council sold the lighthouse on Monday.1
- Its lamp was lit for the first time in 1871.2
Sources: 1Reuters and 2BBC News.
Narratives
- Left narrative, as provided by The Guardian. What belongs to all was given to a few.
- Right narrative, as provided by FOX News. Those who care for it should own it.
What is this line doing here
`

let page: Page
beforeAll(async () => {
  page = await here.openForAll()
})

/** A pane, open. */
async function backstage(pane: string) {
  const toggle = page.getByRole('button', { name: 'Backstage' })
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click()
  const box = page.locator('details.p-pane').filter({ has: page.getByRole('heading', { name: pane, exact: true }) })
  if ((await box.getAttribute('open')) === null) await box.getByRole('heading', { name: pane, exact: true }).click()
  return box
}

test('a story is pasted, what was not understood is underlined, and once saved it is found on both sides', async () => {
  const paste = await backstage('Paste')
  await paste.getByLabel('The story’s text').fill(PRINTED)
  await paste.getByRole('button', { name: 'Read' }).click()
  const marked = paste.locator('mark')
  await marked.first().waitFor()
  const line = await marked.allInnerTexts()
  const drawn = await page.evaluate("getComputedStyle(document.querySelector('mark')).textDecorationLine")
  await paste.getByLabel('Save it under the name').fill('lighthouse')
  await paste.getByRole('button', { name: 'Save' }).click()
  await paste.getByText('Saved as lighthouse.md').waitFor()
  for (const platform of ['slack', 'discord'] as const) {
    const side = sideOf(page, platform)
    await side.say('/story lighthouse')
    await side.opener('A lighthouse is sold to its keepers').waitFor(SOON)
  }
  expect([line, drawn, readdirSync(here.stories).includes('lighthouse.md')]).toEqual([
    ['What is this line doing here'],
    'underline',
    true,
  ])
})

test('what cannot be pasted or saved is said in words that a person can follow', async () => {
  const paste = await backstage('Paste')
  const text = paste.getByLabel('The story’s text')
  await text.fill(PRINTED)
  await paste.getByRole('button', { name: 'Read' }).click()
  await paste.getByLabel('Save it under the name').fill('')
  await paste.getByRole('button', { name: 'Save' }).click()
  await paste.getByText('It has no name yet. Give it one, such as 2025-05-20-harbor-strike.').waitFor()
  await text.fill('x'.repeat(500_001))
  await paste.getByRole('button', { name: 'Read' }).click()
  await paste.getByText('This has 500,001 characters, and 500,000 are read at once. Paste less.').waitFor()
  expect(await paste.getByRole('button', { name: 'Save' }).count()).toBe(0)
  await text.fill('')
})

test('an edited file and a removed one change what Check says', async () => {
  const file = join(here.stories, 'bridge.md')
  writeFileSync(file, LOPSIDED)
  const check = await backstage('Check')
  await check.getByText('A bridge opens').first().waitFor()
  writeFileSync(file, MISCITED)
  await check.getByText('bridge.md:4').waitFor(SOON)
  rmSync(file)
  await check.getByText('bridge.md:4').waitFor({ state: 'detached', ...SOON })
  expect(await check.getByText('A bridge opens').count()).toBe(0)
})

test('a story that is put into the folder is offered while somebody types', async () => {
  const { composer } = sideOf(page, 'discord')
  writeFileSync(join(here.stories, 'crane-ports.md'), PORTS)
  const check = await backstage('Check')
  await check.getByText('All stories').click()
  await check.getByText('Northport crane crews').waitFor(SOON)
  await composer.pressSequentially('/story crane')
  const offered = page.getByRole('option').filter({ hasText: 'Northport' })
  await offered.first().waitFor()
  expect(await offered.count()).toBe(1)
})

test.each(['slack', 'discord'] as const)(
  'behind a message on %s are its meaning, what was sent, and how much room it takes',
  async platform => {
    const { root } = sideOf(page, platform)
    const message = root(/^NATO says/u)
    await message.hover()
    await message.getByRole('button', { name: 'Behind this message' }).click()
    const pane = await backstage('Behind the message')
    await pane.locator('.p-mark').filter({ hasText: TITLES[platform] }).waitFor()
    await pane.getByRole('meter').first().waitFor()
    const [meant, sent] = [
      pane.getByRole('region', { name: 'Neutral message' }),
      pane.getByRole('region', { name: 'What was sent' }),
    ]
    const bars = await pane
      .getByRole('meter')
      .evaluateAll(meters =>
        meters.map(meter => Number(meter.getAttribute('aria-valuenow')) <= Number(meter.getAttribute('aria-valuemax'))),
      )
    expect([
      (await meant.innerText()).includes('"kind": "facts"'),
      (await sent.innerText()).includes(platform === 'slack' ? '"rich_text"' : '"components"'),
      bars.length > 2 && bars.every(Boolean),
    ]).toEqual([true, true, true])
    expect(TITLES[platform]).toBe((await pane.locator('.p-mark').innerText()).trim())
  },
)
