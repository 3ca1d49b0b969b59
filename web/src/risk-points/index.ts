/** 风险点: the register, its map and its suggestions. */
export { HeatMark } from './HeatMark.tsx'
