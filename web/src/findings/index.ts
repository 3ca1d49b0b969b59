/** 认定: is a complaint substantiated, by three questions, cause and evidence; appeal and second review. The case page shows it with the component here. */
export { FindingPart } from './FindingPart.tsx'
