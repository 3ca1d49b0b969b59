/** Where the words of codes stand that other pages say too: by the detail's name, or by the record's subject and the name. */
export const codeWords: Record<string, string> = {
  severity: 'ui:severity',
  channel: 'ui:channel',
  unitKind: 'identity:units.kinds',
  field: 'audit:fact',
  fields: 'audit:fact',
  door: 'channels:door',
  measures: 'conduct:measure',
  threat: 'conduct:threat',
  endKind: 'conduct:course',
  line: 'performance:line',
  discipline: 'partners:discipline',
  disciplines: 'partners:discipline',
  'conduct.verdict': 'conduct:verdict',
  'performance.verdict': 'performance:objection',
  'absence.kind': 'performance:absence.kind',
  'action.kind': 'improvement:actionKind',
  'causeTree.kind': 'improvement:treeKind',
  'entitlement.kind': 'knowledge:entitlement.kind',
  'lesson.answer': 'lessons:kind',
  'messageTemplate.kind': 'channels:kind',
  'outgoingMessage.kind': 'channels:kind',
  'reportSchedule.kind': 'periodic-reports:kind',
  'reportTemplate.kind': 'periodic-reports:kind',
  'riskPoint.kind': 'risk-points:kind',
  'webhook.direction': 'webhooks:part',
  'webhook.kinds': 'cases:event',
}

/** @param kind of the record, such as `webhook.added` */
export const keyOfCode = (kind: string, fact: string, code: string) =>
  `${codeWords[`${kind.split('.')[0]}.${fact}`] ?? codeWords[fact] ?? 'audit:value'}.${code}`
