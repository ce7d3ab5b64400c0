import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openShelf } from '../../src/playground/static.ts'

const SRC = join(import.meta.dirname, '..', '..', 'src', 'playground', 'page')
const shelf = openShelf()

async function textOf(path: string): Promise<string> {
  return (await shelf(path))?.body.toString() ?? `${path} is missing`
}

/** Every module that the page loads, from the one that the document names. */
async function loaded(path: string, known: Map<string, string>): Promise<Map<string, string>> {
  if (known.has(path)) return known
  const text = await textOf(path)
  known.set(path, text)
  for (const [, name = ''] of text.matchAll(/(?:from|import)\s*'(\.[^']+)'/gu)) {
    await loaded(posix.join(posix.dirname(path), name), known)
  }
  return known
}

test('the document names only files that are served', async () => {
  const names = [...(await textOf('/')).matchAll(/(?:src|href)="(\/[^"]+)"/gu)].map(([, name = '']) => name)
  const served = await Promise.all(names.map(name => shelf(name)))
  expect([names.length > 4, names.filter((_, at) => served[at] === undefined)]).toEqual([true, []])
})

test('every module that the page loads is served as JavaScript, without types and without comments on its promises', async () => {
  const modules = await loaded('/page/main.ts', new Map())
  const wrong = [...modules].filter(([, text]) =>
    / is missing$|^import type |\binterface [A-Z]|^\s*\/\*\*/mu.test(text),
  )
  expect([modules.size > 30, wrong.map(([path]) => path)]).toEqual([true, []])
})

test('every face that a style names is served, and from this machine', async () => {
  const styles = readdirSync(join(SRC, 'style')).map(name => readFileSync(join(SRC, 'style', name), 'utf8'))
  const names = styles.flatMap(text => [...text.matchAll(/url\(["']?([^"')]+)/gu)].map(([, name = '']) => name))
  const served = await Promise.all(names.map(name => shelf(name)))
  expect(served.map(file => file?.type)).toEqual(names.map(() => 'font/woff2'))
})

test('a page weighs less than 150 kB without fonts, as it is sent', async () => {
  const modules = await loaded('/page/main.ts', new Map())
  const styles = readdirSync(join(SRC, 'style')).map(name => `/page/style/${name}`)
  const files = await Promise.all(['/', ...modules.keys(), ...styles].map(name => shelf(name)))
  const bytes = files.reduce((all, file) => all + (file?.gzipped?.length ?? 0), 0)
  expect([bytes > 10_000, bytes < 150_000]).toEqual([true, true])
})

test.each([
  '/page/../server.ts',
  '/page/%2e%2e/server.ts',
  '/../package.json',
  '/page/tsconfig.json',
  '/font/../package.json',
  '/page/',
])('%s leads nowhere', async path => {
  expect(await shelf(path)).toBeUndefined()
})

test('what is sent compressed is the same as what is sent plain', async () => {
  const sent = await shelf('/page/main.ts')
  expect(sent?.gzipped?.equals(gzipSync(sent.body))).toBe(true)
})

test('the page takes nothing from outside and writes no markup', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => /\.(?:ts|html|css)$/u.test(name))
  const wrong = files.filter(name =>
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|(?:src|href)="https?:|url\(["']?https?:/u.test(
      readFileSync(join(SRC, name), 'utf8'),
    ),
  )
  expect([files.length > 40, wrong]).toEqual([true, []])
})
