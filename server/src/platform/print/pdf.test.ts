import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import type { Block } from './blocks.ts'
import { pdfOf } from './pdf.ts'

async function pagesOf(blocks: readonly Block[]): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await pdfOf('月报', blocks))))
  return text
}
const lines = (count: number): Block[] => Array.from({ length: count }, (_, no) => ({ kind: 'text', text: `第 ${no} 段` }))

describe('pages of a report (排版)', () => {
  test('in a table too wide for the page long texts are broken, words, dates and case numbers never', async () => {
    const columns = ['Case', 'Category', 'Severity', 'Unit', 'Received', 'Due', 'Closed or state']
    const row = [
      '72F8-QS2Y',
      'Service attitude · Indifference, passing the buck',
      'Serious',
      '速达安装工程（合作方）',
      '2026-10-07',
      '2026-10-11',
      '2026-10-15',
    ]
    const [page = ''] = await pagesOf([{ kind: 'table', columns, rows: [row] }])
    for (const whole of ['Severity', 'Received', '72F8-QS2Y', 'Serious', '2026-10-07', '2026-10-11', '2026-10-15', 'Indifference,'])
      expect(page).toContain(whole)
  })

  test('a heading stands on the page of what it is over: a line with its table, or a picture', async () => {
    const table: Block[] = [
      { kind: 'small', text: '查明的原因：537 件' },
      { kind: 'table', columns: ['原因', '工单数'], rows: [['流程制度', '107']] },
    ]
    const picture: Block[] = [
      {
        kind: 'chart',
        drawing: {
          width: 480,
          height: 170,
          label: '投诉量',
          shapes: [{ kind: 'text', at: [4, 10], text: '投诉量图', size: 8, colour: '#1F2328', align: 'left' }],
        },
      },
    ]
    for (const [below, words] of [
      [table, '流程制度'],
      [picture, '投诉量图'],
    ] as const) {
      // Whatever is left of the page above it.
      for (let above = 24; above < 36; above++) {
        const pages = await pagesOf([...lines(above), { kind: 'heading', text: '五、原因与整改' }, ...below])
        const at = pages.findIndex((page) => page.replaceAll(/\s/g, '').includes('五、原因与整改'))
        expect(pages[at]?.replaceAll(/\s/g, '')).toContain(words)
      }
    }
  })
})
