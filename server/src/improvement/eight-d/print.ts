import type { ActionEffect, ActionRow, EightDDetail, PartDiscipline } from '@zhiwei/contract'
import type { Block, Drawing } from '../../platform/print/blocks.ts'

type Effects = ReadonlyMap<string, ActionEffect>
const severities = { critical: '严重', major: '主要', minor: '次要' } as const
const kinds = { containment: '临时', corrective: '纠正', preventive: '预防' } as const
const states: Record<ActionRow['state'], string> = {
  proposed: '待批准',
  declined: '已驳回',
  open: '进行中',
  done: '待验证',
  watching: '观察中',
  inconclusive: '待结论',
  effective: '有效',
  closed: '已结束',
  cancelled: '已取消',
}
const verdicts = { worked: '有效', didNotWork: '无效', unclear: '说不准', notEnoughData: '数据不足' } as const
const two = (value: number) => value.toFixed(2)

/** 8D 报告 as it is printed: D1 to D8, each with its words and its actions, and the counts that judged them. */
export function blocksOf(
  report: EightDDetail,
  causeName: (code: string) => string,
  effects: Effects,
  day: (instant: string) => string,
  drawing: Drawing | null,
): Block[] {
  const { texts } = report
  const of = (kind: ActionRow['kind']) => report.actionRows.filter((action) => action.kind === kind)
  const bound = [
    report.cases.length > 0 && `工单 ${report.cases.map(({ number }) => number).join('、')}`,
    report.hiddenCases > 0 && `另有 ${report.hiddenCases} 件`,
    report.topic && `话题「${report.topic.name}」`,
    report.riskPoint && `风险点「${report.riskPoint.name}」`,
  ].filter(Boolean)
  return [
    { kind: 'title', text: `8D 报告：${report.title}` },
    {
      kind: 'small',
      text: `级别 ${severities[report.severity]}，${day(report.at)} 开立，${report.closedAt ? `${day(report.closedAt)} 由 ${report.closedBy?.name ?? ''} 结案` : '尚未结案'}`,
    },
    { kind: 'heading', text: 'D1 成立团队' },
    { kind: 'text', text: `组长：${report.leader.name}` },
    ...(report.team.length > 0 ? [{ kind: 'text', text: `组员：${report.team.map(({ name }) => name).join('、')}` } as const] : []),
    { kind: 'heading', text: 'D2 描述问题' },
    ...words(texts.problem),
    ...(bound.length > 0 ? [{ kind: 'small', text: `关联：${bound.join('；')}` } as const] : []),
    { kind: 'heading', text: 'D3 临时措施' },
    ...words(texts.containment, of('containment').length > 0),
    ...answersOf(report, 'containment'),
    ...tableOf(of('containment')),
    { kind: 'heading', text: 'D4 根本原因' },
    ...words(texts.cause, report.confirmedCauses.length > 0),
    ...(drawing ? [{ kind: 'chart', drawing } as const] : []),
    ...confirmedTable(report, causeName),
    ...answersOf(report, 'cause'),
    { kind: 'label', text: '为什么没有提前发现' },
    ...words(texts.escape),
    { kind: 'heading', text: 'D5 选定纠正措施' },
    ...words(texts.chosen, of('corrective').length > 0),
    ...answersOf(report, 'chosen'),
    ...tableOf(of('corrective')),
    { kind: 'heading', text: 'D6 实施并验证' },
    ...words(texts.implemented, of('corrective').length > 0),
    ...answersOf(report, 'implemented'),
    ...effectTable(of('corrective'), effects),
    { kind: 'heading', text: 'D7 防止再发' },
    ...words(texts.prevention, of('preventive').length > 0),
    ...answersOf(report, 'prevention'),
    ...tableOf(of('preventive')),
    ...effectTable(of('preventive'), effects),
    { kind: 'heading', text: 'D8 肯定团队' },
    ...words(texts.thanks),
    { kind: 'small', text: '效果按该原因的投诉件数计算：发生率比及其 95% 精确区间，算法见 docs/rules/actions.md。' },
  ]
}

/** What was written, line by line; nothing written is said, unless something else stands there. */
const words = (text: string, isOptional = false): Block[] =>
  text
    ? text
        .split('\n')
        .filter(Boolean)
        .map((line) => ({ kind: 'text', text: line }))
    : isOptional
      ? []
      : [{ kind: 'small', text: '未填写' }]

/** What partner firms answered under it, each named. */
const answersOf = ({ partnerAnswers }: EightDDetail, discipline: PartDiscipline): Block[] =>
  partnerAnswers
    .filter((answer) => answer.discipline === discipline)
    .flatMap(({ unit, text }) => [{ kind: 'label', text: `${unit.name} 的答复` } as const, ...words(text)])

const confirmedTable = ({ confirmedCauses }: EightDDetail, causeName: (code: string) => string): Block[] =>
  confirmedCauses.length === 0
    ? []
    : [
        {
          kind: 'table',
          columns: ['确认的原因', '原因目录', '依据'],
          rows: confirmedCauses.map(({ text, cause, evidence }) => [text, cause ? causeName(cause) : '—', evidence || '—']),
        },
      ]

const tableOf = (actions: ActionRow[]): Block[] =>
  actions.length === 0
    ? []
    : [
        {
          kind: 'table',
          columns: ['措施', '类别', '负责人', '期限', '状态'],
          rows: actions.map(({ title, kind, owner, unit, dueOn, state, round }) => [
            title,
            kinds[kind],
            [owner.name, unit?.name].filter(Boolean).join(' · '),
            dueOn,
            round > 1 ? `${states[state]}（第 ${round} 轮）` : states[state],
          ]),
        },
      ]

function effectTable(actions: ActionRow[], effects: Effects): Block[] {
  const rows = actions.flatMap(({ id, title }) => {
    const effect = effects.get(id)
    if (!effect || effect.after.exposure === 0) return []
    const per = effect.unit === 'days' ? '天' : ''
    const ratio = effect.rateRatio === null ? '—' : two(effect.rateRatio)
    const interval = effect.interval
      ? `${two(effect.interval.low)}–${effect.interval.high === null ? '∞' : two(effect.interval.high)}`
      : '—'
    return [
      [
        title,
        `${effect.before.count} 件 / ${effect.before.exposure} ${per}`,
        `${effect.after.count} 件 / ${effect.after.exposure} ${per}`,
        `${ratio}（${interval}）`,
        verdicts[effect.verdict],
      ],
    ]
  })
  return rows.length === 0 ? [] : [{ kind: 'table', columns: ['措施', '此前', '此后', '发生率比（区间）', '结论'], rows }]
}
