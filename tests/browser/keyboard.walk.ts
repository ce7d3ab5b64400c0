import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sideOf, tabTo, unfold } from './side.ts'
import { stage } from './stage.ts'

const here = stage()
const KEYS: ReadonlySet<string> = new Set(['Enter', 'Escape', 'Tab', 'ArrowUp', 'ArrowDown'])
const LIST = '[role=listbox]:visible [role=option]'

/** Types these: names of keys as keys, everything else as text. */
async function type(page: Page, ...given: readonly string[]): Promise<void> {
  for (const one of given) await (KEYS.has(one) ? page.keyboard.press(one) : page.keyboard.type(one))
}

test.each([
  { platform: 'slack', secret: 'Only visible to you' },
  { platform: 'discord', secret: 'Only you can see this' },
] as const)(
  'on $platform the keyboard alone asks, reads both sides, chooses, and comes back',
  async ({ platform, secret }) => {
    const page = await here.open()
    const side = sideOf(page, platform)

    // Another channel.
    await tabTo(page, side.column.locator('[data-place=news]'))
    await type(page, 'ArrowDown', 'Enter')
    await tabTo(page, side.composer)

    // A command from the list, and on Discord a story from the next list.
    await page.keyboard.press('/')
    await page.locator(LIST).filter({ hasText: '/story' }).waitFor()
    await type(page, 'Enter', 'parthenon')
    if (platform === 'discord') {
      await page.locator(LIST).filter({ hasText: /Sunak/u }).first().waitFor()
      await type(page, 'Tab')
    }
    await type(page, 'Enter')
    const root = side.root(/^Sunak calls off/u)

    // Both sides, alone.
    await tabTo(page, root.getByRole('button', { name: 'Both sides' }), true)
    await type(page, 'Enter')
    const alone = side.messages(secret)
    await alone.getByText('Pro-return narrative').waitFor()

    // The thread, and back to where one was.
    await tabTo(page, side.opener(/^Sunak calls off/u), platform === 'slack')
    await type(page, 'Enter')
    await side.thread.getByText('Pro-return narrative').first().waitFor()
    await type(page, 'Escape')
    await side.thread.waitFor({ state: 'hidden' })

    // The latest stories, and one of them from the field of choice.
    await tabTo(page, side.composer)
    await type(page, '/story', 'Escape', 'Enter')
    const list = alone.getByRole('combobox')
    await tabTo(page, list, true)
    await unfold(page, list)
    await type(page, 'ArrowDown', 'Enter')
    await side.opener(/./u).nth(1).waitFor()

    // What was typed before.
    await tabTo(page, side.composer)
    await type(page, 'ArrowUp')
    expect(await side.composer.inputValue()).toBe('/story')
  },
)

test('an Enter sends what was typed, though suggestions have come, and though the mouse rests where they open', async () => {
  const page = await here.open()
  const side = sideOf(page, 'discord')
  await side.enter('general')
  await side.composer.fill('/story cop28')
  const first = page.locator(LIST).first()
  await first.waitFor()
  const box = await first.boundingBox()
  await side.composer.press('Escape')
  await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 10)
  await side.composer.fill('/story cop2')
  await first.waitFor()
  await side.composer.press('Enter')
  await side.opener(/^COP28 in Dubai/u).waitFor()
  await type(page, '/story kenya', 'Enter')
  await side.opener(/^Kenya's president/u).waitFor()
  expect(await side.composer.inputValue()).toBe('')
})

test('the keyboard alone makes weather, pastes a story and looks behind a message', async () => {
  const page = await here.open()
  await tabTo(page, page.getByRole('button', { name: 'Backstage' }))
  await type(page, 'Enter')
  const pane = (name: string) =>
    page.locator('summary').filter({ has: page.getByRole('heading', { name, exact: true }) })
  await tabTo(page, pane('Weather'))
  await type(page, 'Enter')
  await tabTo(page, page.getByRole('button', { name: 'Duplicate delivery on Slack' }))
  await type(page, 'Enter')
  await page.getByText('Duplicate delivery on Slack.').waitFor()
  await tabTo(page, pane('Paste'))
  await type(page, 'Enter')
  await tabTo(page, page.getByLabel('The story’s text'))
  await page.keyboard.insertText('A word')
  await tabTo(page, page.getByRole('button', { name: 'Read', exact: true }))
  await type(page, 'Enter')
  await page.locator('mark').first().waitFor()
  const message = sideOf(page, 'slack').root(/^NATO says/u)
  await tabTo(page, message.getByRole('button', { name: 'Behind this message' }), true)
  await type(page, 'Enter')
  await page.getByRole('meter').first().waitFor()
  expect(await pane('Behind the message').and(page.locator(':focus')).count()).toBe(1)
})
