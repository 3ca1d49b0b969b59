/** A text message takes its time; asking again at once only makes two codes of which one is over. */
export const waitSeconds = 60

export const secondsToResend = (askedAt: number, now: number) => Math.max(0, Math.ceil(waitSeconds - (now - askedAt) / 1_000))
