/** What a text or a conversation says (文本分析): the shapes that every head, the server and the pages share. Holds codes, numbers and spans. */

/** [start, end) in UTF-16 units of the given text; with `turn`, of that turn's text. */
export type Span = readonly [start: number, end: number]

/** One thing said in a conversation (对话的一轮), in the order it was said. */
export type Turn = { by: 'customer' | 'staff' | 'bot'; text: string /** Instant (UTC, ISO 8601). */; at?: string }

/** One text or a conversation. Spans are against `text`, or the turn's text: a subject helps the category and carries none. */
export type AnalysisInput = { text: string; subject?: string } | { turns: Turn[]; subject?: string }

export type SeverityCode = 'general' | 'major' | 'serious' | 'critical'
export const signalKinds = [
  'regulator',
  'media',
  'legal',
  'crowd',
  'safety',
  'selfHarm',
  'vulnerable',
  'insult',
  'compensation',
  'deadline',
  'professional',
  'personalData',
] as const
export type SignalKind = (typeof signalKinds)[number]
export type StageLevel = 1 | 2 | 3 | 4 | 5
export type EmotionLevel = 0 | 1 | 2 | 3 | 4

/** 信号 with the place that shows it. */
export type Signal = {
  kind: SignalKind
  span: Span
  turn?: number
  /** Demanded, in fen. */
  amountFen?: number
  /** The customer's deadline, in hours from now. */
  withinHours?: number
  /** Closer than the kind: 12315, phone, threat … */
  detail?: string
}

/** A word or pattern that speaks for a stage or a severity: the code of the rule, and its place where it has one. */
export type Reason = { code: string; span?: Span; turn?: number }

export type EntityKind = 'orderNo' | 'meterNo' | 'date' | 'amount' | 'product' | 'place'
export type Entity = {
  kind: EntityKind
  span: Span
  turn?: number
  /** As it is meant: a date as YYYY-MM-DD, the product's name on the tenant's list. */
  value?: string
  amountFen?: number
}

export type Analysis = {
  language: 'zh' | 'en' | 'mixed' | 'other'
  /** Best first; none where nothing is known to go by. */
  category: { code: string; probability: number }[]
  /** Who says so: a trained model, seed words (a guess), or nobody. */
  categoryBasis: 'model' | 'seeds' | 'none'
  /** Words that decided the first of them: `seedWord`, or `learntWord` of the model; without a span where they stand in the subject. */
  categoryReasons: Reason[]
  sentiment: 'negative' | 'neutral' | 'positive'
  emotion: { kind: string; level: EmotionLevel }
  /** Probability that it is a complaint. */
  complaint: number
  /** 生命周期阶段 1 产生问题 … 5 越级投诉. */
  stage: { level: StageLevel; reasons: Reason[] }
  signals: Signal[]
  severity: SeverityCode
  severityReasons: Reason[]
  /** 求发泄, 求尊重, 求补偿. */
  mindset: 'vent' | 'respect' | 'compensation' | null
  /** Of a conversation: is its customer content now (0 … 1), and of each turn of the customer. */
  satisfaction?: { end: number; turns: { turn: number; satisfied: number; emotion: EmotionLevel }[] }
  keywords: { word: string; weight: number }[]
  entities: Entity[]
  /** How sure the answers are, 0 … 1. */
  confidence: { sentiment: number; emotion: number; severity: number; stage: number; mindset: number }
}
