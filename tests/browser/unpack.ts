import { existsSync } from 'node:fs'
import { DEBIAN } from './debian.ts'

/** Before all tests: unpacks the packed Chromium once, where test files at the same time would each do so at the same place. */
export async function setup(): Promise<void> {
  if (existsSync(DEBIAN)) return
  const { default: packed } = await import('@sparticuz/chromium')
  await packed.executablePath()
}
