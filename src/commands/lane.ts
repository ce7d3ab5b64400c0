import type { Address } from './command.ts'

/** The lane of the outbox in which an address is served: platform and installation. */
export function laneOf(address: Pick<Address, 'platform' | 'installation'>): string {
  return `${address.platform}/${address.installation}`
}
