import type { Sent } from '../store/ledger.ts'
import { linkOf } from './delivery-link.ts'
import { outcomeOf } from './delivery-outcome.ts'

/** As programs read it: times in ISO 8601, spans in milliseconds. */
export function asJson(sent: readonly Sent[]): string {
  const rows = sent.map(one => {
    const { at, edition, ...rest } = one
    const link = linkOf(one)
    return {
      at: new Date(at).toISOString(),
      ...rest,
      outcome: outcomeOf(one),
      ...(edition === undefined ? {} : { edition: { ...edition, dueAt: new Date(edition.dueAt).toISOString() } }),
      ...(link === undefined ? {} : { link }),
    }
  })
  return `${JSON.stringify(rows, undefined, 2)}\n`
}
