import packed from '@sparticuz/chromium'

/** Before all tests: unpacks the packed Chromium once, where test files at the same time would each do so at the same place. */
export async function setup(): Promise<void> {
  await packed.executablePath()
}
