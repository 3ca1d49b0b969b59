/** 知识库: plans, letters, law and entitlements; the case page shows what fits the case. */
export { ClaimPanel } from './panel/ClaimPanel.tsx'
export { LettersButton } from './panel/LettersButton.tsx'
export { PlansPanel } from './panel/PlansPanel.tsx'
export { useKnowledge } from './queries.ts'
