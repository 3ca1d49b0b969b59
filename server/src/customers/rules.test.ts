import { describe, expect, test } from 'vitest'
import {
  foldCustomerNo,
  foldName,
  higherTier,
  identityOf,
  maskContact,
  maskCustomerName,
  maskCustomerNo,
  phonesOf,
  problemOfComplainant,
} from './rules.ts'

describe('phone numbers as people write them (电话)', () => {
  test.each([
    ['13912341234', ['13912341234']],
    ['+86 139-1234-1234', ['13912341234']],
    ['0086 13912341234', ['13912341234']],
    ['86 139 1234 1234', ['13912341234']],
    ['１３９１２３４１２３４', ['13912341234']],
    ['（010）8888 6666', ['01088886666']],
    ['95598', ['95598']],
    ['12345', ['12345']],
    ['+1 (650) 253-0000', ['16502530000']],
    ['400-812-3456转801', ['4008123456-801']],
    ['手机：13912341234（王先生）', ['13912341234']],
    ['13912341234/13800138001', ['13912341234', '13800138001']],
    ['13912341234、139 1234 1234', ['13912341234']],
  ])('%s is read as %j', (given, numbers) => {
    expect(phonesOf(given).map((contact) => contact.value)).toEqual(numbers)
  })
  test.each(['无', '不详', '-', '1234', '000000', '11111111111', '1391234123413912341234', 'abc@example.com'])(
    '%s is no number',
    (given) => {
      expect(phonesOf(given)).toEqual([])
    },
  )
  test('the last four digits are those of the number, not of its extension', () => {
    expect(phonesOf('400-812-3456 转 801')[0]?.last4).toBe('3456')
    expect(phonesOf('95598')[0]?.last4).toBe('5598')
  })
})

describe('what of a complainant cannot be kept', () => {
  test.each([
    [{ phone: '内线8012' }, 'phone'],
    [{ kind: 'anonymous' as const, email: 'wang@example.com' }, 'email'],
    [{ kind: 'anonymous' as const }, undefined],
    [{ phone: '手机：13912341234' }, undefined],
    [{}, undefined],
  ])('%j: %s', (complainant, field) => {
    expect(problemOfComplainant(complainant)?.field).toBe(field)
  })
})

describe('masks (脱敏)', () => {
  test('phones keep their ends, short numbers two digits, an extension stays', () => {
    const masked = (given: string) => phonesOf(given).map(maskContact)
    expect(masked('13912341234')).toEqual(['139****1234'])
    expect(masked('95598')).toEqual(['***98'])
    expect(masked('400-812-3456转801')).toEqual(['400****3456-801'])
  })
  test('a person keeps the first character, an organisation both ends of a longer name', () => {
    expect(maskCustomerName('王小明', 'person')).toBe('王**')
    expect(maskCustomerName('杭州西湖家电有限公司', 'organisation')).toBe('杭州****公司')
    expect(maskCustomerName('王氏行', 'organisation')).toBe('王**')
  })
  test('customer numbers keep three characters at most', () => {
    expect(maskCustomerNo('C-20231234')).toBe('****234')
    expect(maskCustomerNo('A12')).toBe('****2')
  })
})

describe('what is called the same', () => {
  test('names with and without spaces or full-width letters', () => {
    expect(foldName('王 小明')).toBe(foldName('王小明'))
    expect(foldName('Ｊohn   Smith')).toBe(foldName('john smith'))
  })
  test('customer numbers in either case and width', () => {
    expect(foldCustomerNo('ｃ-1001 ')).toBe(foldCustomerNo('C-1001'))
  })
  test('the higher tier counts', () => {
    expect(higherTier('ordinary', 'vip')).toBe('vip')
    expect(higherTier('keyAccount', 'largeUser')).toBe('keyAccount')
  })
})

describe('who a complainant is', () => {
  test('an anonymous complainant is nobody, and so is one who gave nothing readable', () => {
    expect(identityOf({ kind: 'anonymous', phone: '13912341234' })).toBeNull()
    expect(identityOf({})).toBeNull()
    expect(identityOf({ phone: '无' })).toBeNull()
    expect(identityOf({ kind: 'organisation' })).toBeNull()
  })
  test('a name with an unreadable phone is a name', () => {
    expect(identityOf({ name: '王小明', phone: '不详' })).toMatchObject({ kind: 'person', name: '王小明', contacts: [] })
  })
})
