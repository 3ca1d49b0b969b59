import { useQuery } from '@tanstack/react-query'
import type {
  PeriodicReportDetail,
  PeriodicReportKind,
  PeriodicReportList,
  ReportMailSettings,
  ReportScheduleList,
  ReportTemplates,
  ReportTemplateVersions,
} from '@zhiwei/contract'
import { api } from '../platform/index.ts'

/** While one is being made it is asked for again. */
const pollMs = 1_500
const isBusy = (state: string | undefined) => state === 'waiting' || state === 'making'

export const usePeriodicReports = (query: { cursor?: string | undefined; kind?: string | undefined }) =>
  useQuery({
    queryKey: ['periodic-reports', query],
    queryFn: ({ signal }) => api.get<PeriodicReportList>('/periodic-reports', query, signal),
    refetchInterval: ({ state }) => (state.data?.rows.some((row) => isBusy(row.state)) ? pollMs : false),
  })
export const usePeriodicReport = (id: string) =>
  useQuery({
    queryKey: ['periodic-reports', id],
    queryFn: ({ signal }) => api.get<PeriodicReportDetail>(`/periodic-reports/${id}`, {}, signal),
    refetchInterval: ({ state }) => (isBusy(state.data?.state) || (state.data?.mails.waiting ?? 0) > 0 ? pollMs : false),
  })
export const useReportTemplates = () =>
  useQuery({
    queryKey: ['report-templates'],
    queryFn: ({ signal }) => api.get<ReportTemplates>('/report-templates', {}, signal),
  })
export const useTemplateVersions = (kind: PeriodicReportKind, enabled: boolean) =>
  useQuery({
    queryKey: ['report-templates', kind, 'versions'],
    queryFn: ({ signal }) => api.get<ReportTemplateVersions>(`/report-templates/${kind}/versions`, {}, signal),
    enabled,
  })
export const useReportSchedules = () =>
  useQuery({
    queryKey: ['report-schedules'],
    queryFn: ({ signal }) => api.get<ReportScheduleList>('/report-schedules', {}, signal),
  })
export const useReportMailSettings = () =>
  useQuery({
    queryKey: ['report-mail-settings'],
    queryFn: ({ signal }) => api.get<ReportMailSettings>('/report-mail-settings', {}, signal),
  })
