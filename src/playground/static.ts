import { readdirSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { dirname, extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** A file as it is sent. */
export interface Sent {
  readonly type: string
  readonly body: Buffer
  /** The same, compressed; absent for what is compressed already. */
  readonly gzipped?: Buffer
}

const PAGE = join(import.meta.dirname, 'page')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
}
/** The weights that the two columns use; the extended alphabets are asked for only by pages that show them. */
const FONTS = [
  ...faces('lato', ['400-normal', '400-italic', '700-normal', '700-italic', '900-normal'], ['latin', 'latin-ext']),
  ...faces(
    'noto-sans',
    ['400-normal', '400-italic', '500-normal', '600-normal', '700-normal'],
    ['latin', 'latin-ext', 'cyrillic', 'greek'],
  ),
]

const compress = promisify(gzip)

/**
 * The page's files by their address. Only what is in the list can be had, so no address leads out of the folder; a module is
 * sent without its types, and made anew when its file has changed.
 */
export function openShelf(): (path: string) => Promise<Sent | undefined> {
  const files = new Map([['/', join(PAGE, 'index.html')], ...pageFiles(), ...FONTS])
  const made = new Map<string, { readonly at: number; readonly sent: Sent }>()
  return async path => {
    const file = files.get(path)
    if (file === undefined) return undefined
    const at = (await stat(file)).mtimeMs
    const before = made.get(path)
    if (before?.at === at) return before.sent
    const sent = await make(file)
    made.set(path, { at, sent })
    return sent
  }
}

async function make(file: string): Promise<Sent> {
  const ending = extname(file)
  const raw = await readFile(file)
  const type = TYPES[ending] ?? 'application/octet-stream'
  if (ending === '.woff2') return { type, body: raw }
  const body = ending === '.ts' ? Buffer.from(lean(stripTypeScriptTypes(raw.toString()))) : raw
  return { type, body, gzipped: await compress(body) }
}

/** Without the comments on lines of their own and without what the stripped types leave behind, lines kept for the debugger. */
function lean(module: string): string {
  return module
    .replace(/^[ \t]*\/\*\*[\s\S]*?\*\/[ \t]*$/gmu, comment => comment.replace(/[^\n]/gu, ''))
    .replace(/^[ \t]*\/\/.*$/gmu, '')
    .replace(/[ \t]+$/gmu, '')
}

function pageFiles(): readonly (readonly [string, string])[] {
  const kinds = ['.ts', '.css']
  return readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
    .filter(name => kinds.includes(extname(name)))
    .map(name => [`/page/${name.split(sep).join('/')}`, join(PAGE, name)] as const)
}

function faces(
  family: string,
  cuts: readonly string[],
  alphabets: readonly string[],
): readonly (readonly [string, string])[] {
  const home = join(dirname(createRequire(import.meta.url).resolve(`@fontsource/${family}/package.json`)), 'files')
  return alphabets.flatMap(alphabet =>
    cuts.map(
      cut => [`/font/${family}-${alphabet}-${cut}.woff2`, join(home, `${family}-${alphabet}-${cut}.woff2`)] as const,
    ),
  )
}
