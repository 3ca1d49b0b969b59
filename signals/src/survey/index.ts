/** 满意度: means of few answers with their intervals, the net promoter score, and SERVQUAL's gaps. */
export { type MeanWithInterval, meanOf, promoterPoints, serviceGapOf } from './answers.ts'
