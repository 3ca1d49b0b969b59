import { CaseFilter, PageQuery } from '@zhiwei/contract'
import type { z } from 'zod'
import { writeState } from '../../platform/url-state.ts'

/** The list's part of the address: the filter, and where in the pages one is. */
export const ListState = CaseFilter.extend({ cursor: PageQuery.shape.cursor })
export type ListState = z.infer<typeof ListState>

export const pageSize = 50

const notOfTheFilter = ['cursor', 'sort']

/** How many fields narrow the list. */
export const narrowedBy = (state: ListState) =>
  Object.entries(state).filter(([name, value]) => value !== undefined && value !== '' && !notOfTheFilter.includes(name)).length

/** The state as an address's search string, without the place in the pages: what a saved view keeps. */
export function queryOf(state: ListState): string {
  const written = writeState(ListState, { ...state, cursor: undefined }, new URLSearchParams())
  written.sort()
  return written.toString()
}
