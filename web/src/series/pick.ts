import type { Series } from '@zhiwei/contract'

/** The page of a series: its parts stand in the address. */
export function courseAddress({ parts }: Series): string {
  const params = new URLSearchParams(parts.map(({ dimension, value }) => [dimension, value]))
  return `/warnings/series${params.size > 0 ? `?${params}` : ''}`
}
