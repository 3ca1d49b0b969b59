import type { PerformanceCriterion, PerformanceFigure, PerformanceLeftOut, PerformanceLine } from '@zhiwei/contract'

type Language = 'zh' | 'en'

// 打印用语: what the printed sheet says; the page says the same in its own words.
export const criterionWords: Record<Language, Record<PerformanceCriterion, string>> = {
  zh: {
    adherence: '流程符合',
    timeliness: '及时',
    effectiveness: '办理效果',
    satisfaction: '客户满意',
    finding: '成立情况',
    coaching: '辅导完成',
  },
  en: {
    adherence: 'Process adherence',
    timeliness: 'Timeliness',
    effectiveness: 'Effectiveness',
    satisfaction: 'Satisfaction',
    finding: 'Findings',
    coaching: 'Coaching',
  },
}
export const lineWords: Record<Language, Record<PerformanceLine, string>> = {
  zh: {
    kept: '完全按流程',
    closureInTime: '按时办结',
    handlingInTime: '部门按时处理',
    contactInTime: '按时响应',
    closureDone: '到期已办结',
    notReopened: '办结后未重开',
    notCameAgain: '答复后七日内未再投诉',
    satisfied: '客户满意（4、5 分）',
    finding: '对本人的投诉不计入的',
    coached: '辅导已确认',
  },
  en: {
    kept: 'Kept to the process',
    closureInTime: 'Closed on time',
    handlingInTime: 'Handled by the unit on time',
    contactInTime: 'First contact on time',
    closureDone: 'Due and closed',
    notReopened: 'Not reopened',
    notCameAgain: 'Not complained again in seven days',
    satisfied: 'Satisfied (4 and 5)',
    finding: 'Complaints about the person that do not count',
    coached: 'Coaching acknowledged',
  },
}
export const leftOutWords: Record<Language, Record<PerformanceLeftOut, string>> = {
  zh: {
    merged: '已并入另一工单',
    restricted: '同一受限客户只计一次',
    absent: '缺勤期间',
    cameLate: '接手时已超时',
    open: '未办结，评分保密',
    appealed: '申诉中',
    objection: '异议成立',
  },
  en: {
    merged: 'merged into another',
    restricted: 'a restricted customer counts once',
    absent: 'while away',
    cameLate: 'late before it came to hand',
    open: 'not over, scores kept',
    appealed: 'under appeal',
    objection: 'objection accepted',
  },
}
export const verdictWords: Record<Language, Record<PerformanceFigure['verdict'], string>> = {
  zh: { better: '好于同类案件', asExpected: '与同类案件相当', worse: '差于同类案件', notEnough: '样本不足', notCompared: '不比较' },
  en: {
    better: 'better than like cases',
    asExpected: 'as like cases',
    worse: 'worse than like cases',
    notEnough: 'not enough data',
    notCompared: 'not compared',
  },
}

const zh = {
  title: (name: string, month: string) => `绩效表 ${name} ${month}`,
  state: { prepared: '准备中', shown: '本人查看中', open: '待签署', locked: '已锁定' },
  version: (no: number, sequence: number) => `第 ${no} 版 · 数据截至事件 ${sequence}`,
  lockedBy: (name: string, at: string) => `${at} 由 ${name} 锁定`,
  points: '总分',
  notEnough: '样本不足，不计分',
  columns: ['项目', '做到 / 应做', '比率', '同类案件预期未做到', '实际未做到', '实际 ÷ 预期（95% 区间）', '得分'],
  side: (name: string, weight: number, points: string) => `${name}　权重 ${weight}　得分 ${points}`,
  response: (scored: number, asked: number, share: string) => `回收 ${scored} / ${asked}（${share}）`,
  leftOut: (list: string) => `不计：${list}`,
  talk: (talks: number, seconds: string, out: number) =>
    `普通通话处理时长（不计分）：${talks} 通，平均 ${seconds} 秒；投诉通话 ${out} 通不在内。`,
  objections: '异议',
  objectionColumns: ['项目', '理由', '裁定', '答复'],
  verdicts: { accepted: '成立，已剔除', refused: '不成立', waiting: '待裁定' },
  amended: (no: number, at: string, by: string, points: string) => `更正（第 ${no} 版，${at}，${by}）：总分 ${points}`,
  amendments: '更正',
  method:
    '方法：把本人名下的案件按分类和严重程度与全体同类案件相比（间接标准化），实际 ÷ 预期给出精确泊松区间；得分 = 100 ×（1 − 实际 ÷ 预期 × 全体未做到率）。',
  rows: '明细',
  rowColumns: ['项目', '工单', '周期', '时间', '做到', '同类案件未做到率', '不计的原因'],
  yes: '是',
  no: '否',
}
const en: typeof zh = {
  title: (name, month) => `Performance sheet ${name} ${month}`,
  state: { prepared: 'Being prepared', shown: 'With the person', open: 'To be signed', locked: 'Locked' },
  version: (no, sequence) => `Edition ${no} · data up to event ${sequence}`,
  lockedBy: (name, at) => `Locked by ${name}, ${at}`,
  points: 'Points',
  notEnough: 'not enough data, no points',
  columns: ['Line', 'Done / due', 'Share', 'Expected not done', 'Not done', 'Observed ÷ expected (95 %)', 'Points'],
  side: (name, weight, points) => `${name}  weight ${weight}  points ${points}`,
  response: (scored, asked, share) => `answered ${scored} / ${asked} (${share})`,
  leftOut: (list) => `Left out: ${list}`,
  talk: (talks, seconds, out) => `Ordinary talks (no points): ${talks}, mean ${seconds} s; ${out} talks of complaints left out.`,
  objections: 'Objections',
  objectionColumns: ['Line', 'Reason', 'Decision', 'Reply'],
  verdicts: { accepted: 'accepted, taken out', refused: 'refused', waiting: 'waits' },
  amended: (no, at, by, points) => `Amendment (edition ${no}, ${at}, ${by}): ${points} points`,
  amendments: 'Amendments',
  method:
    'Method: cases are compared with all cases of the same categories and severities (indirect standardisation); observed ÷ expected carries the exact Poisson interval; points = 100 × (1 − observed ÷ expected × overall rate of failure).',
  rows: 'Rows',
  rowColumns: ['Line', 'Case', 'Cycle', 'At', 'Done', 'Failure rate of like cases', 'Left out because'],
  yes: 'yes',
  no: 'no',
}
export const printWords = { zh, en }
