import { ID_LENGTH, shortHash } from '../core/reading/slug.ts'

/**
 * `korea-arms` of `2024/korea.md` becomes `korea-arms-1f2e3d4c`: the hash is of the path, so it stays when other files come
 * and go. `taken` is asked until a free id is found; only two paths with one hash need more than one try.
 */
export function idWithHash(id: string, path: string, taken: (id: string) => boolean): string {
  for (let attempt = 0; ; attempt++) {
    const tail = `-${shortHash(attempt === 0 ? path : `${path}#${attempt}`)}`
    const candidate = id.slice(0, ID_LENGTH - tail.length).replace(/-+$/, '') + tail
    if (!taken(candidate)) return candidate
  }
}
