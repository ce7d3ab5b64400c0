import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from './captured.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const text = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const lines = (path: string) => text(path).split('\n')
const START: string = JSON.parse(text('package.json')).scripts.start
const copied = lines('Dockerfile').flatMap(line => /^COPY (.+) \S+$/u.exec(line)?.[1]?.split(' ') ?? [])

test('the image holds all that the program needs, and .dockerignore lets it in', () => {
  const folder = folderWith()
  const allowed = lines('.dockerignore').flatMap(line => (line.startsWith('!') ? [line.slice(1)] : []))
  for (const path of copied) cpSync(join(ROOT, path), join(folder, path), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  const [, ...words] = START.split(' ')
  const { status, stdout } = spawnSync(process.execPath, [...words, 'doctor'], {
    cwd: folder,
    env: {},
    encoding: 'utf8',
  })
  expect([allowed.toSorted(), status, stdout.split('\n').at(-2)]).toEqual([copied.toSorted(), 0, 'All is well.'])
})

test('the image never runs as root, and its first process is the program that npm start runs', () => {
  const last = (word: string) => lines('Dockerfile').findLast(line => line.startsWith(`${word} `))
  const entry: string[] = JSON.parse(last('ENTRYPOINT')?.slice('ENTRYPOINT '.length) ?? '[]')
  expect([last('USER'), entry.join(' '), last('CMD')]).toEqual(['USER node', START, 'CMD ["start"]'])
})

test('everything but the program stays out of the image, settings first of all', () => {
  expect(lines('.dockerignore').filter(line => line !== '' && !line.startsWith('#'))[0]).toBe('*')
})

test('the service runs what npm start runs, as a user of its own, and may write only where it keeps things', () => {
  const unit = new Map(
    lines('config/counterpoint.service').map(line => [line.split('=')[0], line.slice(line.indexOf('=') + 1)]),
  )
  const [, ...words] = START.split(' ')
  expect([
    unit.get('ExecStart')?.endsWith(`${words.join(' ')} start`),
    unit.get('User'),
    unit.get('ProtectSystem'),
  ]).toEqual([true, 'counterpoint', 'strict'])
})
