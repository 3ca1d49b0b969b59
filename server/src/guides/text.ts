import { maskPersonalData } from '@zhiwei/text'

/** What strangers read names nobody: numbers and addresses of persons are masked, in every field. */
export function maskDeep<T>(value: T): T {
  if (typeof value === 'string') return maskPersonalData(value).masked as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskDeep(inner)])) as T
}
