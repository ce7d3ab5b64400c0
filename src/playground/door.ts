/** What is known of a request before anything of it is done; header values as they came. */
export interface Knock {
  readonly method: string
  readonly path: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly contentType: string | undefined
}

/** Why a request is turned away; the sentence is for the person who looks at the answer. */
export interface Turned {
  readonly status: 403 | 404 | 405 | 413 | 415 | 421 | 429
  readonly sentence: string
}

export const MOST_BYTES = 1_048_576

/**
 * Nobody but the page itself may speak with the playground. A foreign name in `Host` means that a web site has pointed its own
 * name at this machine (DNS rebinding); a foreign `Origin` means that a web site sends from the person's browser.
 */
export function turnAway(knock: Knock, hosts: readonly string[]): Turned | undefined {
  const { method, host, origin, contentType } = knock
  if (host === undefined || !hosts.includes(host.toLowerCase())) {
    return {
      status: 421,
      sentence: `The playground answers only at its own address. Open http://${hosts[0] ?? ''} instead.`,
    }
  }
  if (origin !== undefined && origin !== `http://${host.toLowerCase()}`) {
    return { status: 403, sentence: 'Another web site tried to use the playground, and was not let in.' }
  }
  const posts = knock.path === '/act'
  if (posts ? method !== 'POST' : method !== 'GET' && method !== 'HEAD') {
    return { status: 405, sentence: `${method} is not a way to use this address; ${posts ? 'POST' : 'GET'} is.` }
  }
  if (!posts) return undefined
  if (origin === undefined)
    return { status: 403, sentence: 'An act comes from the page; this one does not say where it comes from.' }
  if (!/^application\/json(?:\s*;|$)/iu.test(contentType ?? '')) {
    return { status: 415, sentence: 'An act is sent as application/json.' }
  }
  return undefined
}

/** Under which names a server on this port may be addressed; the first is the one to print. */
export function ownHosts(host: string, port: number): readonly string[] {
  const names = [host.includes(':') ? `[${host}]` : host, '127.0.0.1', 'localhost', '[::1]']
  return [...new Set(names)].map(name => `${name}:${port}`)
}

/** On every answer. */
export const SAFE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cache-Control': 'no-store',
} as const
