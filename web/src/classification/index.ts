/** 分类: the category tree and the cause catalogue. Owns the page of categories; others choose from and read the catalogues here. */
export { CatalogueMultiSelect, CatalogueSelect } from './CatalogueSelect.tsx'
export { MarkedText } from './highlight/MarkedText.tsx'
export type { Mark } from './highlight/segments.ts'
export { Proposal, type Proposed, proposedAt, proposedOf } from './Proposal.tsx'
export { StartModal } from './priority/StartModal.tsx'
export { type Catalogue, useCatalogue, useCatalogueName } from './queries.ts'
export { useLiveReading } from './use-live-reading.ts'
