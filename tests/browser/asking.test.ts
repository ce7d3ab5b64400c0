import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { sideOf, unfold } from './side.ts'
import { stage } from './stage.ts'

const here = stage()

const sides = [
  { platform: 'slack', private: 'Only visible to you' },
  { platform: 'discord', private: 'Only you can see this' },
] as const

/** What the list of a combobox offers, top to bottom. */
const offers = (page: Page) => page.locator('[role=listbox]:visible [role=option]')

describe.each(sides)('On $platform', ({ platform, private: words }) => {
  let page: Page
  beforeAll(async () => {
    page = await here.openForAll()
  })

  test('a command is picked from the list and brings the facts, and under them both sides', async () => {
    const side = sideOf(page, platform)
    await side.enter('general')
    await side.composer.pressSequentially('/')
    await offers(page).filter({ hasText: '/story' }).click()
    await side.composer.pressSequentially('roe-v-wade')
    if (platform === 'discord') await offers(page).filter({ hasText: 'US Supreme Court ends' }).click()
    await side.composer.press('Enter')
    await side.opener(/^US Supreme Court ends/u).click()
    const shown = side.thread.getByText(/^(?:Left|Right) narrative$/u)
    await shown.nth(1).waitFor()
    expect((await shown.allInnerTexts()).toSorted()).toEqual(['Left narrative', 'Right narrative'])
  })

  test('a story for one alone turns its pages in place, and is posted from there', async () => {
    const side = sideOf(page, platform)
    await side.enter('general')
    await side.say(platform === 'slack' ? '/story kashmir only me' : '/story query:kashmir visibility:only me')
    const alone = side.messages(words)
    await alone.getByText('16 days of hearings').waitFor()
    await alone.getByRole('button', { name: 'Pro-establishment narrative' }).click()
    await alone.getByText('One nation now lives under one constitution').waitFor()
    expect([await alone.count(), await alone.getByText('16 days of hearings').count()]).toEqual([1, 0])
    await alone.getByRole('button', { name: 'Post it here' }).click()
    await side.opener(/^India's Supreme Court/u).waitFor()
  })

  test('a story is looked for in the list and posted', async () => {
    const side = sideOf(page, platform)
    await side.enter('desk')
    await side.say('/story')
    const list = side.messages(words).getByRole('combobox')
    await unfold(page, list)
    if (platform === 'slack') await list.pressSequentially('swiss')
    await offers(page)
      .filter({ hasText: platform === 'slack' ? 'Switzerland' : 'TikTok' })
      .first()
      .click()
    await side.opener(platform === 'slack' ? /^European rights court/u : /^US Supreme Court upholds/u).waitFor()
  })
})

test('both sides can be asked for alone, and nobody else sees the answer', async () => {
  const [ben, ana] = [await here.open('ben'), await here.open('ana')]
  const seen = []
  for (const { platform, private: words } of sides) {
    const [mine, theirs] = [sideOf(ben, platform), sideOf(ana, platform)]
    await mine
      .root(/^NATO says/u)
      .getByRole('button', { name: 'Both sides' })
      .click()
    await mine.messages(words).getByText('Pro-establishment narrative').waitFor()
    // What comes after it at the other person's page came after it.
    await mine.say('Did you see it?')
    await theirs.messages('Did you see it?').waitFor()
    seen.push([await mine.messages(words).count(), await theirs.messages(words).count()])
  }
  expect(seen).toEqual([
    [1, 0],
    [1, 0],
  ])
})
