import { describe, expect, test } from 'vitest'
import { chinaHolidays } from '../calendar/index.ts'
import { isNotice, readNotice } from './read-notice.ts'
import { readHolidayRows, rowsOfText } from './read-rows.ts'

/** 国办发明电〔2025〕7号, as published. */
const notice2026 = `国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，遇有重大突发事件，要按规定及时报告并妥善处置，确保人民群众祥和平安度过节日假期。
国务院办公厅
2025年11月4日
https://www.gov.cn/zhengce/content/202511/content_7047090.htm`

const shipped = (year: number) => chinaHolidays.find((one) => one.year === year)

describe('reading a notice of holidays (放假通知)', () => {
  test('the notice for 2026 as published says what is shipped, word by word', () => {
    expect(isNotice(notice2026)).toBe(true)
    const { year, notice, holidays, problems } = readNotice(notice2026)
    expect({ year, notice, holidays, problems }).toEqual({
      year: 2026,
      notice: shipped(2026)?.notice,
      holidays: shipped(2026)?.holidays,
      problems: [],
    })
  })
  test('what is only recommended makes no day off (2024)', () => {
    const { holidays } = readNotice(`国务院办公厅关于2024年部分节假日安排的通知
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（周日）、2月18日（周日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。`)
    expect(holidays).toEqual([
      { name: '元旦', from: '2024-01-01', to: '2024-01-01', makeUpDays: [] },
      { name: '春节', from: '2024-02-10', to: '2024-02-17', makeUpDays: ['2024-02-04', '2024-02-18'] },
    ])
  })
  test('New Year’s days of the year before are read with their year (2023)', () => {
    const { holidays, problems } = readNotice(`国务院办公厅关于2023年部分节假日安排的通知
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。`)
    expect({ holidays, problems }).toEqual({
      holidays: [{ name: '元旦', from: '2022-12-31', to: '2023-01-02', makeUpDays: [] }],
      problems: [],
    })
  })
  test.each([
    [
      'a number of days that does not fit',
      '一、元旦：1月1日（周四）至3日（周六）放假调休，共4天。',
      '元旦：原文说共 4 天，2026-01-01 至 2026-01-03 是 3 天',
    ],
    ['a weekday that does not fit', '一、元旦：1月1日（周五）至3日（周六）放假。', '元旦：原文说 2026-01-01 是周五，实际是周四'],
    ['a day there is not', '一、清明节：4月31日放假。', '清明节：没有 4 月 31 日这一天'],
  ])('%s is told with its line', (_what, line, detail) => {
    expect(readNotice(`国务院办公厅关于2026年部分节假日安排的通知\n${line}`).problems).toContainEqual({ line: 2, detail })
  })
  test('the date of issue is the last one that stands alone', () => {
    const title = '国务院办公厅关于2027年部分节假日安排的通知'
    const { notice } = readNotice(
      `${title}\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n2026年11月20日\nhttps://www.gov.cn/content_1.htm`,
    )
    expect(notice).toMatchObject({ title, issuedOn: '2026-11-20', url: 'https://www.gov.cn/content_1.htm' })
    expect(readNotice(`${title}\n一、元旦：2026年12月31日至2027年1月2日放假调休，共3天。`).notice.issuedOn).toBeNull()
  })
  test('without the year nothing is guessed', () => {
    expect(readNotice('一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。')).toMatchObject({ year: null, holidays: [] })
  })
})

describe('reading a table of holidays (放假表)', () => {
  test('lines of dates become holidays with their make-up days', () => {
    const read = readHolidayRows(
      rowsOfText(`日期,类型,名称
2027-01-01,放假,元旦
2027/1/2,放假,元旦
2027年1月3日,放假,元旦
2027-02-06 至 2027-02-12,放假,春节
2027-01-30,上班,春节
2027-02-20,补班,春节调休`),
    )
    expect(read).toMatchObject({ year: 2027, problems: [] })
    expect(read.holidays).toEqual([
      { name: '元旦', from: '2027-01-01', to: '2027-01-03', makeUpDays: [] },
      { name: '春节', from: '2027-02-06', to: '2027-02-12', makeUpDays: ['2027-01-30', '2027-02-20'] },
    ])
  })
  test('a line without a date or a kind is told and not guessed', () => {
    const { problems } = readHolidayRows(rowsOfText('2027-01-01,放假,元旦\n明年春节,放假,春节\n2027-02-29,放假,春节\n2027-05-01,劳动节'))
    expect(problems).toEqual([
      { line: 2, detail: '“明年春节 放假 春节”里没有日期' },
      { line: 3, detail: '“2027-02-29 放假 春节”里没有日期' },
      { line: 4, detail: '没有写明是放假还是上班' },
    ])
  })
})
