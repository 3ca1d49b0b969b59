import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskPersonalData, placesInMasked } from './mask.ts'

describe('places in a masked text (脱敏后的位置)', () => {
  test('words behind a number that became shorter are found where people see them', () => {
    const text = '我的电话+86 139-1234-5678，再不退款就去12315投诉，身份证 11010119900307123X，邮箱 wang@example.com，曝光你们'
    const { masked } = maskPersonalData(text)
    const placeOf = placesInMasked(text)
    for (const word of ['我的电话', '再不退款', '12315', '邮箱', '曝光你们']) {
      const at = text.indexOf(word)
      const [start, end] = placeOf([at, at + word.length])
      expect(masked.slice(start, end)).toBe(word)
    }
    const phone = '+86 139-1234-5678'
    expect(masked.slice(...placeOf([text.indexOf(phone), text.indexOf(phone) + phone.length]))).toBe('139****5678')
  })

  test('whatever the text, a place of it lies inside the masked one, in order', () => {
    const words = fc.constantFrom(
      '13912345678',
      ' 8613912345678 ',
      'wang@example.com',
      '投诉',
      '010-12345678',
      '6222021234567890123',
      '，',
      'a',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), fc.nat(200), fc.nat(200), (parts, one, other) => {
        const text = parts.join('')
        const [from, to] = [Math.min(one, other, text.length), Math.min(Math.max(one, other), text.length)]
        const [start, end] = placesInMasked(text)([from, to])
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThanOrEqual(start)
        expect(end).toBeLessThanOrEqual(maskPersonalData(text).masked.length)
      }),
    )
  })
})
