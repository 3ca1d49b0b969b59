import type { Analysis, SignalKind } from '@zhiwei/text'

export const sentimentNames: Record<Analysis['sentiment'], string> = { negative: '负面', neutral: '中性', positive: '正面' }
const emotionNames: Record<Analysis['emotion']['kind'], string> = {
  calm: '平静',
  worried: '担忧',
  disappointed: '失望',
  sad: '难过',
  angry: '愤怒',
  desperate: '绝望',
  pleased: '满意',
}
export const severityNames: Record<Analysis['severity'], string> = { general: '一般', major: '较大', serious: '重大', critical: '特别重大' }
export const stageNames = ['', '产生问题', '困惑质疑', '情绪激化', '矛盾爆发', '越级投诉'] as const
export const mindsetNames: Record<NonNullable<Analysis['mindset']>, string> = { vent: '求发泄', respect: '求尊重', compensation: '求补偿' }
export const signalNames: Record<SignalKind, string> = {
  regulator: '监管投诉',
  media: '媒体曝光',
  legal: '法律途径',
  crowd: '群体',
  safety: '安全',
  selfHarm: '自伤',
  vulnerable: '弱势群体',
  insult: '辱骂',
  compensation: '索赔',
  deadline: '限期',
  professional: '职业索赔',
  personalData: '个人信息',
}
const tenseNames: Record<string, string> = { threat: '（扬言）', done: '（已行动）' }

/** The columns that `analyse` adds, in their order; an empty row has empty ones. */
export const addedColumns = [
  '分类',
  '情感',
  '情绪',
  '情绪强度',
  '阶段',
  '信号',
  '严重程度',
  '心态',
  '索赔金额（元）',
  '限期（小时）',
  '投诉概率',
] as const

/** What one text's analysis writes into the added columns. */
export function cellsOf(analysis: Analysis, categoryName: (code: string) => string): (string | number)[] {
  const { category, categoryBasis, sentiment, emotion, stage, signals, severity, mindset, complaint } = analysis
  const amount = Math.max(0, ...signals.map(({ amountFen }) => amountFen ?? 0))
  const hours = signals.flatMap(({ withinHours }) => (withinHours === undefined ? [] : [withinHours]))
  return [
    category[0] && categoryBasis !== 'none' ? categoryName(category[0].code) : '',
    sentimentNames[sentiment],
    emotionNames[emotion.kind] ?? emotion.kind,
    emotion.level,
    `${stage.level} ${stageNames[stage.level]}`,
    [...new Set(signals.map(({ kind, detail }) => `${signalNames[kind]}${tenseNames[detail ?? ''] ?? ''}`))].join('、'),
    severityNames[severity],
    mindset ? mindsetNames[mindset] : '',
    amount > 0 ? amount / 100 : '',
    hours.length > 0 ? Math.min(...hours) : '',
    Number(complaint.toFixed(2)),
  ]
}
