/** The instant of an act; passed in so that tests may hold time. */
export type NowClock = () => Date
export const systemClock: NowClock = () => new Date()
