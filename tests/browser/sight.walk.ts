import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { sideOf } from './side.ts'
import { stage } from './stage.ts'

const here = stage()
let page: Page
beforeAll(async () => {
  page = await here.openForAll()
})

test.each([
  { platform: 'slack', secret: 'Only visible to you' },
  { platform: 'discord', secret: 'Only you can see this' },
] as const)(
  'on $platform a private answer comes into sight, however far up one reads',
  async ({ platform, secret }) => {
    const { column, root, say, messages } = sideOf(page, platform)
    for (const line of ['First', 'Second', 'Third']) {
      await say(`${line} of many`)
      await messages(`${line} of many`).waitFor()
    }
    const stream = column.locator('.room .stream')
    await stream.evaluate(box => box.scrollTo(0, 0))
    // Without the mouse, which would bring its button into sight.
    await root(/^NATO says/u)
      .getByRole('button', { name: 'Both sides' })
      .dispatchEvent('click')
    const answer = messages(secret)
    await answer.getByText('Pro-establishment narrative').waitFor()
    const top = await answer.evaluate(row => row.getBoundingClientRect().top)
    const bottom = await stream.evaluate(box => box.getBoundingClientRect().bottom)
    expect([top < bottom, await stream.evaluate(box => box.scrollTop > 0)]).toEqual([true, true])
  },
)

test('a message of two lines is written with Shift and Enter, in a composer that grows and shrinks again', async () => {
  const { composer, messages } = sideOf(page, 'slack')
  const height = async () => (await composer.boundingBox())?.height ?? 0
  const before = await height()
  await composer.pressSequentially('The first line')
  await composer.press('Shift+Enter')
  await composer.pressSequentially('The second line')
  const grown = await height()
  await composer.press('Enter')
  await messages('The first line').waitFor()
  const text = await messages('The first line').innerText()
  expect([grown > before, await height(), /first line\n+The second line/u.test(text)]).toEqual([true, before, true])
})

test('a list that is open in a message stays open when the message changes, and shows the change once it has closed', async () => {
  const seen = await page.evaluate(`import('/page/stream.ts').then(({ openStream }) => new Promise(resolve => {
    const draw = ({ text }) => {
      const list = Object.assign(document.createElement('div'), { popover: 'manual', textContent: text })
      return list
    }
    const stream = openStream({ label: 'Messages', draw, grouped: () => false, chosen() {} })
    document.body.append(stream.root)
    const message = { id: '1', at: 0, text: 'old', author: 'ben' }
    stream.show([message], () => [])
    const list = stream.root.querySelector('[popover]')
    list.showPopover()
    stream.show([{ ...message, text: 'new' }], () => [])
    const during = [list.isConnected, list.matches(':popover-open')]
    new MutationObserver(() => {
      const after = stream.root.querySelector('[popover]').textContent
      stream.root.remove()
      resolve([...during, after])
    }).observe(stream.root, { childList: true, subtree: true })
    list.hidePopover()
  }))`)
  expect(seen).toEqual([true, true, 'new'])
})

test('an error is gone once its channel is opened again', async () => {
  const side = sideOf(page, 'slack')
  await side.say('/nonsense')
  const error = side.column.getByRole('alert')
  await error.waitFor()
  await side.enter('news')
  expect(await error.count()).toBe(0)
})
