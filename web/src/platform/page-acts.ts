import { useEffect, useRef, useSyncExternalStore } from 'react'

/** What the page one is on can do now, offered in the command palette in the words of its buttons. */
export type PageAct = { id: string; label: string; act: () => void }

let offered: PageAct[] = []
const listeners = new Set<() => void>()

function offer(acts: PageAct[]) {
  offered = acts
  for (const listener of listeners) listener()
}

/** Offers the acts of a page while it is shown. */
export function useOfferActs(acts: PageAct[]) {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  const labels = acts.map(({ id, label }) => `${id} ${label}`).join('|')
  useEffect(() => {
    const own = latest.current.map(({ id, label }) => ({ id, label, act: () => latest.current.find((one) => one.id === id)?.act() }))
    offer(labels === '' ? [] : own)
    return () => offer([])
  }, [labels])
}

export const usePageActs = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => offered,
  )
