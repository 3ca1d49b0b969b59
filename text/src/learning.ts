/** What learning on one's own labels needs (训练): features, the trainer, models as bytes, and how good they are. */

export { type CategoryNode, categoryOf, categorySheetOf, type TenantCategories, trainCategory } from './category/index.ts'
export { type Features, featuresOf } from './features/ngrams.ts'
export { severities, severityOf, trainSeverity } from './heads/severity/index.ts'
export { accuracyOf, eceOf, macroF1Of } from './linear/metrics.ts'
export { type LinearModel, probabilitiesOf, readModel, writeModel } from './linear/model.ts'
export { type Example, trainLinear } from './linear/train.ts'
export { shippedModels } from './models.ts'
export { signalsOf } from './signals/index.ts'
