import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  CalendarYear,
  DueTime,
  HolidayReading,
  HolidayYear,
  HolidayYearInput,
  OwnDaysInput,
  WorkCalendar,
  WorkCalendarChange,
  WorkCalendarInput,
} from '@zhiwei/contract'
import type { z } from 'zod'
import { api, upload } from '../platform/index.ts'

export const useCalendars = () =>
  useQuery({
    queryKey: ['calendars'],
    queryFn: ({ signal }) => api.get<{ rows: WorkCalendar[] }>('/calendars', undefined, signal),
  })

export const readYears = (signal?: AbortSignal) => api.get<{ rows: HolidayYear[] }>('/calendars/holidays', undefined, signal)
export const useHolidayYears = () => useQuery({ queryKey: ['calendars', 'holidays'], queryFn: ({ signal }) => readYears(signal) })

export const useCalendarYear = (id: string, year: number) =>
  useQuery({
    queryKey: ['calendars', id, 'years', year],
    queryFn: ({ signal }) => api.get<CalendarYear>(`/calendars/${id}/years/${year}`, undefined, signal),
    placeholderData: keepPreviousData,
  })

export type DueQuestion = { startedAt: string; amount: number; unit: string }

export const useDueTime = (id: string, question: DueQuestion | null) =>
  useQuery({
    queryKey: ['calendars', id, 'due', question],
    queryFn: ({ signal }) => api.get<DueTime>(`/calendars/${id}/due-times`, question ?? {}, signal),
    enabled: question !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })

/** Whatever changes a calendar; everything shown of calendars is asked anew after it. */
export function useCalendarActs() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['calendars'] })
  const act = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => ({ mutationFn, onSettled })
  type Of<Rest> = { calendar: WorkCalendar } & Rest
  return {
    add: useMutation(act((input: z.input<typeof WorkCalendarInput>) => api.post<WorkCalendar>('/calendars', input))),
    change: useMutation(
      act(({ calendar, ...change }: Of<Omit<z.input<typeof WorkCalendarChange>, 'version'>>) =>
        api.patch<WorkCalendar>(`/calendars/${calendar.id}`, { ...change, version: calendar.version }),
      ),
    ),
    remove: useMutation(
      act(({ calendar, reason }: Of<{ reason: string }>) => api.delete(`/calendars/${calendar.id}`, { reason, version: calendar.version })),
    ),
    setDays: useMutation(
      act(({ calendar, ...days }: Of<Omit<z.input<typeof OwnDaysInput>, 'version'>>) =>
        api.post<WorkCalendar>(`/calendars/${calendar.id}/days`, { ...days, version: calendar.version }),
      ),
    ),
    clearDay: useMutation(
      act(({ calendar, date, reason }: Of<{ date: string; reason: string }>) =>
        api.delete(`/calendars/${calendar.id}/days/${date}`, { reason, version: calendar.version }),
      ),
    ),
    setYear: useMutation(
      act(({ region, year, ...plan }: z.input<typeof HolidayYearInput> & { region: string; year: number }) =>
        api.put<HolidayYear>(`/calendars/holidays/${region}/${year}`, plan),
      ),
    ),
    withdrawYear: useMutation(
      act(({ holidayYear: { region, year, version }, reason }: { holidayYear: HolidayYear; reason: string }) =>
        api.delete(`/calendars/holidays/${region}/${year}`, { reason, version }),
      ),
    ),
  }
}

export const readPasted = (text: string) => api.post<HolidayReading>('/calendars/holidays/readings', { text })
export const readFile = (file: File) => upload<HolidayReading>('/calendars/holidays/files', file)
