import { useSyncExternalStore } from 'react'

function subscribeTo(query: MediaQueryList) {
  return (listener: () => void) => {
    query.addEventListener('change', listener)
    return () => query.removeEventListener('change', listener)
  }
}

const watched = (query: string) => {
  const list = matchMedia(query)
  return { subscribe: subscribeTo(list), matches: () => list.matches }
}

const phone = watched('(max-width: 640px)')
const tablet = watched('(max-width: 1000px)')
const small = watched('(max-width: 1240px)')

/** A phone: rows become cards. */
export const usePhone = () => useSyncExternalStore(phone.subscribe, phone.matches)

/** Too narrow for columns: they become tabs. */
export const useNarrow = () => useSyncExternalStore(tablet.subscribe, tablet.matches)

/** Room for two columns, not for three. */
export const useTwoColumns = () => useSyncExternalStore(small.subscribe, small.matches)
