import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ListOf, MeasureCaseList, MeasureDefinition, MeasureItemList, MeasureName, MeasuresAnswer } from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

export const useMeasures = (query: Query) =>
  useQuery({
    queryKey: ['measures', query],
    queryFn: ({ signal }) => api.get<MeasuresAnswer>('/measures', query, signal),
    placeholderData: keepPreviousData,
  })
export const useMeasureDefinitions = () =>
  useQuery({
    queryKey: ['measure-definitions'],
    queryFn: ({ signal }) => api.get<ListOf<MeasureDefinition>>('/measures/definitions', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
export const useMeasureRows = (name: MeasureName, query: Query, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['measure-rows', name, query],
    queryFn: ({ signal }) => api.get<MeasureCaseList>(`/measures/${name}/rows`, { limit: 50, ...query }, signal),
    placeholderData: keepPreviousData,
  })
export const useMeasureItems = (name: MeasureName, query: Query) =>
  useQuery({
    queryKey: ['measure-items', name, query],
    queryFn: ({ signal }) => api.get<MeasureItemList>(`/measures/${name}/items`, query, signal),
    placeholderData: keepPreviousData,
  })
