import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ClockRule, ClockRuleChange, ClockRuleInput, ClockSettings, LimitUnit, OnTime, OnTimeQuery } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { api, numberText, usePreferences } from '../platform/index.ts'

export const useClockRules = () =>
  useQuery({
    queryKey: ['clock-rules'],
    queryFn: ({ signal }) => api.get<{ rows: ClockRule[] }>('/clock-rules', undefined, signal),
  })

export const useClockSettings = () =>
  useQuery({ queryKey: ['clock-settings'], queryFn: ({ signal }) => api.get<ClockSettings>('/clock-settings', undefined, signal) })

/** 按时率 of what was due in the period. */
export const useOnTime = (query: Pick<OnTimeQuery, 'from' | 'to' | 'by'>) =>
  useQuery({ queryKey: ['on-time', query], queryFn: ({ signal }) => api.get<OnTime>('/clocks/on-time', query, signal) })

export function useClockRuleActs() {
  const queryClient = useQueryClient()
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['clock-rules'] }),
      queryClient.invalidateQueries({ queryKey: ['clock-settings'] }),
    ])
  return {
    decide: useMutation({
      mutationFn: ({ rule, ...change }: Omit<ClockRuleChange, 'version'> & { rule: ClockRule }) =>
        api.patch<ClockRule>(`/clock-rules/${rule.code}`, { ...change, version: rule.version }),
      onSettled: refresh,
    }),
    add: useMutation({ mutationFn: (input: ClockRuleInput) => api.post<ClockRule>('/clock-rules', input), onSettled: refresh }),
    setUp: useMutation({
      mutationFn: (settings: Pick<ClockSettings, 'industry' | 'warnPercents' | 'version'>) =>
        api.put<ClockSettings>('/clock-settings', settings),
      onSettled: refresh,
    }),
  }
}

/** `10 个工作日` */
export function useLimitWords() {
  const { t } = useTranslation('clocks')
  return (amount: number | null, unit: LimitUnit | null) =>
    amount === null || unit === null ? t('noLimit') : t(`unit.${unit}`, { amount: numberText(amount) })
}

/** What a rule says, in the person's language. */
export function useRuleNames() {
  const isEnglish = usePreferences().language === 'en'
  const said = (rule: ClockRule) => (isEnglish && rule.english) || rule
  return {
    said,
    regime: ({ regimeName, regimeNameEn }: ClockRule) => (isEnglish ? regimeNameEn : regimeName),
    step: ({ stepName, stepNameEn }: ClockRule) => (isEnglish ? stepNameEn : stepName),
  }
}
