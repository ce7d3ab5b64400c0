import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import type { Platform } from '../../src/playground/page/protocol.ts'
import { type Playground, startPlayground } from '../../src/playground/playground.ts'
import { launchChromium } from './chromium.ts'

const SEEDS = join(import.meta.dirname, '..', '..', 'seeds')
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
export const TITLES = { slack: 'Slack', discord: 'Discord' } as const
export const WIDE = { width: 1440, height: 900 }
export const NARROW = { width: 390, height: 844 }

export interface Stage {
  readonly address: string
  /** The stories folder, a copy of the seeds. */
  readonly stories: string
  /** A page of its own, closed after the test. `person` looks, who is `ben` at first. */
  open(person?: string, options?: BrowserContextOptions): Promise<Page>
}

/** One playground and one browser for the tests of a file; each test takes channels and stories that no other takes. */
export function stage(): Stage {
  let started: { readonly playground: Playground; readonly browser: Browser; readonly stories: string } | undefined
  const now = () => {
    if (started === undefined) throw new Error('The playground has not started yet.')
    return started
  }
  beforeAll(async () => {
    const stories = mkdtempSync(join(tmpdir(), 'counterpoint-stories-'))
    cpSync(SEEDS, stories, { recursive: true })
    const [playground, browser] = await Promise.all([
      startPlayground({ storiesDir: stories, port: 0, now: Date.now, log: silent }),
      launchChromium(),
    ])
    started = { playground, browser, stories }
  })
  afterAll(async () => {
    await started?.browser.close()
    await started?.playground.close()
    if (started) rmSync(started.stories, { recursive: true, force: true })
  })
  return {
    get address() {
      return now().playground.address
    },
    get stories() {
      return now().stories
    },
    async open(person = 'ben', options = {}) {
      const context = await now().browser.newContext({
        viewport: WIDE,
        locale: 'en-US',
        reducedMotion: 'reduce',
        ...options,
      })
      onTestFinished(() => context.close())
      const page = await context.newPage()
      page.setDefaultTimeout(4_000)
      await page.goto(now().playground.address)
      if (person !== 'ben') await page.getByRole('radio', { name: person }).check({ force: true })
      await page.getByRole('radio', { name: person }).waitFor({ state: 'attached' })
      return page
    },
  }
}

/** One platform's side of the page, in the words that its readers see. */
export interface Side {
  readonly column: Locator
  /** Where people type in the channel. */
  readonly composer: Locator
  /** The open thread. */
  readonly thread: Locator
  /** Opens a channel by mouse. */
  enter(place: string): Promise<void>
  /** Types a line into the channel and sends it. */
  say(line: string): Promise<void>
  /** Messages of the channel that hold this text. */
  messages(text: string | RegExp): Locator
  /** The message under which a thread with both sides hangs, by its whole title or what it matches. */
  root(title: string | RegExp): Locator
  /** What opens the thread under a root. */
  opener(title: string | RegExp): Locator
  /** The same, once so many replies hang there. */
  sidesOf(title: string | RegExp, replies: number): Locator
}

export function sideOf(page: Page, platform: Platform): Side {
  const title = TITLES[platform]
  const column = page.locator(`#column-${platform}`)
  const composer = column.getByRole('combobox', { name: new RegExp(`^Message to .* on ${title}$`, 'u') })
  const rows = column.locator('.room .messages > li')
  const thread = column.getByRole('region', { name: `Thread on ${title}` })
  const opener = platform === 'slack' ? '.s-thread-link' : '.d-opener'
  const root = (heading: string | RegExp) =>
    rows
      .filter({ has: page.locator(opener) })
      .filter({ has: page.getByText(heading, { exact: typeof heading === 'string' }) })
  return {
    column,
    composer,
    thread,
    async enter(place) {
      await column.locator(`[data-place="${place}"]`).click()
      await column.getByRole('heading', { name: place }).first().waitFor()
    },
    async say(line) {
      await composer.fill(line)
      await composer.press('Escape')
      await composer.press('Enter')
    },
    messages: text => rows.filter({ hasText: text }),
    root,
    opener: heading => root(heading).locator(opener),
    sidesOf: (heading, replies) =>
      root(heading)
        .locator(opener)
        .filter({ hasText: new RegExp(`${replies} (?:replies|Messages)`, 'u') }),
  }
}

/** Opens the list of a field of choice, once nothing scrolls any more: on Discord a list closes when its message moves. */
export async function unfold(page: Page, list: Locator): Promise<void> {
  await list.focus()
  await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
  await list.press('ArrowDown')
}

/** Goes with Tab until this has the keyboard, as somebody without a mouse would. */
export async function tabTo(page: Page, target: Locator, backwards = false): Promise<void> {
  await target.first().waitFor()
  for (let steps = 0; steps < 80; steps += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return
    await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab')
  }
  throw new Error(`The keyboard does not reach ${String(target)}.`)
}
