import { randomBytes } from 'node:crypto'
import { link, open, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reading } from '../core/reading/read.ts'
import { ID_SHAPE, isId, numbered, slug } from '../core/reading/slug.ts'
import { writeDocument } from '../core/reading/write.ts'
import { describeImbalance, imbalances } from '../core/story/balance.ts'
import type { Story } from '../core/story/story.ts'
import { failure } from '../sources/folder-files.ts'
import { openReader } from '../sources/reader.ts'
import type { Done, Pasted, Saved } from './page/protocol.ts'

type Refused = Extract<Done, { ok: false }>
/** What became of saving. */
type SaveDone = Refused | { readonly ok: true; readonly value: Saved }

/** How a pasted text is called where a file's name would stand. */
const PASTED = 'pasted text'
const UNNAMED = 'pasted-story'
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

/** Reads a pasted story, or several: each as the document that it would be saved as. */
export async function readPasted(text: string): Promise<Pasted> {
  const [first] = (await read(text, UNNAMED)).stories
  const name = first === undefined ? UNNAMED : nameFor(first)
  const { stories, problems } = await read(text, `${name}.md`)
  return {
    kind: 'pasted',
    name,
    stories: stories.map(story => ({
      title: story.title,
      document: writeDocument(story),
      imbalances: imbalances(story).map(describeImbalance),
    })),
    problems: problems.map(({ line, message }) => ({ file: PASTED, line, message })),
  }
}

/** The bot lives in this process, and a whole page takes a while. */
async function read(text: string, file: string): Promise<Reading> {
  const reader = openReader()
  try {
    return await reader.read(text, file)
  } finally {
    reader.close()
  }
}

/** `2023-08-14-korea-arms`: the day first, as the folder is sorted. */
function nameFor(story: Story): string {
  const words = story.id === UNNAMED ? slug(story.title).split('-').slice(0, 6).join('-') : story.id
  const name = [story.date, words === '' ? UNNAMED : words].filter(part => part !== undefined).join('-')
  return slug(name)
}

/**
 * Saves the stories of a pasted text as documents: `name.md`, and `name-2.md` for a second one. Nothing is ever written over,
 * and nothing outside the folder: a name that is taken or no name at all is an error that says so.
 */
export async function savePasted(folder: string, name: string, text: string): Promise<SaveDone> {
  const wanted = name.trim()
  if (!isId(wanted)) return { ok: false, error: `“${wanted}” cannot be a file's name here. ${ID_SHAPE}.` }
  const { stories } = await read(text, `${wanted}.md`)
  if (stories.length === 0) return { ok: false, error: 'There is no story in this text. Press Read to see why.' }
  const documents = stories.map((story, index) => ({
    name: numbered(wanted, index + 1),
    document: writeDocument(story),
  }))
  try {
    const there = new Set((await readdir(folder)).map(file => stem(file)))
    const taken = documents.find(each => there.has(each.name))
    if (taken !== undefined) return isTaken(taken.name)
    for (const each of documents) {
      if (!(await write(folder, `${each.name}.md`, each.document))) return isTaken(each.name)
    }
    return { ok: true, value: { kind: 'saved', files: documents.map(each => `${each.name}.md`) } }
  } catch (error) {
    return {
      ok: false,
      error: `The stories folder could not be written (${failure(error).code}). Nothing was lost: copy the document and save it by hand.`,
    }
  }
}

function stem(file: string): string {
  return file.replace(/\.(?:md|txt)$/iu, '').toLowerCase()
}

function isTaken(name: string): Refused {
  return { ok: false, error: `There is a story called ${name} already. Choose another name.` }
}

/**
 * Written beside and then given its name, so that whoever watches the folder never reads half of it. A link and not a rename:
 * a rename would write over a file that came in between. False when there is one.
 */
async function write(folder: string, file: string, document: string): Promise<boolean> {
  const draft = join(folder, `.${file}.${randomBytes(6).toString('hex')}.part`)
  try {
    const handle = await open(draft, 'wx')
    try {
      await handle.writeFile(document)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await link(draft, join(folder, file)).catch(async (error: unknown) => {
      // Some disks know no links; a new file is still never written over another.
      if (!NO_LINKS.has(failure(error).code)) throw error
      await writeFile(join(folder, file), document, { flag: 'wx' })
    })
    return true
  } catch (error) {
    if (failure(error).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}
