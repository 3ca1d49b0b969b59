/** 预警: warnings, their rules and quality, and the war room. */
export { OneVoiceNotice } from './crisis/OneVoiceNotice.tsx'
export { WarningNav } from './WarningNav.tsx'
