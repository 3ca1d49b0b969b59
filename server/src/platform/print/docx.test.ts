import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Drawing } from './blocks.ts'
import { docxOf } from './docx.ts'
import { pngOf } from './png.ts'

const drawing: Drawing = {
  width: 120,
  height: 40,
  label: '投诉量',
  shapes: [
    {
      kind: 'area',
      points: [
        [0, 0],
        [120, 0],
        [120, 20],
        [0, 20],
      ],
      colour: '#1F6F78',
    },
    { kind: 'text', at: [4, 36], text: '投诉量', size: 9, colour: '#1F2328', align: 'left' },
  ],
}

const partOf = (file: Buffer, name: string) => Buffer.from(unzipSync(file)[name] ?? [])

describe('a report in Word', () => {
  test('pictures stand in lines that grow with them, and carry their words for programs without SVG too', async () => {
    const file = await docxOf('月报', [{ kind: 'chart', drawing }])
    expect(partOf(file, 'word/styles.xml').toString()).toContain('w:lineRule="auto"')
    const png = partOf(file, 'word/media/image1.png')
    expect(png).toEqual(await pngOf(drawing))
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([240, 80])
    expect(png).not.toEqual(await pngOf({ ...drawing, shapes: drawing.shapes.slice(0, 1) }))
  })

  test('columns are as wide as what stands in them', async () => {
    const table = {
      kind: 'table' as const,
      columns: ['工单', '分类'],
      rows: [['72F8-QS2Y', '服务态度 · 冷漠、推诿、让客户一再转人']],
      numbers: [],
    }
    const document = partOf(await docxOf('月报', [table]), 'word/document.xml').toString()
    const [number = 0, words = 0] = [...document.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))
    expect(number + words).toBeLessThanOrEqual(9_027)
    expect(words).toBeGreaterThan(2 * number)
  })

  test('case numbers of wide letters stay on one line, and numbers amid Chinese words are not torn', async () => {
    const columns = ['工单', '分类', '级别', '部门', '收到', '应办结', '办结或状态']
    const cells = ['MWKH-TQTC', '交付物流 · 上门安装', '特别重大', '速达安装工程（合作方）', '2026-10-01', '2026-10-13', '2026-10-14']
    const file = await docxOf('月报', [{ kind: 'table', columns, rows: [cells], numbers: [] }])
    const [number] = [
      ...partOf(file, 'word/document.xml')
        .toString()
        .matchAll(/<w:gridCol w:w="(\d+)"/g),
    ].map(([, width]) => Number(width))
    // In points: three wide letters, five capitals, the dash, and the margins of the cell.
    expect((number ?? 0) / 20).toBeGreaterThan(3 * 8.4 + 5 * 6.6 + 5.4 + 8)
    expect(partOf(file, 'word/styles.xml').toString()).toContain('<w:lang w:val="en-GB" w:eastAsia="zh-CN"')
  })

  test('a line over a table stays on its page, one under it does not hold what follows', async () => {
    const table = { kind: 'table' as const, columns: ['工单'], rows: [['72F8-QS2Y']], numbers: [] }
    const over = { kind: 'small' as const, text: '办结最慢的工单：1 件' }
    const under = { kind: 'small' as const, text: '另有 17 行未列。' }
    const file = await docxOf('月报', [over, table, under, { kind: 'text', text: '完' }])
    const document = partOf(file, 'word/document.xml').toString()
    const paragraphOf = (text: string) => [...document.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([all]) => all).find((all) => all.includes(text))
    expect(paragraphOf(over.text)).toContain('<w:keepNext/>')
    expect(paragraphOf(under.text)).not.toContain('<w:keepNext/>')
  })
})
