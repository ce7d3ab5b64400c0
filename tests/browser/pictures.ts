/** Makes the pictures of the documentation anew, from the page as it is: `npm run pictures`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startPlayground } from '../../src/playground/playground.ts'
import { launchChromium } from './chromium.ts'
import { sideOf } from './side.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const INTO = join(ROOT, 'docs', 'pictures')
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
/** High enough that every side of the story is seen whole. */
const WIDE = { width: 1440, height: 940 }
const NARROW = { width: 390, height: 932 }
const BESIDE = { width: 2400, height: 1080 }
const STORY = /^Kim wants/u
/** When the pictures are taken, wherever and whenever they are made: the same code gives the same bytes. */
const TAKEN = Date.UTC(2026, 10, 22, 9, 38)
const ZONE = 'Etc/UTC'
/** The town's clock goes by whole seconds, so that what is made from the time does not differ by milliseconds. */
const STEP_MS = 1_000
const LATER_MS = 45_000
const MOST_TRIES = 10
/** What is painted over in part has other pixels at its round corners than what is painted once. */
const WHOLE = ['--disable-partial-raster', '--num-raster-threads=1']

/** Taken when nothing moves any more: when two pictures in a row are the same. */
async function picture(page: Page, name: string, only = 'html'): Promise<void> {
  const path = join(INTO, `${name}.png`)
  let before: Buffer = Buffer.alloc(0)
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const taken = await page.locator(only).screenshot({ animations: 'disabled' })
    if (taken.equals(before)) break
    before = taken
  }
  writeFileSync(path, before)
  process.stdout.write(`${path.slice(ROOT.length + 1)}  ${Math.round(before.length / 1000)} kB\n`)
}

async function open(
  browser: Browser,
  address: string,
  colorScheme: 'light' | 'dark',
  viewport: typeof WIDE,
): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    locale: 'en-US',
    timezoneId: ZONE,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.clock.setFixedTime(TAKEN + LATER_MS)
  await page.goto(address)
  await page.evaluate('document.fonts.ready')
  return page
}

/** The facts from their start, and where there is room the thread beside them. */
async function show(page: Page, platform: 'slack' | 'discord', thread: boolean): Promise<void> {
  const side = sideOf(page, platform)
  await side.enter('general')
  await side.root(STORY).waitFor()
  if (thread) {
    await side.opener(STORY).click()
    await side.thread.getByText('narrative').nth(1).waitFor()
    const first = side.thread.locator('.messages > li').nth(1)
    await first.evaluate(row => row.scrollIntoView({ block: 'start' }))
  }
  await side.root(STORY).evaluate(row => row.scrollIntoView({ block: 'start' }))
  await page.mouse.move(0, 0)
  await page.evaluate('document.activeElement.blur()')
  await page.evaluate('document.fonts.ready')
}

mkdirSync(INTO, { recursive: true })
const start = performance.now()
const now = () => TAKEN + Math.floor((performance.now() - start) / STEP_MS) * STEP_MS
const playground = await startPlayground({ storiesDir: join(ROOT, 'seeds'), port: 0, now, log: silent })
const browser = await launchChromium(...WHOLE)
try {
  const page = await open(browser, playground.address, 'light', WIDE)
  for (const platform of ['slack', 'discord'] as const) {
    const side = sideOf(page, platform)
    await side.enter('general')
    await side.say('/story korea-arms-2023-08')
    await side.sidesOf(STORY, 3).waitFor()
  }
  for (const scheme of ['light', 'dark'] as const) {
    const wide = await open(browser, playground.address, scheme, WIDE)
    await show(wide, 'slack', false)
    await show(wide, 'discord', true)
    await picture(wide, `playground-${scheme}`)
    const alone = await open(browser, playground.address, scheme, NARROW)
    await alone.getByRole('button', { name: 'Close: What this is' }).click()
    await show(alone, 'slack', true)
    await picture(alone, `playground-narrow-${scheme}`)
    for (const platform of ['slack', 'discord'] as const) {
      const both = await open(browser, playground.address, scheme, BESIDE)
      await show(both, platform, true)
      await picture(both, `${platform}-${scheme}`, `#column-${platform}`)
    }
  }
} finally {
  await browser.close()
  await playground.close()
}
