import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Platform } from '../../src/playground/page/protocol.ts'
import { bringAxe, violations } from './axe.ts'
import { type Side, sideOf, TITLES, unfold } from './side.ts'
import { NARROW, stage, WIDE } from './stage.ts'

const here = stage()
const PLATFORMS: readonly Platform[] = ['slack', 'discord']

/** A page of each width with axe in it. */
const pages = new Map<number, Page>()
beforeAll(async () => {
  for (const viewport of [WIDE, NARROW]) {
    const page = await here.openForAll({ viewport })
    await bringAxe(page)
    pages.set(viewport.width, page)
  }
})

async function shown(width: number, platform: Platform): Promise<{ page: Page; side: Side }> {
  const page = pages.get(width)
  if (page === undefined) throw new Error(`No page is ${width} pixels wide.`)
  if (width === NARROW.width) await page.getByRole('tab', { name: TITLES[platform] }).click()
  return { page, side: sideOf(page, platform) }
}

describe.each([WIDE, NARROW])('at $width pixels axe finds nothing', ({ width }) => {
  test.each(PLATFORMS)(
    'on %s, from the start through lists, threads and private answers to an error',
    async platform => {
      const { page, side } = await shown(width, platform)
      const column = `#column-${platform}`
      // Where there is room, both platforms are seen at once, and the first has looked at everything.
      const whole = width === NARROW.width || platform === 'slack'
      const found = [...(await violations(page, 'start', whole ? 'html' : column))]
      await side.composer.pressSequentially('/')
      await page.locator('[role=option]:visible').first().waitFor()
      found.push(...(await violations(page, 'list of commands', column)))
      await side.composer.press('Escape')
      await side.say('/story')
      const list = side
        .messages(/Only (?:visible to you|you can see this)/u)
        .getByRole('combobox')
        .last()
      await unfold(page, list)
      found.push(...(await violations(page, 'private answer with an open select', column)))
      await list.press('Escape')
      await side.opener(/^NATO says/u).click()
      await side.thread.getByText('Pro-establishment narrative').first().waitFor()
      found.push(...(await violations(page, 'thread', column)))
      await side.thread.press('Escape')
      await side.say('/nonsense')
      await side.column.getByRole('alert').waitFor()
      found.push(...(await violations(page, 'error', column)))
      expect(found).toEqual([])
    },
  )

  test('backstage, with every pane open', async () => {
    const { page, side } = await shown(width, 'slack')
    const message = side.root(/^NATO says/u)
    await message.hover()
    await message.getByRole('button', { name: 'Behind this message' }).click()
    await page.getByRole('meter').first().waitFor()
    const found = [...(await violations(page, 'behind the message', '.panels'))]
    for (const name of ['Weather', 'Check', 'Paste']) await page.getByRole('heading', { name, exact: true }).click()
    await page.getByText('All stories').click()
    await page.getByLabel('The story’s text').fill('Not a story')
    await page.getByRole('button', { name: 'Read', exact: true }).click()
    await page.locator('mark').first().waitFor()
    found.push(...(await violations(page, 'every pane')))
    expect(found).toEqual([])
  })
})

/** Forms as the two platforms' APIs have them; no command of the bot opens one yet. */
const FORMS = {
  slack: {
    id: 'V1',
    title: { text: 'Daily digest' },
    submit: { text: 'Save' },
    blocks: [
      { type: 'input', label: { text: 'Topic' }, element: { type: 'plain_text_input', action_id: 'topic' } },
      {
        type: 'input',
        label: { text: 'Zone' },
        hint: { text: 'Where you read' },
        element: {
          type: 'static_select',
          action_id: 'zone',
          options: [{ text: { text: 'Europe/Berlin' }, value: 'Europe/Berlin' }],
        },
      },
    ],
  },
  discord: {
    title: 'Daily digest',
    components: [
      { type: 18, label: 'Topic', component: { type: 4, custom_id: 'topic', style: 1 } },
      {
        type: 18,
        label: 'Zone',
        description: 'Where you read',
        component: { type: 3, custom_id: 'zone', options: [{ label: 'Europe/Berlin', value: 'Europe/Berlin' }] },
      },
    ],
  },
} as const

test('a form has nothing that axe finds', async () => {
  const { page } = await shown(WIDE.width, 'slack')
  const found: string[] = []
  for (const platform of PLATFORMS) {
    const form = JSON.stringify(FORMS[platform])
    await page.evaluate(`import('/page/kit.ts').then(({ KITS }) => KITS.${platform}.openForm(${form}, {
      act: async () => ({ ok: true }), left() {}, draw: { now: 0, person: 'ben', replies: [], nameOf: () => undefined },
      bot: 'Counterpoint', people: ['ben'], channels: ['news'],
    }))`)
    await page.getByRole('dialog').getByLabel('Topic').waitFor()
    found.push(...(await violations(page, `form on ${platform}`, 'dialog')))
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  expect(found).toEqual([])
})

/** Boxes that are wider inside than outside, by how many pixels. */
const TOO_WIDE = `[document.documentElement, ...document.querySelectorAll('.stream, .panels, .backstage')]
  .filter(one => one.clientWidth > 0 && one.scrollWidth > one.clientWidth)
  .map(one => one.className + ' by ' + (one.scrollWidth - one.clientWidth))`

test('neither at 390 pixels nor at 1440 at 200 % anything has to be scrolled sideways', async () => {
  const page = await here.open('ben', { viewport: NARROW })
  const found = [await page.evaluate(TOO_WIDE)]
  await page.getByRole('button', { name: 'Backstage' }).click()
  for (const name of ['Behind the message', 'Weather', 'Check', 'Paste'])
    await page.getByRole('heading', { name, exact: true }).click()
  found.push(await page.evaluate(TOO_WIDE))
  await page.setViewportSize({ width: 720, height: 450 })
  found.push(await page.evaluate(TOO_WIDE))
  await page.getByRole('button', { name: 'Backstage' }).click()
  found.push(await page.evaluate(TOO_WIDE))
  expect(found).toEqual([[], [], [], []])
})

test('who wants less motion sees none', async () => {
  const page = await here.open()
  const { composer, opener, thread } = sideOf(page, 'discord')
  await composer.pressSequentially('/')
  await page.locator('[role=option]:visible').first().waitFor()
  await composer.press('Escape')
  await opener(/^NATO says/u).click()
  await thread.waitFor()
  await page.getByRole('button', { name: 'Backstage' }).click()
  expect(await page.evaluate('document.getAnimations().length')).toBe(0)
})

test('axe does find what is wrong', async () => {
  const { page } = await shown(WIDE.width, 'slack')
  await page.evaluate(
    "document.querySelector('.composer-input').removeAttribute('aria-label'); document.querySelector('.composer-input').removeAttribute('placeholder')",
  )
  expect((await violations(page, 'no label')).join()).toContain('label on ')
})
