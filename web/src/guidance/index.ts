/** 处理指引: LSCIA and phrases beside the case, wording under the draft, promises to the customer. */
export { DraftBox } from './DraftBox.tsx'
export { GuidePanel } from './GuidePanel.tsx'
export { PromisePanel } from './PromisePanel.tsx'
export { SpeechAid } from './SpeechAid.tsx'
