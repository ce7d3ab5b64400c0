import { UsageError } from './tool.ts'

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 }

/** `7d` or `2026-11-01` as milliseconds since 1970. Throws a `UsageError` for anything else. */
export function readSince(typed: string, now: number): number {
  const [, count, unit = ''] = /^(\d{1,5})([mhdw])$/u.exec(typed) ?? []
  const ms = UNIT_MS[unit]
  if (count !== undefined && ms !== undefined) return now - Number(count) * ms
  const day = /^\d{4}-\d{2}-\d{2}$/u.test(typed) ? Date.parse(`${typed}T00:00:00Z`) : Number.NaN
  // JavaScript takes 31 February, and means 3 March.
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== typed)
    throw new UsageError(`"${typed}" is no time. Write --since 12h, 7d, 4w or 2026-11-01.`)
  return day
}
