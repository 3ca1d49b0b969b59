/** What learning on one's own labels needs (训练): features, the trainer, models as bytes, and how good they are. */
export { type Features, featuresOf } from './features/ngrams.ts'
export { accuracyOf, eceOf, macroF1Of } from './linear/metrics.ts'
export { type LinearModel, probabilitiesOf, readModel, writeModel } from './linear/model.ts'
export { type Example, trainLinear } from './linear/train.ts'
