import { expect, test } from 'vitest'
import { daysThatWentWrong, mishaps, ROADS } from './digest-fault.ts'

test.concurrent.each(ROADS)(
  'on $platform nothing that goes wrong at any of its $calls calls loses or doubles a message of a $layout digest',
  async ({ platform, layout, calls }) => {
    // A call more is never made: these are all.
    const more = { nth: calls + 1, name: 'a lost call' }
    const wrong = await daysThatWentWrong(platform, layout, [...mishaps(calls), more])
    expect(wrong).toMatchObject([{ mishap: more, reached: false }])
  },
  60_000,
)
