import { Signal } from '@zhiwei/contract'

// A case shows its signals in every list: as bits they cost four bytes of it. The order of the contract's codes is that of the bits (0020_read_facts.sql).

export const bitsOf = (kinds: readonly string[]) =>
  Signal.options.reduce((bits, kind, at) => (kinds.includes(kind) ? bits | (1 << at) : bits), 0)

export const signalsOfBits = (bits: number): Signal[] => Signal.options.filter((_, at) => (bits & (1 << at)) !== 0)
