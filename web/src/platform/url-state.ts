import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { z } from 'zod'

type State = Record<string, unknown>
type StateSchema<T extends State> = z.ZodType<T>

/**
 * Page state in the address bar, read through a contract schema: shareable, and Back works.
 * Unknown and invalid values are dropped; values equal to the schema's default are left out of the address.
 * Names the schema does not know stay where they are, so two of these can share one page.
 */
export function useUrlState<T extends State>(schema: StateSchema<T>) {
  const [params, setParams] = useSearchParams()
  const search = params.toString()
  const state = useMemo(() => readState(schema, new URLSearchParams(search)), [schema, search])
  const setState = useCallback(
    (next: T, { replace = false }: { replace?: boolean } = {}) =>
      // At once, not when the page finds time: a second choice made meanwhile would start from the old state and lose the first.
      setParams((current) => writeState(schema, next, current), { replace, preventScrollReset: true, flushSync: true }),
    [schema, setParams],
  )
  return [state, setState] as const
}

export function readState<T extends State>(schema: StateSchema<T>, params: URLSearchParams): T {
  const given: State = {}
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name)
    given[name] = values.length > 1 ? values : values[0]
  }
  const first = schema.safeParse(given)
  if (first.success) return first.data
  for (const { path, code, ...issue } of first.error.issues) {
    if (code === 'unrecognized_keys') for (const key of (issue as { keys: string[] }).keys) delete given[key]
    else delete given[String(path[0])]
  }
  return schema.parse(given)
}

export function writeState<T extends State>(schema: StateSchema<T>, next: T, current: URLSearchParams): URLSearchParams {
  const defaults = readState(schema, new URLSearchParams())
  const known = new Set([...Object.keys(readState(schema, current)), ...Object.keys(next)])
  const written = new URLSearchParams([...current].filter(([name]) => !known.has(name)))
  for (const [name, value] of Object.entries(next)) {
    if (isBlank(value) || String(value) === String(defaults[name])) continue
    for (const one of [value].flat()) written.append(name, String(one))
  }
  return written
}

const isBlank = (value: unknown) => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
