import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Platform } from '../../src/playground/page/protocol.ts'
import { type Side, sideOf, TITLES } from './side.ts'
import { stage } from './stage.ts'

const here = stage()
const PLATFORMS: readonly Platform[] = ['slack', 'discord']
/** A refused post waits for seconds. */
const PATIENCE = { timeout: 12_000 }

/** Resolves when an asked story is there with both sides; whoever is told that the bot does not answer asks again once it is back. */
async function answered(side: Side, query: string, title: string): Promise<void> {
  const told = side.column.getByRole('alert')
  await told.or(side.opener(title)).first().waitFor(PATIENCE)
  if ((await told.count()) > 0) {
    await side.column.getByText('bot connected', { exact: true }).waitFor(PATIENCE)
    await side.say(`/story ${query}`)
  }
  await side.sidesOf(title, 2).waitFor(PATIENCE)
}

/** How many messages of the channel tell the story, and the heads of those in its thread. */
async function counted(side: Side, title: string): Promise<unknown> {
  const roots = await side.root(title).count()
  await side.opener(title).click()
  const sides = side.thread.getByText(/narrative$/u)
  await sides.nth(1).waitFor()
  return [roots, await side.thread.locator('.messages > li').count(), (await sides.allInnerTexts()).toSorted()]
}

describe('whatever the weather', () => {
  let page: Page
  beforeAll(async () => {
    page = await here.openForAll()
    await page.getByRole('button', { name: 'Backstage' }).click()
    await page.getByRole('heading', { name: 'Weather' }).click()
  })

  test.each([
    {
      fault: 'Rate limit',
      query: 'cop28',
      title: 'COP28 in Dubai agrees on a transition away from fossil fuels',
      sides: ['Establishment-critical', 'Pro-establishment'],
    },
    {
      fault: 'Lost answer',
      query: 'kenya',
      title: "Kenya's president drops a tax bill after deadly protests",
      sides: ['Establishment-critical', 'Pro-establishment'],
    },
    {
      fault: 'Disconnect',
      query: 'venezuela',
      title: "Venezuela's election council and the opposition both claim victory",
      sides: ['Anti-Maduro', 'Pro-Maduro'],
    },
    {
      fault: 'Duplicate delivery',
      query: 'brazil',
      title: "Brazil's Supreme Court panel confirms the block of the platform X",
      sides: ['Left', 'Right'],
    },
    {
      fault: 'Slow platform',
      query: 'world cup',
      title: 'FIFA confirms Saudi Arabia as host of the 2034 World Cup',
      sides: ['Establishment-critical', 'Pro-establishment'],
    },
    {
      fault: 'Server error',
      query: 'germany',
      title: 'Germany switches off its last three nuclear reactors',
      sides: ['Anti-nuclear', 'Pro-nuclear'],
    },
  ])('$fault: the story stands there once, and each side under it once', async ({ fault, query, title, sides }) => {
    for (const platform of PLATFORMS) {
      await page.getByRole('button', { name: `${fault} on ${TITLES[platform]}` }).click()
      await page.getByText(`${fault} on ${TITLES[platform]}.`).waitFor()
    }
    const both = PLATFORMS.map(platform => sideOf(page, platform))
    for (const side of both) await side.enter('general')
    for (const side of both) await side.say(`/story ${query}`)
    for (const side of both) await answered(side, query, title)
    const seen = []
    for (const side of both) seen.push(await counted(side, title))
    const wanted = [1, 3, sides.map(label => `${label} narrative`)]
    await page.getByText(/each there once/u).waitFor()
    expect(seen).toEqual([wanted, wanted])
  })
})

async function takeOut(page: Page, platform: Platform): Promise<void> {
  await page.getByRole('button', { name: 'Backstage' }).click()
  await page.getByRole('heading', { name: 'Weather' }).click()
  await page.getByLabel('In the channel', { exact: true }).selectOption('desk')
  const group = page.getByRole('group', { name: TITLES[platform] })
  await group.getByRole('switch', { name: 'The bot is not in the channel' }).check()
  await page.getByText(`Now on ${TITLES[platform]}, in #desk`).waitFor()
}

test('where the bot is not in a Slack channel, the asker alone is told to invite it', async () => {
  const [ben, ana] = [await here.open('ben'), await here.open('ana')]
  const [mine, theirs] = [sideOf(ben, 'slack'), sideOf(ana, 'slack')]
  await mine.enter('desk')
  await theirs.enter('desk')
  await takeOut(ben, 'slack')
  await mine.say('/story argentina')
  await mine.messages('Only visible to you').filter({ hasText: '/invite @Counterpoint' }).first().waitFor()
  await mine.say('Is the bot here?')
  await theirs.messages('Is the bot here?').waitFor()
  expect(await theirs.messages('Argentina').count()).toBe(0)
})

test('where the bot is not in a Discord channel, both sides follow the facts', async () => {
  const page = await here.open()
  const side = sideOf(page, 'discord')
  await side.enter('desk')
  await takeOut(page, 'discord')
  await side.say('/story argentina')
  const sides = side.messages(/(?:Left|Right) narrative/u)
  await sides.nth(1).waitFor()
  expect([await sides.count(), await side.messages('Argentina lifts').count()]).toEqual([2, 1])
})
