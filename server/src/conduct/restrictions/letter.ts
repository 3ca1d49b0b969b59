import type { ConductAppeal, RestrictionState, ShownMeasure } from '@zhiwei/contract'

export type LetterFacts = {
  company: string
  customer: string
  state: RestrictionState
  measures: readonly ShownMeasure[]
  reason: string
  /** Numbers of the cases it rests on. */
  numbers: readonly string[]
  reviewedOn: string | null
  endsOn: string
  today: string
  endKind: 'date' | 'lifted' | 'appeal' | null
  /** The last one. */
  appeal: Pick<ConductAppeal, 'verdict' | 'note'> | null
}

const sentences: Record<ShownMeasure['kind'], (measure: ShownMeasure) => string> = {
  caution: () => '这是一次书面提醒：请停止上述做法。提醒本身不改变您联系我们的方式。',
  singleContact: ({ contact }) => `您的事项由一位专人接洽：${contact?.name ?? '指定联系人'}。其他同事会记下您的话并转给专人。`,
  writtenOnly: () => '请以书面方式（邮件、在线留言、信函）联系我们；我们同样以书面答复。',
  contactRate: ({ perWeek }) => `我们每周处理您 ${perWeek ?? 1} 次联系；同一件事请合并来信，多出的会登记，与下一次一并答复。`,
  noGoodwill: () => '我们按法律、合同和会员权益履行义务，不另作优惠或安抚性补偿。',
}

const unchanged = [
  '不受影响的事：您的每一件投诉仍会登记、逐件审查并答复，时限不变；涉及人身安全的情况随时可以拨打电话，我们按紧急渠道处理；您向监管部门、消费者组织、法院反映的权利不变。',
]

/**
 * 告知函: what the customer is told — what was decided, why, until when, what stays as it was and how to appeal; after an appeal its outcome, in the end
 * that it is over. Null before anything was decided.
 */
export function letterOf(facts: LetterFacts): string | null {
  const body = bodyOf(facts)
  return body && [`尊敬的${facts.customer || '客户'}：`, ...body, facts.company, facts.today].join('\n\n')
}

function bodyOf(facts: LetterFacts): string[] | null {
  const { state, measures, reason, numbers, reviewedOn, endsOn, endKind, appeal } = facts
  if (state === 'ended')
    return [
      endKind === 'appeal'
        ? `您对联系方式限制的申诉已经复核：限制即日解除。${appeal?.note ?? ''}`
        : '此前对您联系方式的限制已经结束，从现在起一切照常。',
      '如果您在此期间有没说清楚的事，请告诉我们。',
    ]
  if (state !== 'inForce') return null
  if (appeal?.verdict)
    return [
      appeal.verdict === 'shortened'
        ? `您的申诉已由未参与原决定的人复核：限制的到期日提前到 ${endsOn}。`
        : `您的申诉已由未参与原决定的人复核：维持原决定，到期日 ${endsOn}。`,
      `理由：${appeal.note ?? ''}`,
      ...unchanged,
    ]
  return [
    measures.every(({ kind }) => kind === 'caution')
      ? `经过核实和法务审核，我们向您作书面提醒，留存至 ${endsOn}：`
      : `经过核实和法务审核，从 ${reviewedOn ?? ''} 起至 ${endsOn} 止，我们与您的联系按以下方式进行，到期自动结束：`,
    measures.map((measure, at) => `${at + 1}. ${sentences[measure.kind](measure)}`).join('\n'),
    `理由：${reason}（相关编号：${numbers.join('、')}）`,
    ...unchanged,
    '如果您不同意，可以在任何时候以任何方式（电话、邮件、信函、到店）提出申诉，说明“对这份告知的申诉”和您的理由；由没有参与这一决定的第三人复核，并把结果告诉您。',
  ]
}
