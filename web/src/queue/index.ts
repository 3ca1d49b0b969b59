/** 队列: what I take next, how the team stands, and why a case is with whom it is. */
export { WhyHere } from './WhyHere.tsx'
