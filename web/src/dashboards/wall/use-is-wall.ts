import { useLocation } from 'react-router'

/** 大屏: a dashboard's address with `?wall` shows it alone, without rail and bars. */
export function useIsWall() {
  const { pathname, search } = useLocation()
  return pathname.startsWith('/dashboards/') && new URLSearchParams(search).has('wall')
}
