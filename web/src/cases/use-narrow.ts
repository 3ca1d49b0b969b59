import { useMedia } from '../platform/index.ts'

/** Too narrow for columns: they become tabs. */
export const useNarrow = () => useMedia('screen and (max-width: 1000px)')

/** Room for two columns, not for three. */
export const useTwoColumns = () => useMedia('screen and (max-width: 1240px)')
