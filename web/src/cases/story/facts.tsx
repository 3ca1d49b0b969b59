import type { TimelineRow } from '@zhiwei/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../../classification/index.ts'
import { usePeople, useUnits } from '../../identity/index.ts'
import { moneyText, useFormat } from '../../platform/index.ts'
import { useReading } from '../analysis/reading.ts'
import { useTextWords, useValueWords } from '../analysis/use-words.ts'
import { useCaseOnPage } from '../case-context.ts'
import { CaseRef } from './CaseRef.tsx'
import { FileLink } from './FileLink.tsx'

/** Names of the ids that stand in the facts of events. */
export function useNames() {
  const units = useUnits()
  const people = usePeople()
  const { complaintCase } = useCaseOnPage()
  const known = [complaintCase.unit, complaintCase.handler, complaintCase.agent, ...complaintCase.tasks.map(({ unit }) => unit)]
  const names = new Map<string, string>()
  for (const named of [...(people.data?.rows ?? []), ...(units.data?.rows ?? []), ...known]) if (named) names.set(named.id, named.name)
  return (id: unknown) => names.get(String(id))
}

type Say = (value: unknown, row: TimelineRow) => ReactNode

/** Reads the facts of an event as people say them, in this order; a fact without words here is not shown. */
export function useFacts() {
  const { t } = useTranslation('cases')
  const format = useFormat()
  const nameOf = useNames()
  const causeName = useCatalogueName('causes')
  const valueWords = useValueWords()
  const textWords = useTextWords()
  const { analysis } = useReading()
  const { complaintCase } = useCaseOnPage()

  const codeWord = (field: string, value: unknown): string => {
    return valueWords(field, value)
  }
  const coded =
    (field: string): Say =>
    (value) =>
      codeWord(field, value)
  const named: Say = (value) => nameOf(value)
  const theNamed = (words: string, ids: unknown) => {
    const names = Array.isArray(ids) ? ids.map(nameOf).filter(Boolean) : []
    return names.length > 0 && t(words, { people: names.join(t('comma')) })
  }
  const until: Say = (value) => t('story.until', { at: format.instant(String(value)) })
  const stageReasons = (eventNo: number) => {
    const reasons = analysis?.stage.history.find((change) => change.eventNo === eventNo)?.reasons ?? []
    return [...new Set(reasons.map(({ code }) => textWords.reason('stage', code)))].join(t('comma'))
  }
  const otherCase: Say = (value) => <CaseRef id={String(value)} />

  const says: Record<string, Say> = {
    channel: coded('channel'),
    door: (value) => t('story.door', { door: t(`channels:door.${value}`) }),
    fromUnitId: (value, { facts }) => t('story.fromTo', { from: nameOf(value) ?? '', to: nameOf(facts.toUnitId) ?? '' }),
    unitId: named,
    handlerId: named,
    toHandlerId: named,
    agentId: named,
    tasks: (value) => t('story.coUnits', { units: unitsOf(value).map(nameOf).filter(Boolean).join(t('comma')) }),
    draftId: () => t('guidance:draft.sent'),
    taskId: (value, { facts }) => (facts.unitId ? undefined : complaintCase.tasks.find(({ id }) => id === value)?.unit.name),
    category: coded('category'),
    severity: coded('severity'),
    priority: coded('priority'),
    to: (value, { facts, kind, no }) =>
      kind === 'case.stageChanged'
        ? [changes({ stage: value }, { stage: facts.from }, (_field, code) => code, codeWord), stageReasons(no)].filter(Boolean).join('　')
        : changes(value, facts.from, (field, code) => `${t(`column.${field}`)} ${code}`, codeWord),
    from: (value) => (typeof value === 'string' ? t(`reminderFrom.${value}`) : undefined),
    verdict: (value) => t(`verdict.${value}`),
    satisfaction: (value) => t(`satisfaction.${value}`),
    finding: coded('finding'),
    kind: (value, row) => (row.kind === 'case.findingMade' ? t(`findings:kind.${value}`) : codeWord('remedyKind', value)),
    aboutId: (value) => nameOf(value) && t('story.about', { person: nameOf(value) }),
    appealedBy: (value) => t(`findings:appealed.${value}`),
    amountFen: (value) => Number(value) > 0 && moneyText(Number(value)),
    code: (value) => causeName(String(value)),
    link: coded('linkKind'),
    otherCaseId: otherCase,
    partId: otherCase,
    intoId: otherCase,
    newCaseId: otherCase,
    withCaseId: otherCase,
    fromId: otherCase,
    duplicateOf: otherCase,
    fileId: (value) => <FileLink id={String(value)} />,
    field: (value) => t(`reveal.${value}`),
    step: (value) => t([`clock.step.${value}`, 'clock.step.other']),
    toLevel: (value) => t('escalated', { level: value }),
    trigger: (value) => t('byRule', { trigger: t(`trigger.${value}`) }),
    calledIds: (value) => theNamed('story.called', value),
    askedIds: (value) => theNamed('story.asked', value),
    expectedEndAt: until,
    dueAt: until,
    disputed: (value) => value === true && t('story.disputed'),
    onTheSpot: (value) => value === true && t('story.onTheSpot'),
    exempted: (value) => value === true && t('story.exempted'),
  }
  return (row: TimelineRow): { name: string; words: ReactNode }[] =>
    Object.entries(says)
      .filter(([name]) => row.facts[name] !== undefined && row.facts[name] !== null)
      .map(([name, say]) => ({ name, words: say(row.facts[name], row) }))
      .filter(({ words }) => Boolean(words))
}

const unitsOf = (tasks: unknown) => (Array.isArray(tasks) ? tasks.map((task: { unitId?: unknown }) => task.unitId) : [])

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** `阶段 2 困惑质疑 → 4 矛盾爆发`, a change a field. */
function changes(
  to: unknown,
  from: unknown,
  say: (field: string, code: string) => string,
  codeWord: (field: string, value: unknown) => string,
) {
  if (typeof to !== 'object' || to === null) return undefined
  const before = (typeof from === 'object' && from !== null ? from : {}) as Record<string, unknown>
  return Object.entries(to)
    .map(([field, value]) =>
      say(field, isSame(before[field], value) ? codeWord(field, value) : `${codeWord(field, before[field])} → ${codeWord(field, value)}`),
    )
    .join('　')
}
