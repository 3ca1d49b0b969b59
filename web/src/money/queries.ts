import { useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  CostRates,
  CostStandards,
  ExposureHistory,
  ExposureKind,
  ExposureList,
  ExposureSetting,
  MoneyReport,
  MoneySetting,
} from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

const get =
  <Answer>(path: string, query?: Query) =>
  ({ signal }: { signal: AbortSignal }) =>
    api.get<Answer>(path, query, signal)

export const useMoney = () => useQuery({ queryKey: ['money'], queryFn: get<MoneyReport>('/money') })
export const useMoneySetting = () => useQuery({ queryKey: ['money', 'setting'], queryFn: get<MoneySetting>('/money-setting') })
export const useRates = () => useQuery({ queryKey: ['money', 'rates'], queryFn: get<CostRates>('/cost-rates') })
export const useStandards = () => useQuery({ queryKey: ['money', 'standards'], queryFn: get<CostStandards>('/cost-standards') })
export const useExposures = () => useQuery({ queryKey: ['exposures'], queryFn: get<ExposureList>('/exposures') })
export const useExposureSetting = () => useQuery({ queryKey: ['exposures', 'setting'], queryFn: get<ExposureSetting>('/exposure-setting') })
export const useExposureHistory = (of: { kind: ExposureKind; month: string; product: string | null; region: string | null }) => {
  const query = { kind: of.kind, month: of.month, ...(of.product && { product: of.product }), ...(of.region && { region: of.region }) }
  return useQuery({ queryKey: ['exposures', 'history', query], queryFn: get<ExposureHistory>('/exposures/history', query) })
}

/** What depends on rates, exposure and outcomes is asked again. */
export function useAskAgain() {
  const client = useQueryClient()
  return () => Promise.all(['money', 'exposures', 'measures'].map((key) => client.invalidateQueries({ queryKey: [key] })))
}
