import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../src/config.ts'

test.each([
  [{}, { host: '127.0.0.1', port: 9464 }],
  [
    { METRICS_PORT: '0', HOST: '0.0.0.0' },
    { host: '0.0.0.0', port: 0 },
  ],
  [
    { METRICS_PORT: '65535', HOST: '' },
    { host: '127.0.0.1', port: 65_535 },
  ],
  [{ METRICS_PORT: 'off' }, undefined],
])('%j is watched at %j', (environment, wanted) => {
  expect(readConfig(environment).monitor).toEqual(wanted)
})

test.each(['65536', '-1', '80a', '9464.5', 'on'])('METRICS_PORT=%s is no port', value => {
  expect(() => readConfig({ METRICS_PORT: value })).toThrow(
    new ConfigError(['METRICS_PORT: is not a port. Use a number up to 65535, or off.']),
  )
})
