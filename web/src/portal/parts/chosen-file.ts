import { newKey } from '../../platform/new-key.ts'

/** A photo, recording or document the customer chose, not sent yet. */
export type ChosenFile = { id: string; file: File; isVoice: boolean }

export const chosen = (file: File, isVoice = false): ChosenFile => ({ id: newKey(), file, isVoice })

/** As large as the server takes, and as many as make sense at once. */
export const largestFileBytes = 25 * 1024 * 1024
export const mostFiles = 9
export const takenTypes = 'image/*,audio/*,video/mp4,video/quicktime,application/pdf,.doc,.docx,.xls,.xlsx,.txt'
