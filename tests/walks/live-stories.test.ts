import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { App } from '../../src/app.ts'
import type { Push } from '../../src/playground/page/protocol.ts'
import { createStoriesPane } from '../../src/playground/stories.ts'
import { asides, discordStage, type Stage, slackStage, storyDocument } from './stage.ts'

let here: Stage
afterEach(() => here.end())

const PORTS = storyDocument('ports')
const file = (name: string) => join(here.storiesDir, name)

function change(app: App): Promise<void> {
  return new Promise(resolve => {
    const stop = app.onStories(() => {
      stop()
      resolve()
    })
  })
}

async function write(documents: Readonly<Record<string, string>>): Promise<void> {
  const changed = change(here.app)
  for (const [name, text] of Object.entries(documents)) writeFileSync(file(name), text)
  await changed
}

async function takeAway(name: string): Promise<void> {
  const changed = change(here.app)
  rmSync(file(name))
  await changed
}

test('a story that is added while the bot runs can be asked for at once', async () => {
  here = await slackStage({ stories: PORTS })
  await write(storyDocument('rails', { title: 'The rails are mended' }))
  await here.emulator.as('ben').in('news').type('/story rails')
  expect((await here.rest('news')).find(message => message.bot)?.text).toContain('The rails are mended')
})

test('an edit is what the next answer says', async () => {
  here = await discordStage({ stories: PORTS })
  await write(storyDocument('ports', { title: 'The harbor is open again' }))
  await here.emulator.as('ben').in('news').type('/story ports')
  expect((await here.rest('news')).find(message => message.bot)?.text).toContain('The harbor is open again')
})

test.each([
  ['Slack', slackStage],
  ['Discord', discordStage],
])('on %s a button of a story that was removed says so', async (_name, start) => {
  here = await start({ stories: { ...PORTS, ...storyDocument('rails') } })
  const ben = here.emulator.as('ben').in('news')
  await ben.type('/story ports')
  const root = (await here.rest('news')).find(message => message.buttons.length > 0)
  await takeAway('ports.md')
  await ben.press(root?.id ?? '', 'Both sides')
  expect(asides(await here.rest('news'))[0]?.text).toContain('no longer in the library')
})

test('each change is one line in the log, problems with the place to open', async () => {
  here = await slackStage({ stories: PORTS })
  const before = here.log.length
  await write(storyDocument('rails', { title: 'Rails' }))
  await write({ 'ports.md': 'Nothing of a story.\n' })
  await takeAway('rails.md')
  const lines = here.log.slice(before).map(line => `${line.level} ${line.message.replace(here.storiesDir, 'stories')}`)
  expect(lines).toEqual([
    'info Added “Rails”.',
    expect.stringMatching(/^warn stories\/ports\.md:1 {2}/u),
    'info Removed “Rails”.',
  ])
})

test('the page is told of the stories, of what is lopsided and of problems, at once and after each change', async () => {
  here = await slackStage({ stories: PORTS })
  const pushes: Push[] = []
  const pane = createStoriesPane(here.app, push => pushes.push(push))
  await write(storyDocument('rails', { facts: [{ text: 'Rails.', cites: [] }] }))
  await write({ 'ports.md': 'Nothing of a story.\n' })
  pane.close()
  await takeAway('rails.md')
  const told = pushes.flatMap(push => (push.kind === 'stories' ? [push] : []))
  expect(told.map(push => push.stories.map(({ id, imbalances }) => `${id} ${imbalances.length > 0}`))).toEqual([
    ['ports false'],
    ['ports false', 'rails true'],
    ['ports false', 'rails true'],
  ])
  expect(told.map(push => push.problems.some(problem => problem.file === file('ports.md')))).toEqual([
    false,
    false,
    true,
  ])
})
