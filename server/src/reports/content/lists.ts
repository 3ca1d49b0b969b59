import type { ReportBlock, ReportTemplateSection } from '@zhiwei/contract'
import { wordsOfCode } from '../facts/names.ts'
import type { Cell, Part } from '../facts/types.ts'
import type { Telling } from './content.ts'

export type List = Extract<ReportTemplateSection, { kind: 'cases' | 'warnings' | 'actions' | 'causes' }>
type Head = { zh: string; en: string }

const heads: Record<List['kind'], { columns: Head[]; numbers: number[] }> = {
  cases: {
    columns: [
      { zh: '工单', en: 'Case' },
      { zh: '分类', en: 'Category' },
      { zh: '级别', en: 'Severity' },
      { zh: '部门', en: 'Unit' },
      { zh: '收到', en: 'Received' },
      { zh: '应办结', en: 'Due' },
      { zh: '办结或状态', en: 'Closed or state' },
    ],
    numbers: [],
  },
  warnings: {
    columns: [
      { zh: '级别', en: 'Level' },
      { zh: '种类', en: 'Kind' },
      { zh: '事项', en: 'Subject' },
      { zh: '工单数', en: 'Cases' },
      { zh: '负责人', en: 'Owner' },
      { zh: '发出', en: 'Raised' },
      { zh: '状态', en: 'State' },
    ],
    numbers: [3],
  },
  actions: {
    columns: [
      { zh: '措施', en: 'Action' },
      { zh: '种类', en: 'Kind' },
      { zh: '负责人', en: 'Owner' },
      { zh: '应完成', en: 'Due' },
      { zh: '完成', en: 'Done' },
      { zh: '状态', en: 'State' },
    ],
    numbers: [],
  },
  causes: {
    columns: [
      { zh: '原因', en: 'Cause' },
      { zh: '工单数', en: 'Cases' },
      { zh: '占比', en: 'Share' },
    ],
    numbers: [1, 2],
  },
}

const titles: Record<string, Head> = {
  'cases:overdue': { zh: '到期未办结和超时办结的工单', en: 'Cases due and not closed in time' },
  'cases:severe': { zh: '重大和特别重大投诉', en: 'Serious and critical complaints' },
  'cases:outside': { zh: '越级到监管或媒体的投诉', en: 'Complaints that went to a regulator or the media' },
  'cases:slowest': { zh: '办结最慢的工单', en: 'Cases that took longest' },
  warnings: { zh: '发出的预警', en: 'Warnings raised' },
  'actions:open': { zh: '未结束的措施', en: 'Actions under way' },
  'actions:overdue': { zh: '逾期的措施', en: 'Overdue actions' },
  'actions:done': { zh: '本期完成的措施', en: 'Actions done' },
  causes: { zh: '查明的原因', en: 'Causes found' },
}

export const isList = (section: ReportTemplateSection): section is List => section.kind in heads

/** What a list lists. */
export const listTitle = (section: List): Head =>
  titles['pick' in section ? `${section.kind}:${section.pick}` : section.kind] ?? { zh: '', en: '' }

/** 清单 as a table under a line that says what it lists, and how many there are in all. */
export function listBlocks({ language, say }: Telling, section: List, part: Part | null): ReportBlock[] {
  const zh = language === 'zh-CN'
  const title = say(listTitle(section))
  if (part?.kind !== 'list' || part.rows.length === 0) return [{ kind: 'small', text: zh ? `${title}：没有。` : `${title}: none.` }]
  const shown = section.kind !== 'causes' && part.total > part.rows.length ? part.rows.length : null
  const count = zh ? `${title}：${part.total} 件` : `${title}: ${part.total}`
  const rest = shown === null ? '' : zh ? `，列出 ${shown} 件` : `, ${shown} shown`
  const { columns, numbers } = heads[section.kind]
  const text = (cell: Cell) => (cell === null ? '—' : typeof cell === 'string' ? cell : say('code' in cell ? wordsOfCode(cell.code) : cell))
  return [
    { kind: 'small', text: `${count}${rest}` },
    { kind: 'table', columns: columns.map(say), rows: part.rows.map((row) => row.map(text)), numbers },
  ]
}
