import { describe, expect, test } from 'vitest'
import { openPostgres } from '../../src/store/postgres.ts'
import { placeOf, postgresTrouble, refusal } from '../../src/store/postgres-trouble.ts'

const PLACE = placeOf('postgres://bot:s%40cret%23@db.example:6000/counter%20point')
const trouble = postgresTrouble(PLACE)

function coded(code: string, message = 'It failed.'): Error {
  return Object.assign(new Error(message), { code })
}

test('an address is read with its signs', () => {
  expect(PLACE).toEqual({ server: 'db.example:6000', database: 'counter point', user: 'bot', password: 's@cret#' })
})

test('an address without a port or a host has those of PostgreSQL', () => {
  expect([placeOf('postgres://u@h/d').server, placeOf('postgresql:///d?host=/run/postgresql').server]).toEqual([
    'h:5432',
    '/run/postgresql:5432',
  ])
})

describe('trouble that may pass', () => {
  test.each(['40001', '40P01', '57P01', '08006', '53300', 'ECONNREFUSED', 'ENOTFOUND'])('%s is tried again', code => {
    expect(trouble.passes(coded(code))).toBe(true)
  })

  test.each(['23505', '42P01', '28P01', '3D000', '22021'])('%s is not', code => {
    expect(trouble.passes(coded(code))).toBe(false)
  })

  test('it is found inside other errors', () => {
    const inside = [new AggregateError([coded('ECONNREFUSED')]), new Error('Rolled back.', { cause: coded('40P01') })]
    expect([...inside, 'nothing'].map(trouble.passes)).toEqual([true, true, false])
  })
})

test.each([
  ['28P01', 'Mend the user and the password'],
  ['3D000', 'createdb counter point'],
  ['42501', 'to "bot"'],
  ['XX000', 'Mend DATABASE_URL, or leave it out'],
])('a refusal %s says what to do', (code, remedy) => {
  expect(refusal(PLACE, coded(code)).message).toContain(remedy)
})

test('no message shows the password, however it is written', () => {
  const error = coded('XX000', 'Bad address postgres://bot:s%40cret%23@db: "s@cret#".')
  expect(
    [refusal(PLACE, error).message, trouble.lasting(1_500, error).message].filter(text => /cret/u.test(text)),
  ).toEqual([])
})

test('a server that is not there is refused with what to do', async () => {
  const opening = openPostgres('postgres://bot:secret@127.0.0.1:1/counterpoint', { patienceMs: 0 })
  await expect(opening).rejects.toThrow(
    /The database on 127\.0\.0\.1:1 does not answer \(.*ECONNREFUSED.*\)\. Look whether PostgreSQL runs there/u,
  )
})
