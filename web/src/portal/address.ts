import { useSyncExternalStore } from 'react'

/** Where in the portal somebody is. Addresses hold the company and the screen, never a number, code or name of a person. */
export type Place = { tenant: string; page: 'home' | 'new' | 'case' | 'nowhere'; step: string }

export function placeOf(pathname: string, search: string): Place {
  const [, tenant = '', page = '', more] = /^\/p\/([^/]+)(?:\/([^/]+))?(\/.+)?$/.exec(pathname.replace(/\/$/, '')) ?? []
  const step = new URLSearchParams(search).get('step') ?? ''
  const known = page === '' ? 'home' : page === 'new' || page === 'case' ? page : 'nowhere'
  return { tenant: decoded(tenant), page: more ? 'nowhere' : known, step }
}

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export const addressOf = ({ tenant, page, step }: { tenant: string; page?: Place['page']; step?: string }) =>
  `/p/${encodeURIComponent(tenant)}${page && page !== 'home' ? `/${page}` : ''}${step ? `?step=${step}` : ''}`

const moved = new EventTarget()
let hasMoved = false

/** Goes to a screen; Back leads to the one before. */
export function go(address: string, { replace = false } = {}) {
  hasMoved = true
  if (replace) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
  moved.dispatchEvent(new Event('moved'))
}

/** Whether the person came to this screen from another one: then its title takes the focus. */
export const cameFromAnother = () => hasMoved

function subscribe(listener: () => void) {
  const back = () => {
    hasMoved = true
    listener()
  }
  window.addEventListener('popstate', back)
  moved.addEventListener('moved', listener)
  return () => {
    window.removeEventListener('popstate', back)
    moved.removeEventListener('moved', listener)
  }
}

export function usePlace(): Place {
  const href = useSyncExternalStore(subscribe, () => location.pathname + location.search)
  const [pathname = '', search = ''] = href.split('?')
  return placeOf(pathname, search)
}
