import type { ReportDetail } from '@zhiwei/contract'
import type { Block } from '../../../platform/print/blocks.ts'
import { findingNames } from '../sentences.ts'
import { drawingOf } from './chart.ts'

const stateNames = { waiting: '等待生成', making: '生成中', draft: '草稿', finished: '已定稿', failed: '生成失败' } as const
const number = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1))

/** 报告正文 */
export function blocksOf(report: ReportDetail, dayTime: (instant: string) => string): Block[] {
  const finished = report.finishedAt ? `，${report.finishedBy?.name ?? ''} 于 ${dayTime(report.finishedAt)} 定稿` : ''
  const blocks: Block[] = [
    { kind: 'title', text: report.title },
    { kind: 'small', text: `${report.fromDay} 至 ${report.toDay}，${stateNames[report.state]}${finished}` },
  ]
  const counted = report.sections.filter(({ figures }) => figures !== null)
  if (counted.length > 0)
    blocks.push({
      kind: 'table',
      columns: ['事项', '本期', '此前平均', '倍数（95% 区间）', '今后七天（区间）'],
      rows: counted.map(({ title, figures }) => [
        title,
        number(figures?.count ?? 0),
        figures?.weeksBefore ? number(figures.before) : '—',
        figures?.ratio
          ? `${figures.ratio.value.toFixed(2)}（${figures.ratio.low.toFixed(2)}–${figures.ratio.high.toFixed(2)}）`
          : '数据不足',
        figures?.nextWeek ? `${number(figures.nextWeek.expected)}（${figures.nextWeek.low}–${figures.nextWeek.high}）` : '—',
      ]),
    })
  report.sections.forEach((section, at) => {
    blocks.push({ kind: 'heading', text: `${at + 1}. ${section.title}` })
    if (section.figures) blocks.push({ kind: 'chart', drawing: drawingOf(section.title, section.figures) })
    const parts: [string, string][] = [
      [section.about === 'conclusion' ? '结论' : '发生了什么', section.happened],
      ['为什么', section.why],
      ['接下来会怎样', section.coming],
    ]
    for (const [label, text] of parts)
      if (text.trim())
        blocks.push(
          { kind: 'label', text: label },
          ...text
            .split('\n')
            .filter(Boolean)
            .map((line): Block => ({ kind: 'text', text: line })),
        )
    if (section.measures.length > 0)
      blocks.push(
        { kind: 'label', text: '建议措施' },
        {
          kind: 'table',
          columns: ['措施', '责任人', '完成日期'],
          rows: section.measures.map(({ text, owner, dueOn }) => [text, owner?.name ?? '待定', dueOn ?? '待定']),
        },
      )
  })
  blocks.push({
    kind: 'small',
    text: `数字由系统计数，区间的算法见 docs/rules/report.md；结论用语：${Object.values(findingNames).join('、')}。`,
  })
  return blocks
}
