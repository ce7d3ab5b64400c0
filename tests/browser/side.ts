import type { Locator, Page } from 'playwright-core'
import type { Platform } from '../../src/playground/page/protocol.ts'

export const TITLES = { slack: 'Slack', discord: 'Discord' } as const

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
  const composer = column.getByRole('textbox', { name: new RegExp(`^Message to .* on ${title}$`, 'u') })
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

/** Opens the list of a field of choice; once more where it closed, as it does on Discord when its message moves. */
export async function unfold(page: Page, list: Locator): Promise<void> {
  const option = page.locator('[role=option]:visible').first()
  for (let tries = 0; tries < 4 && !(await option.isVisible()); tries += 1) {
    await list.focus()
    await list.press('ArrowDown')
    // Seen or not: the loop looks again.
    await option.waitFor({ timeout: 1_500 }).catch(() => undefined)
  }
  await option.waitFor()
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

/** Words of the first story of a platform that stand within sight. */
export async function sees(page: Page, platform: Platform, words: string): Promise<boolean> {
  const side = sideOf(page, platform)
  const box = await side.column.locator('.room .stream').boundingBox()
  const line = await side
    .root(/^NATO says/u)
    .getByText(words)
    .first()
    .boundingBox()
  if (box === null || line === null) return false
  return line.y >= box.y && line.y + line.height <= box.y + box.height
}
