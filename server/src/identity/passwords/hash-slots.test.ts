import { expect, test } from 'vitest'
import { inHashSlot } from './hash-slots.ts'

test('two passwords are hashed at once, a hundred wait, the rest is told to come back', async () => {
  let atOnce = 0
  let most = 0
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const hash = () =>
    inHashSlot(async () => {
      atOnce += 1
      most = Math.max(most, atOnce)
      await gate
      atOnce -= 1
      return 'done'
    })

  const served = Array.from({ length: 102 }, hash)
  await expect(hash()).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  open()
  expect(await Promise.all(served)).toEqual(Array(102).fill('done'))
  expect(most).toBe(2)
  expect(await hash()).toBe('done')
})

test('a failed hash frees its place', async () => {
  for (let i = 0; i < 5; i++) await expect(inHashSlot(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await inHashSlot(async () => 'free')).toBe('free')
})
