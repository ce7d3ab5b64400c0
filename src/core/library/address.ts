import type { Story } from '../story/story.ts'

/** What two ways of writing one web address have in common: no scheme, `www.`, query, fragment or last slash; small letters. */
export function addressKey(text: string): string {
  return fullKey(text).replace(/\?.*$/, '').replace(/\/+$/, '')
}

/** As `addressKey`, with the query but for what tells where the reader came from: some sites name the article there (`watch?v=…`). */
function fullKey(text: string): string {
  const [path = '', ...query] = text
    .trim()
    .replace(/^<|>$/g, '')
    .replace(/^(?:https?:)?\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/#.*$/, '')
    .toLowerCase()
    .split('?')
  const told = query
    .join('?')
    .split('&')
    .filter(part => part !== '' && !TRACKING.test(part))
  return told.length === 0 ? path.replace(/\/+$/, '') : `${path}?${told.join('&')}`.replace(/\/+$/, '')
}

const TRACKING =
  /^(?:utm_\w+|at_\w+|ns_\w+|[gm]?s?clid|fbclid|dclid|msclkid|mc_[ce]id|igshi?d?|smid|smtyp|cmpid|ocid|ref|ref_src)(?:=|$)/
/** Stands for any query, where none was asked for. */
const ANY_QUERY = '?*'

/** The keys under which an address is filed. */
function filedKeys(url: string): readonly string[] {
  const full = fullKey(url)
  if (full === '') return []
  return full.includes('?') ? [full, addressKey(url) + ANY_QUERY] : [full]
}

/** More parts of a query than these name no article. */
const MOST_PARTS = 8

/**
 * The keys under which an address is looked up, the more exact first. What a query ends with may be left out (`&t=42`), but
 * `?id=8` is another article than `?id=7`.
 */
export function askedKeys(text: string): readonly string[] {
  const full = fullKey(text)
  if (full === '') return []
  if (!full.includes('?')) return [full, full + ANY_QUERY]
  const [path = '', ...query] = full.split('?')
  const parts = query.join('?').split('&').slice(0, MOST_PARTS)
  const shorter = parts.map((_, at) => `${path}?${parts.slice(0, parts.length - at).join('&')}`)
  return [...new Set([full, ...shorter, path.replace(/\/+$/, '')])].filter(key => key !== '')
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
  const urls = [...sources, ...outlets].flatMap(({ url }) => (url === undefined ? [] : filedKeys(url)))
  return [...new Set(urls)]
}
