import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf, type Path, refusal, type Stage, stage } from './bot.ts'

let here: Stage
let commands: Path
beforeAll(async () => {
  here = await stage({ requestsPerSecond: 1000 })
  commands = `/applications/${here.client.application.id}/commands`
})
afterAll(async () => {
  expect(here.discord.defects()).toEqual([])
  await here.close()
})

const put = (body: readonly object[]) => here.rest.put(commands, { body })
const a = (length: number) => 'a'.repeat(length)
const named = (name: string, more: object = {}) => ({ name, description: 'A', ...more })
const option = (more: object = {}) => ({ type: 3, name: 'topic', description: 'A', ...more })
const having = (...options: readonly object[]) => named('story', { options })
const many = (count: number, more: object = {}) => Array.from({ length: count }, (_, n) => named(`c${n}`, more))
const options = (count: number) => Array.from({ length: count }, (_, n) => option({ name: `o${n}` }))
const choices = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `${n}`, value: `${n}` }))
const menu = (name: string) => ({ name, type: 3 })
/** 7,983 characters and `more`. */
const long = (more: number) => {
  const choice = (n: number) => ({ name: a(100), value: `${n}`.padEnd(100, 'x') })
  const full = Array.from({ length: 24 }, (_, n) =>
    option({ name: `${n}`.padEnd(3, 'x'), description: a(100), choices: [choice(n)] }),
  )
  const short = { name: a(more), value: 'v' }
  return having(
    ...full,
    option({ name: 'last', description: a(100), choices: [choice(1), choice(2), choice(3), short] }),
  )
}

test.each([
  ['a name of 32', [named(a(32))], [named(a(33))], '0.name[BASE_TYPE_BAD_LENGTH]'],
  [
    'a description of 100',
    [named('a', { description: a(100) })],
    [named('a', { description: a(101) })],
    '0.description[BASE_TYPE_BAD_LENGTH]',
  ],
  ['25 options', [having(...options(25))], [having(...options(26))], '0.options[BASE_TYPE_BAD_LENGTH]'],
  [
    '25 choices',
    [having(option({ choices: choices(25) }))],
    [having(option({ choices: choices(26) }))],
    '0.options[0].choices[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'a localized name of 32',
    [named('a', { name_localizations: { de: a(32) } })],
    [named('a', { name_localizations: { de: a(33) } })],
    '0.name_localizations.de[BASE_TYPE_BAD_LENGTH]',
  ],
  ['8,000 characters', [long(17)], [long(18)], '0[APPLICATION_COMMAND_TOO_LARGE]'],
])('%s are taken, and no more', async (_, within, over, said) => {
  await expect(put(within)).resolves.toHaveLength(1)
  expect(await refusal(put(over))).toMatchObject({ status: 400, code: 50035, message: expect.stringContaining(said) })
})

test.each([
  ['an upper-case name', [named('Story')], '0.name[APPLICATION_COMMAND_INVALID_NAME]'],
  ['a name with a space', [named('a b')], '0.name[APPLICATION_COMMAND_INVALID_NAME]'],
  ['no description', [{ name: 'story' }], '0.description[BASE_TYPE_REQUIRED]'],
  ['two of one name', [named('story'), named('story')], '1.name[APPLICATION_COMMANDS_DUPLICATE_NAME]'],
  ['a locale that there is not', [named('a', { name_localizations: { xx: 'a' } })], '0.name_localizations.xx['],
  [
    'an upper-case localized name',
    [named('a', { name_localizations: { de: 'Bericht' } })],
    '0.name_localizations.de[APPLICATION_COMMAND_INVALID_NAME]',
  ],
  [
    'a required option after an optional one',
    [having(option(), option({ name: 'b', required: true }))],
    '0.options[1][APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID]',
  ],
  [
    'two options of one name',
    [having(option(), option())],
    '0.options[1].name[APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS]',
  ],
  ['choices beside autocompletion', [having(option({ autocomplete: true, choices: choices(1) }))], 'AUTOCOMPLETE'],
  ['autocompletion of a channel', [having(option({ type: 7, autocomplete: true }))], 'CHOICES_INVALID'],
  ['an option of no type', [having(option({ type: 12 }))], '0.options[0].type[BASE_TYPE_CHOICES]'],
  ['a subcommand beside an option', [having(option(), option({ type: 1, name: 'b' }))], 'OPTIONS_TYPE_INVALID'],
  ['a menu with a description', [{ ...menu('A'), description: 'A' }], 'CONTEXT_MENU_DESCRIPTION'],
])('%s is refused', async (_, body, said) => {
  expect(await refusal(put(body))).toMatchObject({ code: 50035, message: expect.stringContaining(said) })
})

test('there are 100 commands and 15 menus, and no more', async () => {
  await expect(put(many(100))).resolves.toHaveLength(100)
  expect(await refusal(put(many(101)))).toMatchObject({ code: 30032 })
  const menus = (count: number) => Array.from({ length: count }, (_, n) => menu(`Menu ${n}`))
  await expect(put(menus(15))).resolves.toHaveLength(15)
  expect(await refusal(put(menus(16)))).toMatchObject({ code: 30032 })
})

test('a command that is registered again keeps its id', async () => {
  await put([named('story')])
  const before = await here.client.application.commands.fetch()
  await here.client.application.commands.set([named('story', { description: 'New' })])
  const after = await here.client.application.commands.fetch()
  expect(after.map(command => [command.id, command.description])).toEqual([[before.firstKey(), 'New']])
})

test('another application, and another server, are not ours', async () => {
  expect(await refusal(here.rest.get('/applications/1/commands'))).toMatchObject({ status: 403, code: 20012 })
  const elsewhere = here.rest.get(`/applications/${here.client.application.id}/guilds/1/commands`)
  expect(await refusal(elsewhere)).toMatchObject({ status: 403, code: 50001 })
  const command = idOf(await here.rest.post(commands, { body: named('ours') }))
  expect(await refusal(here.rest.get(`${commands}/${command}1`))).toMatchObject({ code: 10063 })
})
