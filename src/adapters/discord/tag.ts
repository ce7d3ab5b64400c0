import type { Tag } from './ground.ts'
import { LIMITS } from './limits.ts'

/** The ids of the forum's tags that are called like the topics; where one is required and none is, the first. */
export function tagsFor(topics: readonly string[], tags: readonly Tag[], required: boolean): readonly string[] {
  const wanted = new Set(topics.map(plain))
  const found = tags.filter(tag => wanted.has(plain(tag.name)))
  const given = found.length === 0 && required ? tags.slice(0, 1) : found
  return given.slice(0, LIMITS.appliedTags).map(tag => tag.id)
}

/** `North-Korea` is `north korea`. */
function plain(name: string): string {
  return (
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [name]
  ).join(' ')
}
