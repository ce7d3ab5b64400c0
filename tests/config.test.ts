import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

const NO_FOLDER = { isFolder: () => true, isWritable: () => false }

function problems(value: string): readonly string[] {
  try {
    readConfig({ DATABASE_URL: value })
    return []
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)]
  }
}

test('a PostgreSQL database stands in for the folder, which then needs no rights', () => {
  const config = readConfig({ DATABASE_URL: 'postgres://u:p@h/d' }, NO_FOLDER)
  expect([config.databaseUrl, readConfig({}).databaseUrl]).toEqual(['postgres://u:p@h/d', undefined])
})

test.each(['mysql://u:sesame@h/d', 'postgres://u:sesame@h', 'postgres://u:se#sa@me@h/d', 'sesame'])(
  '%s is refused with an example, and not shown',
  value => {
    const [problem = ''] = problems(value)
    expect([/^DATABASE_URL: .*postgres:\/\/user:password@host/u.test(problem), /se#?sa/u.test(problem)]).toEqual([
      true,
      false,
    ])
  },
)
