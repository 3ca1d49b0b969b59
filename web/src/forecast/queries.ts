import { useQuery } from '@tanstack/react-query'
import type { ForecastDetail, ForecastList, ForecastSetting, PeakModeList, Staffing } from '@zhiwei/contract'
import { api, useSession } from '../platform/index.ts'
import { peakKey, remember, remembered } from './peak-memory.ts'

export const useForecasts = () =>
  useQuery({ queryKey: ['forecasts'], queryFn: ({ signal }) => api.get<ForecastList>('/forecasts', {}, signal) })
export const useForecast = (id: string | undefined) =>
  useQuery({
    queryKey: ['forecasts', id],
    queryFn: ({ signal }) => api.get<ForecastDetail>(`/forecasts/${id}`, {}, signal),
    enabled: id !== undefined,
  })
export const useStaffing = () => useQuery({ queryKey: ['staffing'], queryFn: ({ signal }) => api.get<Staffing>('/staffing', {}, signal) })
export const useForecastSetting = () =>
  useQuery({ queryKey: ['forecast-setting'], queryFn: ({ signal }) => api.get<ForecastSetting>('/forecast-setting', {}, signal) })
export const usePeakModes = () =>
  useQuery({ queryKey: ['peak-modes'], queryFn: ({ signal }) => api.get<PeakModeList>('/peak-modes', {}, signal) })
/** What ran when this browser last asked stands there until the answer comes, so that the page below does not jump. */
export function useRunningPeakModes() {
  const key = peakKey(useSession().tenant.id)
  return useQuery({
    queryKey: ['peak-modes', 'running'],
    queryFn: async ({ signal }) => {
      const running = await api.get<PeakModeList>('/peak-modes/running', {}, signal)
      remember(key, running)
      return running
    },
    placeholderData: () => remembered(key),
    staleTime: 60_000,
  })
}
