import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { folderWith } from './captured.ts'
import { LOPSIDED } from './documents.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const BIN = join(ROOT, 'bin', 'counterpoint.js')
/** What an old Node says of itself; the rest of it is the Node that runs this test. */
const OLD = "--import=data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})"

function started(command: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const path = process.env.PATH ?? ''
  const home = process.env.HOME ?? tmpdir()
  const cache = join(tmpdir(), 'counterpoint-test-cache')
  const env = { PATH: path, HOME: home, NODE_COMPILE_CACHE: cache, ...environment }
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: ROOT, env, encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('npx counterpoint --help works in the repository', () => {
  const { status, stdout } = started('npx', ['counterpoint', '--help'])
  expect([status, stdout.startsWith('Usage: counterpoint')]).toEqual([0, true])
})

test('exit codes are those of the process, and standard error stays free of warnings', () => {
  const ran = [
    ['search', 'xyzzy'],
    ['check', '--oops'],
  ].map(words => started(process.execPath, [BIN, ...words]))
  expect([ran.map(({ status }) => status), ran[0]?.stderr]).toEqual([[1, 2], ''])
})

test('a pipe is given no colour and no progress, and may be closed before all is read', () => {
  const facts = Array.from({ length: 200 }, (_, n) => `- Fact ${n} of a long list.[^${n + 2}]\n`).join('')
  const long = LOPSIDED.replace('- The bridge opened.[^1]\n', `- It opened.[^1]\n${facts}`)
  const folder = folderWith(Object.fromEntries(Array.from({ length: 15 }, (_, n) => [`long-${n}.md`, long])))
  const all = started(process.execPath, [BIN, 'check', folder])
  const { status, stdout, stderr } = started('/bin/sh', [
    '-c',
    `"${process.execPath}" "${BIN}" check "${folder}" | head -n 1`,
  ])
  expect([all.stdout.length > 200_000, all.stdout.includes('\u001b'), status, stdout, stderr]).toEqual([
    true,
    false,
    0,
    expect.stringMatching(/long-0\.md:5 {2}[^\n]*\n$/u),
    '',
  ])
})

test('a reader is spared what Node calls experimental, and no other warning', () => {
  const warnings =
    "setTimeout(()=>{process.emitWarning('one','ExperimentalWarning');process.emitWarning('two','Warning')})"
  const { stderr } = started(process.execPath, [`--import=data:text/javascript,${warnings}`, BIN, 'search', 'dprk'])
  expect([stderr.includes('one'), stderr.includes('two')]).toEqual([false, true])
})

test('standard input can be a story', () => {
  const seed = join(ROOT, 'tests', 'tools', 'documents.ts')
  const { status, stdout, stderr } = started('/bin/sh', ['-c', `"${process.execPath}" "${BIN}" read - < "${seed}"`])
  expect([status, stdout.includes('---\nid: story\n'), stderr.startsWith('story.md:')]).toEqual([1, true, true])
})

test('on a Node that is too old the program goes on with the one of its own, words and exit codes and all', () => {
  const ran = [
    ['search', 'dprk'],
    ['check', '--oops'],
  ].map(words => started(process.execPath, [OLD, BIN, ...words]))
  expect(ran.map(({ status, stdout, stderr }) => [status, stdout.split('\n')[0], stderr.split('.')[0]])).toEqual([
    [0, 'exact: the newest story of the topic north-korea', ''],
    [2, '', "Unknown option '--oops'"],
  ])
})

test('on a Node that is too old a signal to end reaches the program, which ends as it should', async () => {
  const child = spawn(process.execPath, [OLD, BIN, 'playground', '--terminal'], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  // A busy machine brings the prompt in two pieces.
  let printed = ''
  for await (const chunk of child.stdout) {
    const waits = printed.includes('counterpoint> ')
    printed += String(chunk)
    if (!waits && printed.includes('counterpoint> ')) child.kill('SIGTERM')
  }
  expect(child.exitCode ?? (await once(child, 'close'))[0]).toBe(0)
})

test('without one of its own it says in one sentence what to do', () => {
  const folder = folderWith()
  for (const name of ['bin', 'package.json']) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
  const { status, stdout, stderr } = started(process.execPath, [OLD, join(folder, 'bin', 'counterpoint.js'), '--help'])
  expect([status, stdout, stderr]).toEqual([
    1,
    '',
    expect.stringMatching(/^Counterpoint needs Node 22\.19 or newer and this is v[\d.]+: run "npm ci"[^\n]*\.\n$/u),
  ])
})
