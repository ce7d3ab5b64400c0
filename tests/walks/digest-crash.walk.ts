import { expect, test } from 'vitest'
import { killAtEach } from './digest-crash.ts'
import { ROADS } from './digest-fault.ts'

test.concurrent.each(ROADS)(
  'on $platform a $layout digest whose bot is killed after each call and each write is whole, and stands there once',
  async ({ platform, layout, calls }) => {
    const { kills, lost, doubled } = await killAtEach(platform, layout)
    process.stdout.write(`${platform}, ${layout}: ${kills} kills, lost ${lost}, doubled ${doubled}\n`)
    expect([kills > calls, lost, doubled]).toEqual([true, 0, 0])
  },
  300_000,
)
