import { expect, test } from 'vitest'
import { memoryOf, settingsFor } from './settings.ts'

const gb = 2 ** 30
const notLimited = 2 ** 63

test.each([
  ['a small machine', 2 * gb, 0, 256],
  ['a machine of 16 GB', 16 * gb, 0, 1_024],
  ['a large machine', 256 * gb, notLimited, 2_048],
  ['a container of 1 GB on a large machine', 256 * gb, 1 * gb, 256],
  ['a container of 8 GB on a large machine', 256 * gb, 8 * gb, 512],
])('the database takes a sixteenth of the memory there is: %s', (_where, machineBytes, allowedBytes, buffers) => {
  expect(settingsFor(memoryOf(machineBytes, allowedBytes))).toContain(`\nshared_buffers = ${buffers}MB\n`)
})
