import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { type Playground, startPlayground } from '../../src/playground/playground.ts'
import { launchChromium } from './chromium.ts'

const SEEDS = join(import.meta.dirname, '..', '..', 'seeds')
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const PATIENCE_MS = 6_000
export const WIDE = { width: 1440, height: 900 }
export const NARROW = { width: 390, height: 844 }

export interface Stage {
  readonly address: string
  /** The stories folder, a copy of the seeds. */
  readonly stories: string
  /** A page of its own, closed after the test. `person` looks, who is `ben` at first. */
  open(person?: string, options?: BrowserContextOptions): Promise<Page>
  /** A page for all tests of a file, of which each goes where it begins; open it before all. */
  openForAll(options?: BrowserContextOptions): Promise<Page>
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
  const openPage = async (options: BrowserContextOptions): Promise<Page> => {
    const { browser, playground } = now()
    const context = await browser.newContext({ viewport: WIDE, locale: 'en-US', reducedMotion: 'reduce', ...options })
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE_MS)
    await page.goto(playground.address)
    return page
  }
  return {
    get address() {
      return now().playground.address
    },
    get stories() {
      return now().stories
    },
    async open(person = 'ben', options = {}) {
      const page = await openPage(options)
      onTestFinished(() => page.context().close())
      if (person !== 'ben') await page.getByRole('radio', { name: person }).check({ force: true })
      return page
    },
    openForAll: (options = {}) => openPage(options),
  }
}
