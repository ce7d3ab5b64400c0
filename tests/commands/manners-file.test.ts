import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { HOUSE_RULES } from '../../src/commands/manners.ts'
import { readRules } from '../../src/commands/manners-file.ts'
import { loadRules } from '../../src/config.ts'

test('an empty file leaves everything as it is by default', () => {
  expect(readRules('')).toEqual({ rules: HOUSE_RULES, problems: [] })
})

test('the file that comes with the project says the defaults', () => {
  const file = join(import.meta.dirname, '..', '..', 'config', 'counterpoint.yaml')
  expect(readRules(readFileSync(file, 'utf8'))).toEqual({ rules: HOUSE_RULES, problems: [] })
})

test('what a channel says is kept apart from what counts for all', () => {
  const { rules, problems } = readRules('defaults:\n  cooldown: 60\nchannels:\n  C01:\n    story: private\n')
  expect(problems).toEqual([])
  expect(rules).toEqual({
    settings: 'managers',
    commands: { story: 'story', digest: 'digest' },
    digest: { late: 21_600 },
    queue: { channel: 100, installation: 2_000 },
    defaults: { story: 'public', cooldown: 60, repeat: 3_600, slowMode: 0, lock: false },
    channels: { C01: { story: 'private' } },
  })
})

test('every wrong line is named with its remedy, all at once', () => {
  const text = [
    'settings: everyone',
    'defaults:',
    '  story: loud',
    '  cooldown: soon',
    '  repeat: -1',
    'channels:',
    '  C01:',
    '    storry: off',
    '  C02:',
    '    cooldown: 1.5',
    'color: red',
  ].join('\n')
  const numbers = 'Write a whole number of seconds from 0 to 31536000: 3600 is an hour.'
  expect(
    readRules(text).problems.toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10)),
  ).toEqual([
    '1: settings is not right. Write managers or members.',
    '3: defaults.story is not right. Write public, private or off.',
    `4: defaults.cooldown is not right. ${numbers}`,
    `5: defaults.repeat is not right. ${numbers}`,
    '8: "storry" is not known here. There are story, cooldown, repeat and discord-threads.',
    `10: channels.C02.cooldown is not right. ${numbers}`,
    '11: "color" is not known here. There are settings, commands, digest, queue, defaults and channels.',
  ])
})

test('a channel that is named in another way than by its id is told, with where ids stand', () => {
  const named = ['news', '"#news"', '<#123456789012345678>', 'c01', '1234']
  const { problems } = readRules(`channels:\n${named.map(name => `  ${name}:\n    story: off\n`).join('')}`)
  const lines = problems.map(problem => problem.slice(0, 60))
  expect(lines.toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10))).toEqual([
    '2: "news" is no id of a channel, and no channel would follow',
    '4: "#news" is no id of a channel, and no channel would follo',
    '6: "<#123456789012345678>" is no id of a channel, and no cha',
    '8: "c01" is no id of a channel, and no channel would follow ',
    '10: "1234" is no id of a channel, and no channel would follo',
  ])
  expect(problems.every(problem => problem.includes('Copy Channel ID'))).toBe(true)
})

test('channels of both platforms are taken by their ids', () => {
  const ids = ['C01ABC2DEF3', 'G0123456789', 'D01', '1574211422961795288', '"81384788765712384"']
  const { rules, problems } = readRules(`channels:\n${ids.map(id => `  ${id}: { story: off }\n`).join('')}`)
  expect([problems, Object.keys(rules.channels).toSorted()]).toEqual([
    [],
    ['1574211422961795288', '81384788765712384', 'C01ABC2DEF3', 'D01', 'G0123456789'],
  ])
})

test('a file that is no YAML is refused with the line', () => {
  const { problems } = readRules('defaults:\n  story: public\n story: off\n')
  expect(problems[0]).toMatch(/^3: .+ See https:\/\/yaml\.org/u)
})

test('a file that holds something else than names with values is refused', () => {
  expect(readRules('- story').problems).toEqual([
    '1: The file is not right. Write names with values under it, each on a line of its own, further to the right.',
  ])
})

test('a channel id of many digits stays what it is', () => {
  const { rules } = readRules('channels:\n  112233445566778899: { story: off }\n')
  expect(Object.keys(rules.channels)).toEqual(['112233445566778899'])
})

test('a file that was named and is not there is refused with what to do', async () => {
  await expect(loadRules({ mannersFile: 'nowhere.yaml' })).rejects.toThrow(
    'nowhere.yaml cannot be read (ENOENT). Correct COUNTERPOINT_CONFIG, or leave it out.',
  )
})

test('what is wrong in it is named with the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'counterpoint-rules-'))
  const mannersFile = join(folder, 'rules.yaml')
  writeFileSync(mannersFile, 'settings: everyone')
  const problem = await loadRules({ mannersFile }).catch(error => String(error))
  rmSync(folder, { recursive: true })
  expect(problem).toContain(`${mannersFile}:1: settings is not right. Write managers or members.`)
})

test('how threads on Discord are guarded is checked too', () => {
  const right = readRules('defaults: { discord-threads: { slow-mode: 30, lock: true } }')
  expect(right.rules.defaults).toMatchObject({ slowMode: 30, lock: true })
  const wrong = readRules('defaults:\n  discord-threads:\n    slow-mode: 21601\n    lock: perhaps\n    close: true\n')
  expect(wrong.problems).toEqual([
    '3: defaults.discord-threads.slow-mode is not right. Write a whole number of seconds from 0 to 21600.',
    '4: defaults.discord-threads.lock is not right. Write true or false.',
    '5: "close" is not known here. There are slow-mode and lock.',
  ])
})

test('a name that no platform takes for a command is refused', () => {
  expect(readRules('commands:\n  story: /News\n  weather: sun\n').problems).toEqual([
    '2: commands.story is not right. Write a name of small letters, digits, - and _, at most 32, without the slash.',
    '3: "weather" is not known here. There are story and digest.',
  ])
})

test('two commands of one name are refused', () => {
  expect(readRules('commands:\n  story: digest\n').problems).toEqual([
    '1: commands is not right. Two commands cannot have the same name. Write another one.',
  ])
})

test('who sets digests and how late one may come are read, and checked', () => {
  expect(readRules('digest: { who: managers, late: 60 }').rules.digest).toEqual({ who: 'managers', late: 60 })
  expect(readRules('digest:\n  who: nobody\n  late: 90000\n').problems).toEqual([
    '2: digest.who is not right. Write managers or members.',
    '3: digest.late is not right. Write a whole number of seconds from 0 to 86400: 21600 are six hours.',
  ])
})

test.each([
  ['aliases of aliases', `a: &a [x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: [*c,*c]\n`],
  ['a thousand brackets', `a: ${'['.repeat(2_000)}`],
  ['a quarter of a million characters', '#'.repeat(250_000)],
])('a file with %s is refused with a few problems, each with a line', (_, text) => {
  const { rules, problems } = readRules(text)
  const unplaced = problems.filter(problem => !/^\d+: .*\. [A-Z]/u.test(problem))
  expect([rules, unplaced, problems.length > 0 && problems.length <= 20]).toEqual([HOUSE_RULES, [], true])
})
