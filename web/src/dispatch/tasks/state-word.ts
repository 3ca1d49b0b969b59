import type { Task } from '@zhiwei/contract'

/** A co-handling task is not received, only answered. */
export const stateWord = ({ state, role }: Task) => (state === 'open' && role === 'co' ? 'openCo' : state)
