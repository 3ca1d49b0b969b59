import { useNavigation } from 'react-router'

/** A thin line on top while the code of the next page comes. */
export function RouteProgress() {
  return useNavigation().state === 'idle' ? null : <div className="route-progress" />
}
