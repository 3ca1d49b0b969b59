import { useQuery } from '@tanstack/react-query'
import type { FollowUpRule, ProcessStep, Role } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../classification/index.ts'
import { api, useMay, useShippedName } from '../platform/index.ts'
import { comma } from '../platform/punctuation.ts'

/** The roles there are, by those who may see them; others read the codes. */
export function useRoleNames() {
  const may = useMay('identity:read')
  const { data } = useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => api.get<{ rows: Role[] }>('/roles', undefined, signal),
    enabled: may,
  })
  const named = useShippedName()
  return (data?.rows ?? []).map((role) => ({ ...role, name: named(role.name) }))
}

/** A step of a process in words. */
export function useStepWords() {
  const { t } = useTranslation('processes')
  const roles = useRoleNames()
  const nameOf = useCatalogueName('categories')
  const roleName = (code: string) => roles.find((role) => role.code === code)?.name ?? code
  return {
    step: (act: string) => t(`cases:act.${act}`),
    when: (step: ProcessStep) => t(`whenOf.${step.when}`),
    field: (field: string) => t(`field.${field}`, { defaultValue: field }),
    who: ({ who }: ProcessStep) => {
      const named = [...who.roles.map(roleName), ...who.unitKinds.map((kind) => t(`unitKind.${kind}`))]
      return named.length > 0 ? named.join(comma()) : t('anyone')
    },
    limit: ({ limit }: ProcessStep) =>
      limit ? t('limitText', { from: t(`from.${limit.from}`), amount: limit.amount, unit: t(`unit.${limit.unit}`) }) : t('noLimit'),
    category: (code: string | null) => (code === null ? t('generalShort') : nameOf(code)),
    followUp: ({ exemption, tries }: FollowUpRule) => t(`followUp.${exemption}`, { count: tries }),
  }
}
