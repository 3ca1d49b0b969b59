/** 来电: calls in a list and on the screen; the case page shows the calls of a case, the intake form the call it is about. */
export { CallOfForm } from './CallOfForm.tsx'
export { CaseCalls } from './CaseCalls.tsx'
