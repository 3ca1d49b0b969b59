import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskPersonalData, placesInMasked } from './mask.ts'

describe('what is hidden (脱敏)', () => {
  test.each([
    ['家住北京市朝阳区建国路88号3单元502，电表坏了', '家住北京市朝阳区建国路**号*单元***，电表坏了'],
    ['住幸福路12号3栋2单元501室', '住幸福路**号*栋*单元***室'],
    ['我家在解放路15号', '我家在解放路**号'],
    ['地址：七号楼三单元四零二室', '地址：*号楼*单元***室'],
    ['车牌京A12345被刮', '车牌京A****5被刮'],
    ['微信wang_1990加我', '微信w********加我'],
    ['护照E12345678', '护照E********'],
    ['打一三九一二三四五六七八', '打***********'],
    ['I live at 14 Fernhill Close', 'I live at ** Fernhill Close'],
  ])('%s', (text, masked) => expect(maskPersonalData(text).masked).toBe(masked))
  test.each([
    '3号楼电梯坏了',
    '12号线晚点',
    '订单号20260901123456',
    '11月6日之前必须退款3280元',
    '3楼2000元一个月',
    '打12315投诉',
    '这三个月停了两次电',
  ])('%s stays', (text) => expect(maskPersonalData(text).changed).toBe(false))
})

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

test('what opens a private link is cut, in a quoted mail too', () => {
  const { masked } = maskPersonalData('> 查看进展：https://kf.example.com/p/default/c/AbCdEf1234567890-_xyzA\n师傅还没来')
  expect(masked).toBe('> 查看进展：https://kf.example.com/p/default/c/…\n师傅还没来')
  expect(maskPersonalData('/p/default/u/AbCdEfGhIjKlMnOp').masked).toBe('/p/default/u/…')
})
