import { expect, test } from 'vitest'
import { ran } from './captured.ts'

const TOOLS = ['start', 'playground', 'check', 'preview', 'search', 'read', 'retract', 'deliveries', 'backup', 'doctor']

test('help names every tool', async () => {
  const { code, out, err } = await ran(['--help'])
  expect([code, TOOLS.filter(name => !out.includes(`  ${name} `)), err]).toEqual([0, [], ''])
})

test.each(TOOLS)('%s says how it is called and what its exit codes mean, whatever else is wrong', async name => {
  const { code, out, err } = await ran([name, '--no-such-option', '--help'])
  expect([code, out.startsWith(`Usage: counterpoint ${name}`), out.includes('Exit codes: 0'), err]).toEqual([
    0,
    true,
    true,
    '',
  ])
})

test('help followed by a tool is the help of that tool', async () => {
  expect(await ran(['help', 'check'])).toEqual(await ran(['check', '--help']))
})

test.each(TOOLS)('an option that %s does not know is exit code 2, with the usage on standard error', async name => {
  const { code, out, err } = await ran([name, '--no-such-option'])
  expect([code, out, err.includes('--no-such-option'), err.includes(`Usage: counterpoint ${name}`)]).toEqual([
    2,
    '',
    true,
    true,
  ])
})

test.each(['start', 'playground', 'doctor'])('%s takes no words', async name => {
  expect(await ran([name, 'seeds'])).toMatchObject({ code: 2, out: '' })
})

test('a tool that there is not is exit code 2, with those that there are', async () => {
  const { code, err } = await ran(['chekc'])
  expect([code, err.includes('no tool "chekc"'), err.includes('  check ')]).toEqual([2, true, true])
})
