import { expect, test } from 'vitest'
import { daysThatWentWrong, mishaps, ROADS } from './digest-fault.ts'

test.each(ROADS)(
  'on $platform nothing that goes wrong at any of its $calls calls loses or doubles a message of a $layout digest',
  async ({ platform, layout, calls }) => {
    expect(await daysThatWentWrong(platform, layout, mishaps(calls))).toEqual([])
  },
  60_000,
)
