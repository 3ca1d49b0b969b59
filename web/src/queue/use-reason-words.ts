import type { RoutingReason } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../platform/index.ts'
import { comma } from '../platform/punctuation.ts'

/** Reasons of routing as people say them. */
export function useReasonWords() {
  const { t } = useTranslation('queue')
  const format = useFormat()
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])

  function word({ code, facts = {} }: RoutingReason): string {
    const minutes = Number(facts.minutes ?? 0)
    const isLate = code === 'due' && minutes < 0
    return t(`reason.${isLate ? 'late' : code}`, {
      ...facts,
      duration: format.duration(Math.abs(minutes)),
      names: list(facts.names).join(comma()),
      priority: t(`ui:priority.${facts.priority ?? 'normal'}`),
      presence: t(`presence.${facts.presence ?? 'away'}`),
      why: list(facts.why)
        .map((one) => t([`fact.${one}`, `classification:text.signal.${one}`]))
        .join(comma()),
    })
  }

  return (reasons: readonly RoutingReason[]) => reasons.map(word).join(t('comma'))
}
