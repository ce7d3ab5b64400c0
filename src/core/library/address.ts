import type { Story } from '../story/story.ts'

/** What two ways of writing one web address have in common: no scheme, `www.`, query, fragment or last slash; small letters. */
export function addressKey(text: string): string {
  return fullKey(text).replace(/\?.*$/, '').replace(/\/+$/, '')
}

/** As `addressKey`, with the query: some sites name the article there (`watch?v=…`). */
function fullKey(text: string): string {
  return text
    .trim()
    .replace(/^<|>$/g, '')
    .replace(/^(?:https?:)?\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/#.*$/, '')
    .replace(/\/+$/, '')
    .toLowerCase()
}

/** The keys under which an address is filed and looked up, the more exact first. */
export function addressKeys(text: string): readonly string[] {
  return [...new Set([fullKey(text), addressKey(text)])].filter(key => key !== '')
}

const ADDRESS = /^<?(?:(?:https?:)?\/\/\S|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+[/?#])\S*$/iu

/** Whether the text is one web address, rather than words. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text)
}

/** The words in an address's path, for an address that no story cites. */
export function wordsInAddress(text: string): string {
  const [, ...path] = addressKey(text).split('/')
  return path.join(' ')
}

/** Every address that a story cites or credits. */
export function addressesOf({ sources, narratives, forecast }: Story): readonly string[] {
  const outlets = [...narratives.flatMap(narrative => narrative.providers), ...(forecast?.providers ?? [])]
  const urls = [...sources, ...outlets].flatMap(({ url }) => (url === undefined ? [] : addressKeys(url)))
  return [...new Set(urls)]
}
