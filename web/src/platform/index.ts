export { addressOf, api, apiBase, isLeftOut, newIdempotencyKey, type Query } from './api.ts'
export { downloadFile, downloadMade, downloadText, handOver, saveFromServer } from './download.ts'
export { type Draft, useDraft } from './draft.ts'
export {
  dateText,
  dueText,
  durationText,
  fullInstantText,
  instantText,
  minutesUntil,
  moneyText,
  numberText,
  ratioText,
  sizeText,
} from './format.ts'
export { useBoundHotkeys, useHotkey } from './hotkeys.ts'
export { useMedia, usePhone } from './media.ts'
export { useOfferActs } from './page-acts.ts'
export { type Language, setPreferences, type ThemeChoice, usePreferences } from './preferences.ts'
export { type ErrorCode, fieldErrorsOf, isProblem, ProblemError } from './problem.ts'
export { queryClient } from './query.ts'
export { useRowCursor } from './row-cursor.ts'
export { useMay, useSession } from './session.ts'
export { upload } from './upload.ts'
export { useUrlState } from './url-state.ts'
export { useFormat, useNow, useShippedName } from './use-format.ts'
export { usePaused } from './use-paused.ts'
export { instantOfWall, wallOf } from './wall-clock.ts'
